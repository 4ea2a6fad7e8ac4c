import { logText, MessageType, type TraceIndex, type TraceWindow } from '../sim/index';
import { messageLine, type MessageColumns } from './messageText';

/** Lines of a log by time: what parts tell of themselves, and, where they are asked for, messages between members of networks. */
export interface LogLines {
  readonly count: number;
  readonly atNs: Float64Array;
  /** Row among the log's lines, or among the messages. */
  readonly row: Int32Array;
  /** 1: it is a message, at the moment when it was sent. */
  readonly isMessage: Uint8Array;
}

/** What of a window is put in lines. */
export type Logged = MessageColumns & Pick<TraceWindow, 'log' | 'fromNs'>;

/** The lines of a window in order. What was under way when it began was sent before it and belongs to the window before. */
export function logLines({ log, messages, fromNs }: Logged, withMessages: boolean): LogLines {
  const sent: number[] = [];
  if (withMessages)
    for (let row = 0; row < messages.count; row++)
      if (messages.type[row] === MessageType.message && messages.sentNs[row] >= fromNs) sent.push(row);
  const count = log.count + sent.length;
  const lines = { count, atNs: new Float64Array(count), row: new Int32Array(count), isMessage: new Uint8Array(count) };
  let [told, said] = [0, 0];
  for (let line = 0; line < count; line++) {
    // At one moment, what a part tells of comes before what it sends on that account.
    const isMessage = told >= log.count || (said < sent.length && messages.sentNs[sent[said]] < log.atNs[told]);
    const row = isMessage ? sent[said++] : told++;
    lines.isMessage[line] = isMessage ? 1 : 0;
    lines.row[line] = row;
    lines.atNs[line] = isMessage ? messages.sentNs[row] : log.atNs[row];
  }
  return lines;
}

/** A line as text. */
export function lineText(index: TraceIndex, logged: Logged, { row, isMessage }: LogLines, line: number): string {
  return isMessage[line] === 1 ? messageLine(index, logged, row[line]) : logText(index, logged.log, row[line]);
}
