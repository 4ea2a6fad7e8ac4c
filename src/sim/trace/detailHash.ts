import { fold, foldNumbers, newLanes } from '../kernel/fold';
import { hashHex, murmur3 } from '../kernel/hash';
import type { TraceWindow } from './types';

/**
 * Hash of everything that a window says, 16 hexadecimal digits: every column of messages (causal parents included), gauge changes and log
 * lines, and the
 * times of all events. The trace hash of a run covers the events that these follow from; this covers the detail itself.
 */
export function detailHash(window: TraceWindow): string {
  const lanes = newLanes();
  foldNumbers(lanes, [window.fromNs, window.toNs, window.firstEvent]);
  foldNumbers(lanes, window.gauges);
  foldNumbers(lanes, window.cuts);
  foldNumbers(lanes, window.eventNs);
  for (const table of [window.messages, window.changes, window.log]) {
    for (const [name, column] of Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))) {
      fold(lanes, murmur3(name));
      if (name === 'texts') for (const text of column as readonly string[]) fold(lanes, murmur3(text));
      else foldNumbers(lanes, typeof column === 'number' ? [column] : (column as ArrayLike<number>));
    }
  }
  return hashHex(lanes);
}
