import type { RunReport } from '../../contract/index';
import { LOG_VERBS, type TraceWindow } from '../../sim/index';
import { firstAbove, firstAtOrAbove } from './moments';
import type { WindowCache } from './windows';

const FAILURE_VERBS: ReadonlySet<number> = new Set(['failed', 'rejected', 'timed out on', 'crashed'].map((verb) => LOG_VERBS.indexOf(verb as (typeof LOG_VERBS)[number])));

/** What is looked for. */
export interface Wanted {
  readonly what: 'event' | 'log' | 'failure';
  /** Node index; -1 for all nodes. */
  readonly node: number;
}

/** The moment of the next (1) or previous (-1) thing of a kind in a window, strictly beyond a moment; null: none in the window. */
export function findInWindow(window: TraceWindow, atNs: number, direction: 1 | -1, wanted: Wanted): number | null {
  const column = wanted.what === 'event' && wanted.node < 0 ? window.eventNs : window.log.atNs;
  let row = direction === 1 ? firstAbove(column, atNs) : firstAtOrAbove(column, atNs) - 1;
  for (; row >= 0 && row < column.length; row += direction) {
    if (column === window.eventNs) return column[row];
    const rightNode = wanted.node < 0 || window.log.node[row] === wanted.node;
    if (rightNode && (wanted.what !== 'failure' || FAILURE_VERBS.has(window.log.verb[row]))) return column[row];
  }
  return null;
}

/** The same over the whole run, window by window; null when there is none. */
export async function findInRun(cache: WindowCache, report: RunReport, atNs: number, direction: 1 | -1, wanted: Wanted): Promise<number | null> {
  let at = atNs;
  for (;;) {
    const window = await cache.around(Math.max(0, Math.min(at, report.endNs)));
    if (window === null) return null;
    const found = findInWindow(window, atNs, direction, wanted);
    if (found !== null) return found;
    at = direction === 1 ? window.toNs : window.fromNs - 1;
    if (at > report.endNs || at < 0) return null;
  }
}
