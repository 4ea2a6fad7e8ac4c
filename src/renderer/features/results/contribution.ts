import { writtenNumber } from '../../messages/message';
import type { Contribution, Services } from '../../workbench/workbenchApi';
import { Results } from './Results';
import { Verdict } from './Verdict';
import { strings } from './strings';

/** Brings the figures up when a run begins, and reads them out when it is done. Returns how to stop. */
function start({ playback, window }: Services): () => void {
  return playback.store.subscribe(({ runs, currentRunId }, before) => {
    const run = runs.find((candidate) => candidate.runId === currentRunId);
    const isNew = run !== undefined && run.parent === null && !before.runs.some((other) => other.runId === run.runId);
    if (isNew) window.suggestPanel('results');
    const summary = run?.report?.summary;
    const known = before.runs.find((candidate) => candidate.runId === before.currentRunId)?.report?.summary;
    if (summary !== undefined && summary !== known)
      window.announce(
        strings.runDone({
          ok: summary.requests.ok,
          failed: summary.requests.failed,
          perSecond: writtenNumber(summary.goodputPerSecond, 1, 1),
        }),
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
