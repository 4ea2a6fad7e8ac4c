import { spawnSync } from 'node:child_process';

/** Rounds of every comparison, and of every curve. */
export const ROUNDS = Number(process.env.FAULTBOARD_ROUNDS ?? 5);

/**
 * What a program says of one measurement: processor seconds (user and system) and seconds by the clock, of the simulation alone.
 * @typedef {{ seconds: number, wallSeconds: number, events: number, done?: number, rows?: number, memoryMB?: number, checkpoints?: number, checkpointMB?: number, verdict?: string }} Figures
 * @typedef {{ program: string, args: readonly (string | number)[], env?: Readonly<Record<string, string>> }} Command
 */

/** @param {string} text */
export const say = (text) => process.stdout.write(`${text}\n`);

/** @param {Command} command @returns {Figures} */
export function ask({ program, args, env }) {
  const done = spawnSync(program, args.map(String), { encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, ...env } });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {readonly number[]} values @param {number} digits */
const spread = (values, digits) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

/** @param {Figures} figures @param {'seconds' | 'wallSeconds'} clock */
const cost = (figures, clock) => figures[clock] / (figures.done ?? figures.events);

/** @param {number} perSecond */
const thousands = (perSecond) => `${Math.round(perSecond / 1000).toLocaleString('en')},000`;

/**
 * Alternates two measurements, A B A B, and prints the ratio of each pair: median and, in brackets, least and greatest. What is asked is
 * asked of the
 * clock, since requests a second are what somebody waits for; the processor time of all threads stands beside it, in which a compiler or
 * collector
 * beside the simulation counts too, and other work on the machine weighs less.
 * @param {string} title
 * @param {{ ours: Command, theirs: Command, asked?: number, isFaster?: boolean }} what isFaster: the ratio is how many times more requests a second
 *   ours does, at least `asked`; else how many times longer it takes, at most `asked`.
 */
export function compare(title, { ours, theirs, asked, isFaster = false }) {
  /** @type {{ processor: number[], clock: number[], ours: number[], theirs: number[] }} */
  const found = { processor: [], clock: [], ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [ask(ours), ask(theirs)];
    const ratio = (/** @type {'seconds' | 'wallSeconds'} */ clock) =>
      isFaster ? cost(b, clock) / cost(a, clock) : cost(a, clock) / cost(b, clock);
    found.processor.push(ratio('seconds'));
    found.clock.push(ratio('wallSeconds'));
    found.ours.push(1 / cost(a, 'wallSeconds'));
    found.theirs.push(1 / cost(b, 'wallSeconds'));
  }
  const digits = isFaster ? 1 : 2;
  const middle = median(found.clock);
  const met =
    asked === undefined
      ? ''
      : `  ${isFaster ? 'at least' : 'at most'} ${asked}: ${(isFaster ? middle >= asked : middle <= asked) ? 'met' : 'MISSED'}`;
  say(
    `${title}\n    ${spread(found.clock, digits)} times ${isFaster ? 'the requests a second' : 'the time'}; by processor time ${spread(found.processor, digits)};` +
      ` ${thousands(median(found.ours))} against ${thousands(median(found.theirs))} requests a second${met}`,
  );
}

/**
 * Measures every size in turn, round after round, and prints what an event costs beside the first size.
 * @param {string} title @param {readonly number[]} sizes @param {(size: number) => Command} command
 * @param {string} [limit] What is asked of the last size.
 * @returns {{ size: number, ratio: number, low: number, high: number, memoryMB: number | null }[]}
 */
export function curve(title, sizes, command, limit) {
  const rounds = Math.min(ROUNDS, 3);
  /** @type {Figures[][]} */
  const rows = sizes.map(() => []);
  for (let round = 0; round < rounds; round++) sizes.forEach((size, i) => rows[i].push(ask(command(size))));
  say(`\n${title}`);
  const table = sizes.map((size, i) => {
    const ratios = rows[i].map((row, round) => row.seconds / row.events / (rows[0][round].seconds / rows[0][round].events));
    const memory = rows[i].flatMap(({ memoryMB }) => memoryMB ?? []);
    return {
      size,
      ratio: median(ratios),
      low: Math.min(...ratios),
      high: Math.max(...ratios),
      memoryMB: memory.length === 0 ? null : Math.max(...memory),
    };
  });
  for (const row of table) {
    const logarithm = Math.log2(row.size) / Math.log2(sizes[0]);
    say(
      `  ${row.size.toLocaleString('en').padStart(11)}   an event costs ${row.ratio.toFixed(2).padStart(5)} (${row.low.toFixed(2)} to ${row.high.toFixed(2)}) of the first;` +
        ` the logarithm ${logarithm.toFixed(2)}${row.memoryMB === null ? '' : `; ${row.memoryMB.toFixed(0)} MB`}`,
    );
  }
  if (limit !== undefined) say(`  ${limit}`);
  return table;
}
