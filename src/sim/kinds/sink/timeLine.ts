import { noAlarm, type Alarm } from '../../toolkit/alarm';
import type { StreamEvent } from '../../toolkit/streams';

/** Events that wait for their turn by the time at which they were made. */
export interface TimeLine {
  /** In their order; three numbers each: when made (ns), source, number there. */
  waiting: number[];
  /** The last one that was taken, in the same three numbers. */
  last: number[];
  /** When somebody looks for what is due. */
  look: Alarm;
}

const ENTRY = 3;

/** Nobody waits. */
export function emptyLine(): TimeLine {
  return { waiting: [], last: [-1, -1, -1], look: noAlarm() };
}

/** How many wait. */
export function lineLength({ waiting }: TimeLine): number {
  return waiting.length / ENTRY;
}

/** When the first of those that wait was made, ns; Infinity: nobody waits. */
export function firstInLine({ waiting }: TimeLine): number {
  return waiting.length === 0 ? Infinity : waiting[0];
}

/**
 * Puts an event in its place. `late`: something that was made after it was taken already (or it itself was), so it is thrown away. `twice`:
 * it waits already. Events of one moment go by their source, so that all sinks have one order.
 */
export function enterLine(line: TimeLine, { madeNs, source, number }: StreamEvent): 'waits' | 'twice' | 'late' {
  if (compare(line.last, 0, madeNs, source, number) >= 0) return 'late';
  const { waiting } = line;
  let at = waiting.length;
  while (at > 0 && compare(waiting, at - ENTRY, madeNs, source, number) > 0) at -= ENTRY;
  if (at > 0 && compare(waiting, at - ENTRY, madeNs, source, number) === 0) return 'twice';
  waiting.splice(at, 0, madeNs, source, number);
  return 'waits';
}

function compare(entries: readonly number[], at: number, madeNs: number, source: number, number: number): number {
  return entries[at] - madeNs || entries[at + 1] - source || entries[at + 2] - number;
}

/** Takes out those that were made by a moment, ns, in their order. */
export function dueIn(line: TimeLine, untilNs: number): StreamEvent[] {
  const { waiting } = line;
  let end = 0;
  while (end < waiting.length && waiting[end] <= untilNs) end += ENTRY;
  const due: StreamEvent[] = [];
  for (let at = 0; at < end; at += ENTRY) due.push({ madeNs: waiting[at], source: waiting[at + 1], number: waiting[at + 2], merged: 0 });
  if (end > 0) line.last = waiting.slice(end - ENTRY, end);
  waiting.splice(0, end);
  return due;
}
