import css from './faults.module.css';
import { useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { describeFault, FAULT_INFO, placeNames, type Fault, type FaultType, type Scenario, NS_PER_SECOND } from '../../../sim/index';
import { useCurrentRun, useDocument, usePlayhead, useServices } from '../../workbench/context';
import { FaultEditor } from './FaultEditor';
import { strings } from './strings';
import { FAULT_GROUPS, newFault } from './newFault';
import { barsOf, lengthSeconds, movedBy, nudged, resizedBy, ticksOf, whenText, type FaultBar } from './timeline';
import { Tip } from '../../ui/Tip';

/** The scheduled faults as bars that can be dragged, with the settings of the chosen one beside them. */
export function FaultTimeline(): ReactElement {
  const { document, window } = useServices();
  /** Changes the schedule in one undo step; steps that share `joins` in quick succession are one. Returns what is wrong, or null. */
  const setFaults = (label: string, next: readonly Fault[], joins?: string): string | null =>
    document.actions.edit(label, { type: 'setFaults', faults: next }, joins)?.message ?? null;
  const scenario = useDocument((state) => state.scenario);
  const [chosenId, choose] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const { faults } = scenario;
  const at = faults.findIndex((fault) => fault.id === chosenId);
  const add = (type: FaultType): void => {
    const { selection } = document.store.getState();
    const made = newFault(type, scenario, selection, Math.round(scenario.durationSeconds / 3));
    if (!made.ok) return setProblem(made.message);
    const failure = setFaults(strings.added(FAULT_INFO[type].title), [...faults, made.fault]);
    setProblem(failure ?? '');
    if (failure === null) choose(made.fault.id);
  };
  const nameOf = (fault: Fault): string => describeFault(fault, placeNames(scenario));
  const replace = (fault: Fault, label: string, joins?: string): void =>
    setProblem(
      setFaults(
        label,
        faults.map((other) => (other.id === fault.id ? fault : other)),
        joins,
      ) ?? '',
    );
  const remove = (fault: Fault): void => {
    setProblem(
      setFaults(
        strings.removed(nameOf(fault)),
        faults.filter((other) => other.id !== fault.id),
      ) ?? '',
    );
    window.announce(strings.removed(nameOf(fault)));
  };
  return (
    <div className={css.faults}>
      <div className={css.faultsBoard}>
        <AddFault add={add} />
        {problem !== '' && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {faults.length === 0 ? (
          <p className="hint">{strings.none}</p>
        ) : (
          <Lanes scenario={scenario} chosenId={chosenId} choose={choose} replace={replace} remove={remove} />
        )}
      </div>
      {at >= 0 && (
        <FaultEditor
          key={faults[at].id}
          fault={faults[at]}
          scenario={scenario}
          onChange={(fault, field) => replace(fault, strings.changed(nameOf(fault)), `fault ${fault.id} ${field}`)}
          onRemove={() => remove(faults[at])}
        />
      )}
    </div>
  );
}

function AddFault({ add }: { readonly add: (type: FaultType) => void }): ReactElement {
  return (
    <label className={css.faultsAdd}>
      <span>{strings.add}</span>
      <select value="" onChange={(event) => event.target.value !== '' && add(event.target.value as FaultType)}>
        <option value="">{strings.choose}</option>
        {FAULT_GROUPS.map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.types.map((type) => (
              <option key={type} value={type} title={FAULT_INFO[type].help}>
                {FAULT_INFO[type].title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

interface LanesProps {
  readonly scenario: Scenario;
  readonly chosenId: string | null;
  readonly choose: (id: string | null) => void;
  readonly replace: (fault: Fault, label: string, joins?: string) => void;
  readonly remove: (fault: Fault) => void;
}

function Lanes({ scenario, chosenId, choose, replace, remove }: LanesProps): ReactElement {
  const bars = barsOf(scenario);
  const { durationSeconds, faults } = scenario;
  return (
    <div className={css.faultsLanes} role="group" aria-label={strings.title}>
      {bars.map((bar, i) => (
        <div
          className={`${css.faultsLane}${bar.id === chosenId ? ` ${css.isChosen}` : ''}`}
          key={bar.id}
          ref={bar.id === chosenId ? intoView : undefined}
        >
          <Tip text={bar.text}>
            <button type="button" className={css.faultsName} tabIndex={-1} onClick={() => choose(bar.id)}>
              {bar.text}
            </button>
          </Tip>
          <div className={css.faultsTrack}>
            <Bar bar={bar} fault={faults[i]} durationSeconds={durationSeconds} choose={choose} replace={replace} remove={remove} />
          </div>
        </div>
      ))}
      <div className={`${css.faultsLane} ${css.isRuler}`} aria-hidden="true">
        <span className={css.faultsName}>{strings.seconds}</span>
        <div className={css.faultsTrack}>
          {ticksOf(durationSeconds).map((seconds) => (
            <span key={seconds} className={css.faultsTick} style={{ left: `${(seconds / durationSeconds) * 100}%` }}>
              {seconds}
            </span>
          ))}
        </div>
      </div>
      <Playhead durationSeconds={durationSeconds} />
    </div>
  );
}

function intoView(lane: HTMLElement | null): void {
  lane?.scrollIntoView({ block: 'nearest' });
}

function Playhead({ durationSeconds }: { readonly durationSeconds: number }): ReactElement | null {
  const run = useCurrentRun();
  const playheadNs = usePlayhead(15);
  if (run === undefined || run.report === null) return null;
  return (
    <div
      className={css.faultsPlayhead}
      aria-hidden="true"
      style={{ '--at': Math.min(1, playheadNs / NS_PER_SECOND / durationSeconds) } as React.CSSProperties}
    />
  );
}

interface BarProps extends Pick<LanesProps, 'choose' | 'replace' | 'remove'> {
  readonly bar: FaultBar;
  readonly fault: Fault;
  readonly durationSeconds: number;
}

interface Drag {
  readonly startX: number;
  readonly secondsPerPixel: number;
  readonly resizes: boolean;
}

/** A bar is dragged with the pointer, or moved with the arrows once it has the focus. What is dragged is one step to undo. */
function Bar({ bar, fault, durationSeconds, choose, replace, remove }: BarProps): ReactElement {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [preview, setPreview] = useState<Fault | null>(null);
  const drawn = preview ?? fault;
  const from = drawn.atSeconds / durationSeconds;
  const lasts = lengthSeconds(drawn);
  const to = bar.isMoment ? from : lasts === null ? 1 : Math.min(1, from + lasts / durationSeconds);
  const canResize = FAULT_INFO[fault.type].canLast;
  const begin = (event: PointerEvent<HTMLElement>): void => {
    const track = event.currentTarget.parentElement;
    if (event.button !== 0 || track === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    choose(fault.id);
    const resizes = (event.target as HTMLElement).dataset.part === 'end';
    setDrag({ startX: event.clientX, secondsPerPixel: durationSeconds / Math.max(1, track.getBoundingClientRect().width), resizes });
  };
  const follow = (event: PointerEvent): void => {
    if (drag === null) return;
    const bySeconds = (event.clientX - drag.startX) * drag.secondsPerPixel;
    setPreview(drag.resizes ? resizedBy(fault, bySeconds, durationSeconds) : movedBy(fault, bySeconds, durationSeconds));
  };
  const end = (): void => {
    if (preview !== null && (preview.atSeconds !== fault.atSeconds || lengthSeconds(preview) !== lengthSeconds(fault)))
      replace(preview, strings.moved(bar.text, whenText(preview)));
    setDrag(null);
    setPreview(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nudged(fault, event, durationSeconds);
    if (next === null && event.key !== 'Delete' && event.key !== 'Backspace' && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== null) replace(next, strings.moved(bar.text, whenText(next)), `fault ${fault.id} keys`);
    else if (event.key === 'Enter') document.getElementById('fault-editor')?.querySelector<HTMLElement>('input, select')?.focus();
    else remove(fault);
  };
  return (
    <div
      className={barClass(bar, lasts === null, drag !== null)}
      role="slider"
      tabIndex={0}
      aria-label={bar.text}
      aria-valuemin={0}
      aria-valuemax={durationSeconds}
      aria-valuenow={drawn.atSeconds}
      aria-valuetext={whenText(drawn)}
      title={`${bar.text}, ${whenText(drawn)}. ${strings.howTo}`}
      data-fault={fault.id}
      style={{ left: `${Math.min(1, from) * 100}%`, width: bar.isMoment ? undefined : `${Math.max(0, to - from) * 100}%` }}
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={() => {
        setDrag(null);
        setPreview(null);
      }}
      onFocus={() => choose(fault.id)}
      onKeyDown={onKeyDown}
    >
      {drag === null &&
        bar.turns.map((turn) => (
          <span key={turn} className={css.faultsTurn} style={{ left: `${((turn - bar.from) / Math.max(1e-9, to - from)) * 100}%` }} />
        ))}
      {drag !== null && <output className={css.faultsDrag}>{whenText(drawn)}</output>}
      {canResize && <span className={css.faultsEnd} data-part="end" aria-hidden="true" />}
    </div>
  );
}

function barClass({ isMoment, mends }: FaultBar, hasNoEnd: boolean, isDragged: boolean): string {
  const states = [isMoment && css.isMoment, hasNoEnd && !isMoment && css.isOpen, mends && css.isMend, isDragged && css.isDragged];
  return [css.faultsBar, ...states.filter((name) => name !== false)].join(' ');
}
