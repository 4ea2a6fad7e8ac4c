import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, toolPath } from '../scripts/tools.mjs';

/*
 * Speed as ratios, never as times: every comparison alternates A B A B and shows the median and the spread of its ratios.
 * Seconds are processor seconds of the simulation alone, so that other work on the machine weighs less.
 */
const ROUNDS = Number(process.env.FAULTBOARD_ROUNDS ?? 5);
const REQUESTS = Number(process.env.FAULTBOARD_REQUESTS ?? 1_000_000);
const out = join(root, 'out/bench');

/** @typedef {{ seconds: number, events: number, done?: number, mean?: number, memoryMB?: number, checkpoints?: number, checkpointMB?: number }} Figures */

/** @param {string} program @param {readonly (string | number)[]} args @returns {Figures} */
function ask(program, args) {
  const done = spawnSync(program, args.map(String), { encoding: 'utf8', maxBuffer: 1e8 });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** @param {...(string | number)} args */
const ours = (...args) => ask(process.execPath, ['--max-old-space-size=8000', join(out, 'workloads.js'), ...args]);

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Alternates two measurements and prints how many times longer the first takes for each request.
 * @param {string} title @param {() => Figures} a @param {() => Figures} b
 */
function compare(title, a, b) {
  /** @type {number[]} */
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [x, y] = [a(), b()];
    ratios.push(x.seconds / (x.done ?? x.events) / (y.seconds / (y.done ?? y.events)));
  }
  say(`${title.padEnd(66)} ${median(ratios).toFixed(2).padStart(6)} times   (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}, ${ROUNDS} rounds)`);
}

/** @param {string} title @param {readonly number[]} sizes @param {(size: number) => Figures} measure */
function curve(title, sizes, measure) {
  /** @type {Figures[]} */
  const rows = sizes.map(measure);
  const first = rows[0].seconds / rows[0].events;
  say(`\n${title}`);
  rows.forEach((row, i) => say(`  ${String(sizes[i]).padStart(9)}  cost of an event ${(row.seconds / row.events / first).toFixed(2).padStart(6)} of the first${row.memoryMB === undefined ? '' : `, ${row.memoryMB.toFixed(0)} MB`}`));
}

function reference() {
  const binary = join(out, 'reference');
  const built = spawnSync('g++', ['-O3', '-march=native', '-ffp-contract=off', join(root, 'bench/reference.cpp'), '-o', binary], { stdio: 'ignore' });
  return built.status === 0 && existsSync(binary) ? binary : null;
}

function main() {
  mkdirSync(out, { recursive: true });
  if (!run(process.execPath, [toolPath('vite'), 'build', '--config', 'vite.node.config.ts', '--mode', 'bench', '--logLevel', 'error']).ok) process.exit(1);
  const cpp = reference();
  if (cpp === null) say('No C++ compiler here: the comparisons with the reference are left out.');
  else {
    for (const name of ['W1', 'W2']) {
      compare(`${name}: Faultboard (metrics, checks, checkpoints) against C++`, () => ours(name, 5, REQUESTS), () => ask(cpp, [name, REQUESTS]));
    }
    compare('W2 without checkpoints against C++', () => ours('W2', 5, REQUESTS, 'bare'), () => ask(cpp, ['W2', REQUESTS]));
    compare('W2 with full recording against C++', () => ours('W2', 5, REQUESTS / 5, 'record'), () => ask(cpp, ['W2', REQUESTS / 5]));
  }
  compare('W2: checkpoints against none', () => ours('W2', 5, REQUESTS), () => ours('W2', 5, REQUESTS, 'bare'));
  curve('Hold model: events pending', [100, 1000, 10_000, 100_000, 1_000_000], (size) => ours('hold', size, 3_000_000));
  curve('Workers behind the balancer of W2', [10, 100, 1000, 10_000], (size) => ours('W2', size, REQUESTS / 4));
  curve('Requests in flight', [100, 1000, 10_000, 100_000, 1_000_000], (size) => ours('flight', size, Math.max(REQUESTS, size * 3)));
  const long = ours('W2', 5, Number(process.env.FAULTBOARD_LONG ?? 9_100_000));
  say(`\n${(long.events / 1e6).toFixed(0)} million events with metrics and checkpoints: ${long.memoryMB?.toFixed(0)} MB at most, ${long.checkpoints} checkpoints of ${long.checkpointMB?.toFixed(0)} MB`);
}

main();
