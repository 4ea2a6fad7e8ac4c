import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/sim/index';
import { NODE_PROGRAM } from '../../src/sim/kinds/program-node/starters';
import { runToEnd } from '../support/nodePrograms';
import { build } from '../support/scenarios';

/** FAULTBOARD_CHAPTER=full: all of Maelstrom's figures at their full size (minutes). */
const IS_FULL = process.env.FAULTBOARD_CHAPTER === 'full';
const NODES = Array.from({ length: 25 }, (_, i) => `PN${i + 1}`);
const measured: string[] = [];

/** The program of Maelstrom's chapter on broadcast: to every neighbour but the one that it came from, once. */
const CHAPTER = (
  JSON.parse(readFileSync(new URL('../../scenarios/broadcast-replicated-program.json', import.meta.url), 'utf8')) as {
    programs: { P1: { code: string[] } };
  }
).programs.P1.code
  .filter((line) => !line.includes('node.every'))
  .join('\n');

/** 25 nodes, 100 operations a second, half of them reads; clients stand beside their nodes, as Maelstrom has them. */
function chapter(topology: string, latencyMs: number, operationLimit: number, readPercent = 50): Scenario {
  const at = (valueMs: number): object => ({ type: 'constant', valueMs });
  return build({
    durationSeconds: 60,
    seed: 3,
    nodes: [
      {
        id: 'WL1',
        kind: 'workload',
        params: { workload: 'broadcast', ratePerSecond: 100, operationLimit, readPercent, settleSeconds: 10 },
      },
      { id: 'N1', kind: 'network', params: { topology, latency: at(latencyMs) } },
      ...NODES.map((id) => ({ id, kind: 'program-node', params: { program: 'P1' } })),
    ],
    links: [...['WL1', ...NODES].map((from) => ({ from, to: 'N1' })), ...NODES.map((to) => ({ from: 'WL1', to, latency: at(0) }))],
    programs: { P1: { language: 'javascript', code: CHAPTER } },
  });
}

async function findings(scenario: Scenario): Promise<(name: string) => number> {
  const results = new Map((await runToEnd(scenario)).summary().nodes[0].results ?? []);
  return (name) => Number(results.get(name));
}

const STABLE = [0.5, 0.95, 0.99, 1].map((share) => `stable-latencies ${share} (ms)`);

describe("the figures of Maelstrom's chapter on broadcast", () => {
  // Sent between servers by the chapter: 56,280, 24,120, 587,520 and 24,744, each a multiple of these.
  it.each([
    ['grid', 56, 56_280],
    ['line', 24, 24_120],
    ['all', 576, 587_520],
    ['tree4', 24, 24_744],
  ])('%s: a value takes %i messages between nodes, of which the chapter counted a multiple', async (topology, each, counted) => {
    const of = await findings(chapter(topology, 100, topology === 'all' ? 6 : 20, 0));
    expect(of('msgs-per-op') * of('count')).toBeCloseTo(each * of('attempt-count'), 6);
    expect(counted % each).toBe(0);
  });

  it('msgs-per-op is that, times the share of operations that broadcast: half of them up to chance, in each seed', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const of = await findings({ ...chapter('tree4', 10, 200), seed });
      expect(of('msgs-per-op')).toBeCloseTo((24 * of('attempt-count')) / of('count'), 9);
      // Four standard deviations.
      expect(Math.abs(of('attempt-count') - 100)).toBeLessThan(4 * Math.sqrt(200 / 4));
    }
  });

  const full: [string, number, number[], number[]][] = [
    ['grid', 100, [452, 656, 748, 791], [27.8]],
    ['all', 100, [77, 95, 96, 97], [290.6]],
    // Its median misses the 15 %: Maelstrom's network sleeps for whole milliseconds, so a hop of 10 takes 9 (maelstromNetwork.test.ts).
    ['line', 10, [86, 170, 193, 224], [12.0]],
  ];
  it.each([['tree4', 100, [386, 489, 498, 505], [12.0]] as [string, number, number[], number[]], ...(IS_FULL ? full : [])])(
    '%s at %i ms: stable latencies of %j ms',
    { timeout: 1_800_000 },
    async (topology, latencyMs, expected, [msgsPerOp]) => {
      const of = await findings(chapter(topology, latencyMs, IS_FULL ? 2000 : 700));
      const found = STABLE.map(of);
      measured.push(`${topology} at ${latencyMs} ms: ${of('msgs-per-op').toFixed(2)} messages an operation, ${found.join(', ')} ms`);
      // Half of the operations broadcast, up to chance: of 2,000 the share is within 5 % of that nineteen times of twenty.
      expect(Math.abs(of('msgs-per-op') / msgsPerOp - 1)).toBeLessThan(IS_FULL ? 0.05 : 0.1);
      found.forEach((ms, i) =>
        expect(Math.abs(ms / expected[i] - 1), `${STABLE[i]}: ${ms}`).toBeLessThan(i === 0 && topology === 'line' ? 0.3 : 0.15),
      );
    },
  );
});

describe('the programs that a node can begin with', () => {
  it.each(['javascript', 'python'] as const)(
    'in %s they are short, and gossip brings a value to everybody through losses',
    async (language) => {
      const [gossip] = NODE_PROGRAM.others ?? [];
      const codes = [NODE_PROGRAM, gossip].map(({ example, pythonExample }) => (language === 'python' ? pythonExample : example));
      for (const code of codes) expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
      const scenario = chapter('grid', 20, 40);
      const lossy = scenario.nodes.map((node) => (node.id === 'N1' ? { ...node, params: { ...node.params, lossPercent: 10 } } : node));
      const five = ['WL1', 'N1', ...NODES.slice(0, 5)];
      const made = {
        ...scenario,
        nodes: lossy.filter(({ id }) => five.includes(id)),
        links: scenario.links.filter(({ from, to }) => five.includes(from) && five.includes(to)),
        programs: { P1: { language, code: codes[1] } },
      };
      const of = await findings(made);
      expect([of('attempt-count') > 10, of('lost-count'), of('duplicated-count')]).toEqual([true, 0, 0]);
    },
  );
});

afterAll(() => console.info(measured.join('\n')));
