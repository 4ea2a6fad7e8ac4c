import { lineText, type Logged, type LogLines } from '../../../exports/logLines';
import { LOG_VERBS, type TraceIndex } from '../../../sim/index';

const FAILURES: ReadonlySet<string> = new Set(['failed', 'rejected', 'timed out on', 'crashed', 'cut', 'stopped sending to']);

/** A log of which nothing is known yet. */
export const NO_LINES: LogLines = {
  count: 0,
  atNs: new Float64Array(0),
  row: new Int32Array(0),
  isMessage: new Uint8Array(0),
  isUnheard: new Uint8Array(0),
};

/** Whether a line tells of a failure: of a part's, or of a message that was lost or came to a part that was down. */
export function isFailure({ log, messages }: Logged, { row, isMessage, isUnheard }: LogLines, line: number): boolean {
  return isMessage[line] === 1 ? messages.lost[row[line]] === 1 || isUnheard[line] === 1 : FAILURES.has(LOG_VERBS[log.verb[row[line]]]);
}

/** What is looked for in a log. */
export interface LogSearch {
  readonly text: string;
  readonly onlyFailures: boolean;
  /** How a line is shown. */
  readonly named: (line: string) => string;
}

/** Lines of a log that, as they are shown, hold a text (and, if asked, tell of a failure). */
export function filterLines(index: TraceIndex, logged: Logged, lines: LogLines, { text, onlyFailures, named }: LogSearch): Int32Array {
  const wanted = text.trim().toLowerCase();
  const found: number[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (onlyFailures && !isFailure(logged, lines, line)) continue;
    if (
      wanted === '' ||
      named(lineText(index, logged, lines, line))
        .toLowerCase()
        .includes(wanted)
    )
      found.push(line);
  }
  return Int32Array.from(found);
}
