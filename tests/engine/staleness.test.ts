import { describe, expect, it } from 'vitest';
import { createRun, operationsOf } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { build } from '../support/scenarios';

const KEYS = 1000;
/** A read begins so long after the write of its key, ms. */
const LATER_MS = 15;
const ROUNDS = 100_000;
/** Three standard deviations of a share of 1,000. */
const NEAR = 0.048;

type Draw = (dice: Dice) => number;
const chance: Draw = (dice) => dice.below(1_000_000) / 1_000_000;
const exponential = (meanMs: number, offsetMs: number): readonly [object, Draw] => [
  { type: 'exponential', meanMs, offsetMs },
  (dice) => offsetMs - meanMs * Math.log(1 - chance(dice)),
];
const LAWS: Readonly<Record<string, readonly [law: object, draw: Draw]>> = {
  exponential: exponential(20, 0),
  uniform: [{ type: 'uniform', minMs: 0, maxMs: 40 }, (dice) => 40 * chance(dice)],
  'exponential, far away': exponential(8, 6),
};

/** The share of stale reads among three nodes: one is written to, another is asked a little later, and nothing is mended by reads. */
function simulated(latency: object, reads: number, writes: number): number {
  const keys = Array.from({ length: KEYS }, (_, i) => `key-${i}`);
  const script = (op: string, lateMs: number): object[] =>
    keys.map((key, i) => ({ key, op, field: 'city', ...(op === 'write' ? { value: key } : {}), atSeconds: 1 + i * 0.4 + lateMs / 1000 }));
  const params = { copies: 3, reads, writes, versions: 'clock', readRepair: 'off', patienceMs: 5000 };
  const at = { type: 'constant', valueMs: 0 };
  const scenario = build({
    durationSeconds: 2 + KEYS * 0.4,
    keys: { type: 'list', keys },
    nodes: [
      { id: 'C1', kind: 'client', params: { script: script('write', 0), afterScript: 'nothing' } },
      { id: 'C2', kind: 'client', params: { script: script('read', LATER_MS), afterScript: 'nothing' } },
      ...['Q1', 'Q2', 'Q3'].map((id) => ({ id, kind: 'quorum', params })),
      { id: 'N1', kind: 'network', params: { latency } },
    ],
    links: [
      { from: 'C1', to: 'Q1', latency: at },
      { from: 'C2', to: 'Q2', latency: at },
      ...['Q1', 'Q2', 'Q3'].map((from) => ({ from, to: 'N1' })),
    ],
  });
  const run = createRun(scenario, { checkpointEveryEvents: 0 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  const ended = operationsOf(run.history()).filter(({ key, outcome }) => key >= 0 && outcome === 'ok');
  const written = new Map(ended.filter(({ operation }) => operation === 'write').map(({ key, completeNs }) => [key, completeNs]));
  const asked = ended.filter(({ operation }) => operation === 'read');
  expect(asked).toHaveLength(KEYS);
  const stale = asked.filter(({ key, invokeNs, gotVersion = -1 }) => gotVersion <= 0 && (written.get(key) ?? Infinity) <= invokeNs);
  return stale.length / KEYS;
}

/**
 * The same by the order statistics of Bailis et al. (2012), without nodes and messages: a write takes W to a node and A back, a read R there
 * and S back. The node that is asked has its own answer at once.
 */
function expected(draw: Draw, reads: number, writes: number): number {
  const dice = new Dice(99);
  let stale = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [w2, w3, a2, a3, r1, s1, r3, s3] = Array.from({ length: 8 }, () => draw(dice));
    const acknowledged = writes === 1 ? 0 : Math.min(w2 + a2, w3 + a3);
    if (acknowledged > LATER_MS) continue;
    const isThere = w2 <= LATER_MS;
    const isTold = reads === 2 && (r1 + s1 < r3 + s3 || w3 <= LATER_MS + r3);
    if (!isThere && !isTold) stale++;
  }
  return stale / ROUNDS;
}

describe.each(Object.entries(LAWS))('stale reads of three nodes, latencies %s', (_name, [law, draw]) => {
  it('with R + W <= N are as probable as probabilistically bounded staleness has it', () => {
    const quorums = [
      [1, 1],
      [1, 2],
      [2, 1],
    ];
    const shares = quorums.map(([r, w]) => [simulated(law, r, w), expected(draw, r, w)]);
    expect(shares[0][1]).toBeGreaterThan(0.3);
    for (const [share, wanted] of shares) expect(Math.abs(share - wanted)).toBeLessThan(NEAR);
  });

  it('with R + W > N there are none', () => {
    expect(simulated(law, 2, 2)).toBe(0);
  });
});
