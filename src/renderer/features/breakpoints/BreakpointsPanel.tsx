import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import {
  breakpointProblem,
  checkTitle,
  describeBreakpoint,
  freshId,
  placeNames,
  type Breakpoint,
  type Scenario,
  NS_PER_SECOND,
} from '../../../sim/index';
import type { DocumentModel } from '../../document/index';
import { PopoverBox } from '../../ui/PopoverBox';
import { useCurrentRun, useDocument, useServices } from '../../workbench/context';
import type { Services } from '../../workbench/workbenchApi';
import { useNames } from '../../workbench/partNames';
import { breakpointPanelOf } from './breakpointPanel';
import { NewBreakpoint, type BreakpointDraft } from './NewBreakpoint';
import { strings } from './strings';
import css from './breakpoints.module.css';
import { Tip } from '../../ui/Tip';

function change(document: DocumentModel, label: string, breakpoints: readonly Breakpoint[]): void {
  document.actions.edit(label, { type: 'setBreakpoints', breakpoints });
}

/** A breakpoint by the names on the board: its part's label, and what its check is called. */
function nameOf(breakpoint: Breakpoint, scenario: Scenario): string {
  const titleOf = (id: string): string => {
    const check = scenario.checks.find((other) => other.id === id);
    return check === undefined ? id : checkTitle(check, placeNames(scenario));
  };
  return describeBreakpoint(breakpoint, titleOf, placeNames(scenario));
}

/** Closes the list of breakpoints and gives the focus back to its button, unless a press has moved it elsewhere. */
function close(services: Services, how: 'key' | 'press'): void {
  breakpointPanelOf(services).setState({ isOpen: false });
  if (how === 'key') document.querySelector<HTMLElement>(`.${css.breakButton}`)?.focus();
}

/** Where playback stops: the list, and a form for another. Opened from the transport bar, a part's menu and by command. */
export function BreakpointsPanel(): ReactElement | null {
  const { isOpen } = useStore(breakpointPanelOf(useServices()));
  const button = isOpen ? document.querySelector(`.${css.breakButton}`) : null;
  return button === null ? null : <OpenPanel button={button} />;
}

function OpenPanel({ button }: { readonly button: Element }): ReactElement {
  const services = useServices();
  const breakpoints = useDocument((state) => state.scenario.breakpoints) ?? [];
  const { node } = useStore(breakpointPanelOf(services));
  const add = (draft: BreakpointDraft): void => {
    const breakpoint = {
      id: freshId(
        'B',
        breakpoints.map((other) => other.id),
      ),
      ...draft,
    } as Breakpoint;
    change(services.document, strings.added(nameOf(breakpoint, services.document.store.getState().scenario)), [...breakpoints, breakpoint]);
  };
  return (
    <PopoverBox
      label={strings.title}
      anchor={button}
      side="top"
      gapPx={6}
      className={css.breakpointsPanel}
      onClose={(how) => close(services, how)}
    >
      <div className={css.breakpointsHead}>
        <h3>{strings.title}</h3>
        <button type="button" className="icon-button" aria-label={strings.close} onClick={() => close(services, 'key')}>
          {'\u00d7'}
        </button>
      </div>
      {breakpoints.length === 0 ? (
        <p className="hint">{strings.none}</p>
      ) : (
        <ul>
          {breakpoints.map((breakpoint, i) => (
            <Row key={breakpoint.id} breakpoint={breakpoint} all={breakpoints} at={i} />
          ))}
        </ul>
      )}
      <NewBreakpoint key={node ?? ''} node={node} onAdd={add} />
    </PopoverBox>
  );
}

function Row({
  breakpoint,
  all,
  at,
}: {
  readonly breakpoint: Breakpoint;
  readonly all: readonly Breakpoint[];
  readonly at: number;
}): ReactElement {
  const { document, playback } = useServices();
  const scenario = useDocument((state) => ({ of: state.scenario })).of;
  const named = useNames();
  const report = useCurrentRun()?.report ?? null;
  const what = nameOf(breakpoint, scenario);
  const problem =
    report === null
      ? null
      : breakpointProblem(
          breakpoint,
          report.index,
          report.summary.checks.map((check) => check.id),
        );
  const isOn = breakpoint.off !== true;
  const toggle = (): void => {
    const { off: _off, ...rest } = breakpoint;
    change(document, strings.switched(what, !isOn), all.with(at, (isOn ? { ...rest, off: true } : rest) as Breakpoint));
  };
  const moment =
    breakpoint.type === 'time' && report !== null ? (): void => playback.actions.seek(breakpoint.atSeconds * NS_PER_SECOND) : null;
  return (
    <li>
      <label className={isOn ? '' : css.isOff}>
        <input type="checkbox" checked={isOn} aria-label={strings.on(what)} onChange={toggle} />
        {moment === null ? (
          <span>{what}</span>
        ) : (
          <button type="button" className={css.linkButton} onClick={moment}>
            {what}
          </button>
        )}
      </label>
      <Tip text={strings.remove(what)}>
        <button
          type="button"
          className="icon-button"
          aria-label={strings.remove(what)}
          onClick={() => change(document, strings.removed(what), all.toSpliced(at, 1))}
        >
          {'\u00d7'}
        </button>
      </Tip>
      {problem !== null && <p className="problem">{named(problem)}</p>}
    </li>
  );
}
