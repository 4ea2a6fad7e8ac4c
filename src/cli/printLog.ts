import { logText, type Run, NS_PER_SECOND } from '../sim/index';
import { cleanName } from './clean';

/** So many pieces a run is recorded in, each no longer than `MOST_ROWS` rows: memory stays bounded however long the run. */
const PIECES = 200;
const MOST_ROWS = 50_000;

/** Prints the log of a run, a line an entry, from its start to the moment it has reached. False: it was told to stop before the end. */
export async function printLog(run: Run, print: (text: string) => void | Promise<void>, isStopped: () => boolean): Promise<boolean> {
  const stepNs = Math.max(1, Math.ceil(run.reachedNs / PIECES));
  for (let fromNs = 0; fromNs <= run.reachedNs;) {
    if (isStopped()) return false;
    const window = run.window(fromNs, Math.min(fromNs + stepNs, run.reachedNs + 1), MOST_ROWS);
    let lines = '';
    for (let row = 0; row < window.log.count; row++) lines += `${cleanName(logText(run.index, window.log, row))}\n`;
    if (lines !== '') await print(lines);
    fromNs = window.toNs;
  }
  await print(`Simulation complete, runtime ${secondsText(run.reachedNs / NS_PER_SECOND)}.\n`);
  return true;
}

function secondsText(seconds: number): string {
  const rounded = Number(seconds.toFixed(3));
  return `${rounded} second${rounded === 1 ? '' : 's'}`;
}
