import { useMemo, type ReactElement } from 'react';
import { lastEventNs, placeNames, whatHappened } from '../../../sim/index';
import { actionsOf } from '../../playback/index';
import { useCurrentRun, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { CheckMark } from '../../workbench/CheckMark';
import { checksTogether } from '../../workbench/checkVerdicts';
import { useBoardOnScreen, useNames } from '../../workbench/partNames';
import { strings } from './strings';
import css from './transport.module.css';
import { Tip } from '../../ui/Tip';

/** While time stands still: what the last event was, in one sentence. Leads to the log. */
export function Happened(): ReactElement | null {
  const isStill = usePlayback((state) => !state.playing && state.currentRunId !== null);
  return isStill ? <Sentence /> : null;
}

function Sentence(): ReactElement | null {
  const { window } = useServices();
  const named = useNames();
  const happened = useSentences().map(named);
  const failing = useFailing();
  const sentences = failing === null ? happened : [failing, ...happened];
  if (sentences.length === 0) return null;
  const [first, ...more] = sentences;
  return (
    <div className={css.happened}>
      <Tip text={`${sentences.join('\n')}\n${strings.happenedHelp}`}>
        <button type="button" onClick={() => window.showPanel(failing === null ? 'log' : 'results')}>
          {failing !== null && <CheckMark verdict="unmet" />}
          <span role="status">{first}</span>
          {more.length > 0 && <small>{failing === null ? strings.alsoHappened({ count: more.length }) : more[0]}</small>}
        </button>
      </Tip>
    </div>
  );
}

/** At the end of a run: that a check is not met, which matters more than what its last event was; null: none fails. */
function useFailing(): string | null {
  const report = useCurrentRun()?.report ?? null;
  const named = useNames();
  const isWhole = usePlayhead(20) >= (report?.endNs ?? Infinity);
  const together = isWhole ? checksTogether(report?.summary.checks ?? []) : null;
  return together?.verdict === 'unmet' ? strings.notMet({ title: named(together.like[0].title), more: together.like.length - 1 }) : null;
}

function useSentences(): readonly string[] {
  const report = useCurrentRun()?.report ?? null;
  const traceWindow = usePlayback((state) => state.window);
  const board = useBoardOnScreen();
  const playheadNs = usePlayhead(20);
  const atNs = traceWindow === null ? null : lastEventNs(traceWindow, playheadNs);
  return useMemo(() => {
    if (report === null || traceWindow === null || atNs === null) return [];
    const { index } = report;
    return whatHappened({ index, window: traceWindow, atNs, actions: actionsOf(report), names: placeNames(board) });
  }, [report, traceWindow, atNs, board]);
}
