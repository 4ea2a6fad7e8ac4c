import { senderAndReceiver, timedActions } from '../sim/index';
import { downtimesOf, type Downtimes, type StatusColumns } from './downtimes';
import type { ExportedRun } from './exporter';
import type { MessageColumns } from './messageText';

/** What is read of a run to know what its faults did. */
export type FaultedRun = Pick<ExportedRun, 'index' | 'faults' | 'endNs'> & { readonly summary: { readonly seed: number } };

const known = new WeakMap<object, Downtimes>();

/**
 * Whether a message of a window came to a part that was down: it was not lost on the way, and yet nobody there ever learnt of it. What
 * arrives behind the window is told by the faults of the run. Reckoned once for each window.
 */
export function isUnheard(run: FaultedRun, window: MessageColumns & StatusColumns, row: number): boolean {
  const { messages } = window;
  if (messages.lost[row] === 1) return false;
  return downtimesIn(run, window).isDown(senderAndReceiver(run.index, window, row)[1], messages.arriveNs[row]);
}

function downtimesIn({ index, faults, summary, endNs }: FaultedRun, window: StatusColumns): Downtimes {
  const before = known.get(window);
  if (before !== undefined) return before;
  const downtimes = downtimesOf(index, [window], timedActions(faults, { index, seed: summary.seed, endNs }));
  known.set(window, downtimes);
  return downtimes;
}
