import type { MessageColumns, TraceIndex } from '../../sim/index';
import { firstAtOrAbove } from '../playback/index';
import { xAlong, yAlong, type Polyline } from './geometry';

/** Shortest time a mark is on its way on screen, real ms: faster messages could not be seen. */
export const SHORTEST_FLIGHT_MS = 350;
/** More marks than this at once are drawn as flows. */
export const MOST_MARKS = 4000;

/** Marks to draw: place, type and row of each. */
export interface Marks {
  count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly type: Uint8Array;
  readonly lost: Uint8Array;
  readonly row: Int32Array;
  /** True: there were more than fit, so flows are to be drawn in their place. */
  crowded: boolean;
}

/** An empty, reusable list of marks. */
export function emptyMarks(): Marks {
  return {
    count: 0, crowded: false,
    x: new Float32Array(MOST_MARKS), y: new Float32Array(MOST_MARKS), type: new Uint8Array(MOST_MARKS), lost: new Uint8Array(MOST_MARKS), row: new Int32Array(MOST_MARKS),
  };
}

/** Longest flight in a table, ns. */
export function longestFlightNs(messages: MessageColumns): number {
  let longest = 0;
  for (let row = 0; row < messages.count; row++) longest = Math.max(longest, messages.arriveNs[row] - messages.sentNs[row]);
  return longest;
}

/**
 * Finds the messages under way at the playhead. A flight shorter than `shortestNs` is stretched to it, so that it can be
 * seen; a reply runs the wire backwards; what is lost stops half-way.
 */
export function placeMarks(
  marks: Marks, messages: MessageColumns, lines: readonly (Polyline | undefined)[], playheadNs: number, shortestNs: number, longestNs: number,
): void {
  marks.count = 0;
  marks.crowded = false;
  const reachNs = Math.max(shortestNs, longestNs);
  for (let row = firstAtOrAbove(messages.sentNs, playheadNs - reachNs); row < messages.count; row++) {
    const sentNs = messages.sentNs[row];
    if (sentNs > playheadNs) break;
    const flightNs = Math.max(shortestNs, messages.arriveNs[row] - sentNs);
    const line = lines[messages.link[row]];
    if (playheadNs >= sentNs + flightNs || line === undefined) continue;
    if (marks.count === MOST_MARKS) {
      marks.crowded = true;
      return;
    }
    const isLost = messages.lost[row];
    let share = flightNs > 0 ? (playheadNs - sentNs) / flightNs : 0;
    if (isLost === 1) share = Math.min(share, 0.5);
    if (messages.forward[row] === 0) share = 1 - share;
    const i = marks.count++;
    marks.x[i] = xAlong(line, share);
    marks.y[i] = yAlong(line, share);
    marks.type[i] = messages.type[row];
    marks.lost[i] = isLost;
    marks.row[i] = row;
  }
}

/** Row of the mark nearest to a place, within a distance; -1: none. */
export function markAt(marks: Marks, x: number, y: number, within: number): number {
  let best = -1;
  let least = within * within;
  for (let i = 0; i < marks.count; i++) {
    const distance = (marks.x[i] - x) ** 2 + (marks.y[i] - y) ** 2;
    if (distance <= least) {
      least = distance;
      best = marks.row[i];
    }
  }
  return best;
}

/** Polylines in the order of the trace's links. */
export function linesByIndex(index: TraceIndex, lines: ReadonlyMap<string, Polyline>): (Polyline | undefined)[] {
  return index.links.map((link) => lines.get(link.id));
}
