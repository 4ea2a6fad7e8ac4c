import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_FLAGS } from '../scripts/engineFlags.mjs';
import { root, run, toolPath } from '../scripts/tools.mjs';
import { ask, compare, curve, median, ROUNDS, say } from './measure.mjs';
import { messages, programs } from './messages.mjs';
import { moves } from './moves.mjs';
import { compile, rivals } from './rivals.mjs';

/*
 * Speed as ratios, never as times: every comparison alternates A B A B in one run. `node bench/bench.mjs rivals curves` measures named
 * sections only.
 */
const REQUESTS = Number(process.env.FAULTBOARD_REQUESTS ?? 1_000_000);
const LONG_REQUESTS = Number(process.env.FAULTBOARD_LONG ?? 9_100_000);
const MOST_MEMORY_MB = 1024;
const out = join(root, 'out/bench');

/** @typedef {import('./measure.mjs').Command} Command */

/** @param {...(string | number)} args @returns {Command} */
const ours = (...args) => ({
  program: process.execPath,
  args: [...ENGINE_FLAGS, '--max-old-space-size=8000', join(out, 'workloads.js'), ...args],
});

/** The two reference workloads against C++ written by hand, recording off and on. */
function reference() {
  const binary = compile(join(root, 'bench/reference.cpp'), join(out, 'reference'));
  if (binary === null) return say('\nNo C++ compiler here (g++): the comparisons with the reference are left out.');
  /** @param {string} workload @param {number} requests @returns {Command} */
  const cpp = (workload, requests) => ({ program: binary, args: [workload, requests] });
  say(`\nAgainst the C++ reference, ${REQUESTS.toLocaleString('en')} requests, through the public API and the shipped kinds`);
  compare('  W1: metrics, checks and checkpoints on, recording off', { ours: ours('W1', 5, REQUESTS), theirs: cpp('W1', REQUESTS) });
  compare('  W2: metrics, checks and checkpoints on, recording off', {
    ours: ours('W2', 5, REQUESTS),
    theirs: cpp('W2', REQUESTS),
    asked: 2.3,
  });
  compare('  W2: full recording of the whole run', { ours: ours('W2', 5, REQUESTS, 'record'), theirs: cpp('W2', REQUESTS), asked: 3.5 });
}

/** What an event costs once everything is compiled, in the slices that nothing else on the machine disturbed: for what changes by percents. */
function steady() {
  const binary = compile(join(root, 'bench/reference.cpp'), join(out, 'reference'));
  if (binary === null) return say('\nNo C++ compiler here (g++): the comparison of slices is left out.');
  const theirs = Array.from({ length: 40 }, () => ask({ program: binary, args: ['W2', 100_000] }).wallSeconds / 100_000).sort(
    (a, b) => a - b,
  );
  const mine = Array.from({ length: ROUNDS }, () => ask(ours('W2', 5, REQUESTS, 'steady')));
  const nsAnEvent = mine.map(({ wallSeconds, events }) => (wallSeconds / events) * 1e9);
  const ratios = mine.map(({ wallSeconds, done = 1 }) => wallSeconds / done / theirs[2]);
  say(
    `\nUndisturbed slices of W2 (5th percentiles), without what comes before everything is compiled\n    ${median(nsAnEvent).toFixed(0)} ns an event` +
      ` (${Math.min(...nsAnEvent).toFixed(0)} to ${Math.max(...nsAnEvent).toFixed(0)}); ${median(ratios).toFixed(2)} times the time of C++ a request`,
  );
}

/** Against what people would otherwise pick. */
function others() {
  say('\nAgainst other simulators, W1 and W2; theirs with fewer requests, since each of them costs the same');
  for (const { name, asked, requests, command, hint } of rivals()) {
    if (command === null) say(`  ${name} is not installed here: left out (${hint}).`);
    else
      for (const workload of ['W1', 'W2'])
        compare(`  ${workload}: Faultboard against ${name}`, {
          ours: ours(workload, 5, REQUESTS),
          theirs: command(workload, requests),
          asked: workload === 'W2' ? asked : undefined,
          isFaster: true,
        });
  }
}

/** What checkpoints cost: as a share of the run as the app makes it, and each. */
function checkpoints() {
  say('\nCheckpoints, W2');
  compare('  as spaced in the app, against none', { ours: ours('W2', 5, REQUESTS), theirs: ours('W2', 5, REQUESTS, 'bare') });
  const each = Array.from({ length: ROUNDS }, () => {
    const [dense, bare] = [ask(ours('W2', 5, REQUESTS / 2, 'dense')), ask(ours('W2', 5, REQUESTS / 2, 'bare'))];
    const count = dense.checkpoints ?? 1;
    return {
      events: (dense.seconds - bare.seconds) / count / (bare.seconds / bare.events),
      bytes: ((dense.checkpointMB ?? 0) * 1e6) / count,
    };
  });
  const usual = ask(ours('W2', 5, REQUESTS));
  const took = each.map(({ events }) => events);
  say(
    `  one checkpoint costs the time of ${Math.round(median(took))} events (${Math.round(Math.min(...took))} to ${Math.round(Math.max(...took))}) and ${Math.round(median(each.map(({ bytes }) => bytes)) / 1000)} KB;` +
      ` the app's run keeps ${usual.checkpoints} of them, ${(((usual.checkpointMB ?? 0) * 1e6) / usual.events).toFixed(2)} bytes an event`,
  );
}

/** How the cost of an event grows with what there is; written for the picture too. */
function curves() {
  const sizes = [100, 1000, 10_000, 100_000, 1_000_000];
  const tables = {
    hold: curve('Kernel alone (hold model): events pending', sizes, (size) => ours('hold', size, 3_000_000)),
    flight: curve(
      'Requests in flight at one part',
      sizes,
      (size) => ours('flight', size, Math.max(REQUESTS, size * 3)),
      'asked: 1,000,000 in flight, no faster than the logarithm',
    ),
    nodes: curve(
      'Workers behind the balancer of W2',
      [10, 100, 1000, 10_000],
      (size) => ours('W2', size, REQUESTS / 2, 'bare'),
      'asked: 10,000 nodes',
    ),
    nodesRewindable: curve('The same with checkpoints', [10, 100, 1000, 10_000], (size) => ours('W2', size, REQUESTS / 2)),
  };
  writeFileSync(join(out, 'scaling.json'), JSON.stringify(tables));
  say('\nnode bench/picture.mjs draws these curves into docs/scaling.svg');
}

/** A very long run: memory may not grow with events. */
function long() {
  const rows = [LONG_REQUESTS / 10, LONG_REQUESTS].map((requests) => ask(ours('W2', 5, requests)));
  say('\nLong runs of W2 with metrics, checks and checkpoints');
  for (const row of rows)
    say(
      `  ${(row.events / 1e6).toFixed(0).padStart(4)} million events: ${row.memoryMB?.toFixed(0)} MB at most, ${row.checkpoints} checkpoints of ${row.checkpointMB?.toFixed(0)} MB in all`,
    );
  const most = rows[1].memoryMB ?? Infinity;
  say(
    `  asked: 100 million events in less than ${MOST_MEMORY_MB} MB: ${rows[1].events >= 1e8 && most < MOST_MEMORY_MB ? 'met' : 'MISSED'}`,
  );
}

const SECTIONS = {
  reference,
  steady,
  rivals: others,
  checkpoints,
  curves,
  long,
  messages: () => messages(ours),
  moves: () => moves(ours),
  programs: () => programs(ours),
};

function main() {
  mkdirSync(out, { recursive: true });
  if (!run(process.execPath, [toolPath('vite'), 'build', '--config', 'vite.node.config.ts', '--mode', 'bench', '--logLevel', 'error']).ok)
    process.exit(1);
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no section "${unknown}"; the sections are ${Object.keys(SECTIONS).join(', ')}.\n`);
    process.exit(2);
  }
  say(`Medians of ${ROUNDS} rounds, least and greatest in brackets. Times are of the simulation alone.`);
  for (const [name, measure] of Object.entries(SECTIONS)) if (asked.length === 0 || asked.includes(name)) measure();
}

main();
