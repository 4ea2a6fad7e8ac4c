import { writtenNumber } from '../../messages/message';
import type { RunSummary } from '../../../sim/index';
import { checksTogether } from '../../workbench/checkVerdicts';
import type { Contribution, Services } from '../../workbench/workbenchApi';
import { Results } from './Results';
import { Verdict } from './Verdict';
import { strings } from './strings';

/** What is read out of a run, with how its checks stand. */
function withChecks({ checks }: RunSummary, told: string): string {
  const together = checksTogether(checks);
  if (together === null) return told;
  const { verdict, like, count } = together;
  const rest = (verdict === 'unmet' ? strings.checkUnmet : strings.checkOpen)({ more: like.length - 1 });
  return strings.runAndChecks(told, verdict === 'met' ? strings.checksMet({ count }) : `${like[0].title}: ${rest}`);
}

/**
 * Brings the figures up when a run begins, unless another panel was chosen since it was asked for, and reads them out when it is done.
 * Returns how to stop.
 */
function start({ playback, window }: Services): () => void {
  const inSight = (): string => window.store.getState().openPanel.side;
  let whenAsked = inSight();
  return playback.store.subscribe(({ runs, currentRunId, starting }, before) => {
    if (starting > before.starting) whenAsked = inSight();
    const run = runs.find((candidate) => candidate.runId === currentRunId);
    const isNew = run !== undefined && run.parent === null && !before.runs.some((other) => other.runId === run.runId);
    if (isNew && inSight() === whenAsked) window.suggestPanel('results');
    const summary = run?.report?.summary;
    const known = before.runs.find((candidate) => candidate.runId === before.currentRunId)?.report?.summary;
    if (summary !== undefined && summary !== known)
      window.announce(
        withChecks(
          summary,
          strings.runDone({
            ok: summary.requests.ok,
            failed: summary.requests.failed,
            perSecond: writtenNumber(summary.goodputPerSecond, 1, 1),
          }),
        ),
      );
  });
}

/** The figures of the run on screen, how sure they are, and where it differs from another. */
export const resultsContribution: Contribution = {
  id: 'results',
  title: strings.tab,
  pieces: [{ place: 'board.verdict', Piece: Verdict }],
  panels: [{ id: 'results', place: 'side', title: strings.tab, Panel: Results }],
  start,
};
