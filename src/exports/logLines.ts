import { logText, MessageType, senderAndReceiver, type TraceIndex, type TraceWindow } from '../sim/index';
import { downtimesOf, type StatusColumns } from './downtimes';
import { messageLine, type MessageColumns } from './messageText';

/** Lines of a log by time: what parts tell of themselves, and, where they are asked for, messages between members of networks. */
export interface LogLines {
  readonly count: number;
  readonly atNs: Float64Array;
  /** Row among the log's lines, or among the messages. */
  readonly row: Int32Array;
  /** 1: it is a message, at the moment when it was sent. */
  readonly isMessage: Uint8Array;
  /** 1: it is a message that came to a part that was down and so never learnt of it. */
  readonly isUnheard: Uint8Array;
}

/** What of a window is put in lines. */
export type Logged = MessageColumns & StatusColumns & Pick<TraceWindow, 'log'>;

/** Which lines are wanted: with messages between members, or without. */
interface Wanted {
  readonly withMessages: boolean;
  /** The window that follows: what was sent in this one may arrive there. */
  readonly next?: StatusColumns | undefined;
}

/** The lines of a window in order. What was under way when it began was sent before it and belongs to the window before. */
export function logLines(index: TraceIndex, logged: Logged, { withMessages, next }: Wanted): LogLines {
  const { log, messages, fromNs } = logged;
  const sent: number[] = [];
  if (withMessages)
    for (let row = 0; row < messages.count; row++)
      if (messages.type[row] === MessageType.message && messages.sentNs[row] >= fromNs) sent.push(row);
  const count = log.count + sent.length;
  const lines = {
    count,
    atNs: new Float64Array(count),
    row: new Int32Array(count),
    isMessage: new Uint8Array(count),
    isUnheard: new Uint8Array(count),
  };
  const downtimes = sent.length === 0 ? null : downtimesOf(index, next === undefined ? [logged] : [logged, next]);
  const isUnheard = (row: number): boolean =>
    messages.lost[row] === 0 && downtimes?.isDown(senderAndReceiver(index, logged, row)[1], messages.arriveNs[row]) === true;
  let [told, said] = [0, 0];
  for (let line = 0; line < count; line++) {
    // At one moment, what a part tells of comes before what it sends on that account.
    const isMessage = told >= log.count || (said < sent.length && messages.sentNs[sent[said]] < log.atNs[told]);
    const row = isMessage ? sent[said++] : told++;
    lines.isMessage[line] = isMessage ? 1 : 0;
    lines.isUnheard[line] = isMessage && isUnheard(row) ? 1 : 0;
    lines.row[line] = row;
    lines.atNs[line] = isMessage ? messages.sentNs[row] : log.atNs[row];
  }
  return lines;
}

/** A line as text. */
export function lineText(index: TraceIndex, logged: Logged, { row, isMessage, isUnheard }: LogLines, line: number): string {
  return isMessage[line] === 1 ? messageLine(index, logged, row[line], isUnheard[line] === 1) : logText(index, logged.log, row[line]);
}
