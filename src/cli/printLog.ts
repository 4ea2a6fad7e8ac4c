import { lineText, logLines } from '../exports/logLines';
import { type Run, type TraceWindow, NS_PER_SECOND } from '../sim/index';
import { cleanName } from './clean';

/** So many pieces a run is recorded in, each no longer than `MOST_ROWS` rows: memory stays bounded however long the run. */
const PIECES = 200;
const MOST_ROWS = 50_000;

/** How a log is printed. */
interface Printing {
  readonly print: (text: string) => void | Promise<void>;
  readonly isStopped: () => boolean;
  /** Messages between members of networks, too. */
  readonly withMessages?: boolean;
}

/** Prints the log of a run, a line an entry, from its start to the moment it has reached. False: it was told to stop before the end. */
export async function printLog(run: Run, { print, isStopped, withMessages = false }: Printing): Promise<boolean> {
  const stepNs = Math.max(1, Math.ceil(run.reachedNs / PIECES));
  const at = (fromNs: number): TraceWindow | null =>
    fromNs > run.reachedNs ? null : run.window(fromNs, Math.min(fromNs + stepNs, run.reachedNs + 1), MOST_ROWS);
  for (let window = at(0), next: TraceWindow | null = null; window !== null; window = next) {
    if (isStopped()) return false;
    // One ahead: whether somebody was there to hear a message is known only when it arrives.
    next = at(window.toNs);
    const lines = logLines(run.index, window, { withMessages, next: next ?? undefined });
    let text = '';
    for (let line = 0; line < lines.count; line++) text += `${cleanName(lineText(run.index, window, lines, line))}\n`;
    if (text !== '') await print(text);
  }
  await print(`Simulation complete, runtime ${secondsText(run.reachedNs / NS_PER_SECOND)}.\n`);
  return true;
}

function secondsText(seconds: number): string {
  const rounded = Number(seconds.toFixed(3));
  return `${rounded} second${rounded === 1 ? '' : 's'}`;
}
