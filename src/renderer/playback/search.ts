import type { RunReport } from '../../contract/index';
import { actionsOf, type FaultsOfRun } from './actions';
import { Gauge, isChangeOf, LOG_VERBS, senderAndReceiver, type TraceIndex, type TraceWindow } from '../../sim/index';
import { firstAbove, firstAtOrAbove } from './moments';
import type { WindowCache } from './windows';

const FAILURE_VERBS: ReadonlySet<number> = new Set(
  ['failed', 'rejected', 'crashed'].map((verb) => LOG_VERBS.indexOf(verb as (typeof LOG_VERBS)[number])),
);

/** What a step can lead to. A failure is a request that fails, a part that refuses one, or a part that crashes. */
export type StepUnit = 'event' | 'log' | 'failure';

/** What is looked for. */
export interface Wanted {
  readonly what: StepUnit;
  /** Node index; -1 for all nodes. */
  readonly node: number;
}

/** Events of the run up to and at a moment of a window: the number of the last one, 0 before the first. */
export function eventNumberAt(window: TraceWindow, atNs: number): number {
  return Math.max(0, window.firstEvent) + firstAbove(window.eventNs, atNs);
}

/** The moment of the next (1) or previous (-1) thing of a kind in a window, strictly beyond a moment; null: none in the window. */
export function findInWindow(window: TraceWindow, index: TraceIndex, atNs: number, direction: 1 | -1, wanted: Wanted): number | null {
  if (wanted.what === 'event')
    return wanted.node < 0 ? stepIn(window.eventNs, atNs, direction) : findAtNode(window, index, atNs, direction, wanted.node);
  return findInLog(window, atNs, direction, wanted);
}

function stepIn(column: Float64Array, atNs: number, direction: 1 | -1): number | null {
  const row = direction === 1 ? firstAbove(column, atNs) : firstAtOrAbove(column, atNs) - 1;
  return row >= 0 && row < column.length ? column[row] : null;
}

function findInLog({ log }: TraceWindow, atNs: number, direction: 1 | -1, wanted: Wanted): number | null {
  let row = direction === 1 ? firstAbove(log.atNs, atNs) : firstAtOrAbove(log.atNs, atNs) - 1;
  for (; row >= 0 && row < log.count; row += direction) {
    const rightNode = wanted.node < 0 || log.node[row] === wanted.node;
    if (rightNode && (wanted.what !== 'failure' || FAILURE_VERBS.has(log.verb[row]))) return log.atNs[row];
  }
  return null;
}

/** At one part, whatever can be seen of it counts: a message that comes or goes, a figure that changes, a log line. */
function findAtNode(window: TraceWindow, index: TraceIndex, atNs: number, direction: 1 | -1, node: number): number | null {
  const { messages, changes, eventNs } = window;
  let best = findInLog(window, atNs, direction, { what: 'log', node });
  const offer = (candidateNs: number): void => {
    if ((candidateNs - atNs) * direction <= 0 || candidateNs < window.fromNs || candidateNs >= window.toNs) return;
    if (best === null || (candidateNs - best) * direction < 0) best = candidateNs;
  };
  const { gaugeBase, gauges } = index.nodes[node];
  let row =
    direction === 1
      ? firstAtOrAbove(changes.event, firstAbove(eventNs, atNs))
      : firstAtOrAbove(changes.event, firstAtOrAbove(eventNs, atNs)) - 1;
  while (row >= 0 && row < changes.count && !isChangeOf(changes, row, gaugeBase, gaugeBase + gauges.length)) row += direction;
  if (row >= 0 && row < changes.count) offer(eventNs[changes.event[row]]);
  for (let i = 0; i < messages.count; i++) {
    const [sender, receiver] = senderAndReceiver(index, window, i);
    if (sender !== node && receiver !== node) continue;
    const arrivesHere = receiver === node;
    offer(messages.sentNs[i] >= window.fromNs && !arrivesHere ? messages.sentNs[i] : messages.arriveNs[i]);
  }
  return best;
}

/** The same over the whole run, window by window; null when there is none. */
export async function findInRun(
  cache: WindowCache,
  report: RunReport,
  atNs: number,
  direction: 1 | -1,
  wanted: Wanted,
): Promise<number | null> {
  let at = atNs;
  for (;;) {
    const window = await cache.around(Math.max(0, Math.min(at, report.endNs)));
    if (window === null) return null;
    const found = findInWindow(window, report.index, atNs, direction, wanted);
    if (found !== null) return found;
    at = direction === 1 ? window.toNs : window.fromNs - 1;
    if (wanted.what === 'failure') at = quietUntil(report, at, direction);
    if (at > report.endNs || at < 0) return null;
  }
}

/**
 * Where the next failure can be at the earliest (going back: at the latest) by the curves of the whole run, so that windows in between
 * need not be fetched. A sample without a failed request, a part that refused something or a part that is not up holds no failure.
 */
export function quietUntil(report: Pick<RunReport, 'series'> & FaultsOfRun, atNs: number, direction: 1 | -1): number {
  const { series, index } = report;
  const { sampleNs, sampleCount } = series;
  const acts = new Set(actionsOf(report).map((action) => Math.floor(action.atNs / sampleNs)));
  for (let i = Math.floor(Math.max(0, atNs) / sampleNs); i >= 0 && i < sampleCount; i += direction) {
    if (!acts.has(i) && isQuiet(series, index, i)) continue;
    return direction === 1 ? Math.max(atNs, i * sampleNs) : Math.min(atNs, (i + 1) * sampleNs - 1);
  }
  return direction === 1 ? Infinity : -1;
}

function isQuiet({ failed, gauges, sampleCount }: RunReport['series'], index: TraceIndex, i: number): boolean {
  if (failed[i] > 0) return false;
  return index.nodes.every((node) => {
    const refused = (node.gaugeBase + Gauge.failed) * sampleCount;
    const isUp = gauges[(node.gaugeBase + Gauge.status) * sampleCount + i] === 0;
    return isUp && gauges[refused + i] === (i === 0 ? 0 : gauges[refused + i - 1]);
  });
}
