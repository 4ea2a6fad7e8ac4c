import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';
import { say } from './measure.mjs';
import { compile } from './rivals.mjs';

/*
 * Holds bench/reference.cpp against another program for the same workloads: node bench/checkReference.mjs THEIR.cpp
 * Theirs is asked `W1|W2 pq REQUESTS` and must print events, requests done, simulated time and sum of times in system, to the last bit
 * the same as ours.
 */
const REQUESTS = 1_000_000;
const out = join(root, 'out/bench');

/** @param {string} program @param {readonly string[]} args @returns {{ events: number, done: number, t: number, sum: number }} */
function results(program, args) {
  const { events, done, t, sum } = JSON.parse(spawnSync(program, args, { encoding: 'utf8' }).stdout);
  return { events, done, t, sum };
}

mkdirSync(out, { recursive: true });
const [theirSource] = process.argv.slice(2);
const binaries =
  theirSource === undefined
    ? [null]
    : [compile(join(root, 'bench/reference.cpp'), join(out, 'reference')), compile(theirSource, join(out, 'yardstick'))];
const [ours, theirs] = binaries;
if (ours === null || theirs === null || theirs === undefined) {
  process.stderr.write('Use: node bench/checkReference.mjs THEIR.cpp, with g++ installed.\n');
  process.exit(2);
}
for (const workload of ['W1', 'W2']) {
  const [a, b] = [results(ours, [workload, `${REQUESTS}`]), results(theirs, [workload, 'pq', `${REQUESTS}`])];
  const isSame = JSON.stringify(a) === JSON.stringify(b);
  say(`${workload}: ${isSame ? 'the same' : 'DIFFERENT'}: ${JSON.stringify(a)}${isSame ? '' : ` against ${JSON.stringify(b)}`}`);
  if (!isSame) process.exitCode = 1;
}
