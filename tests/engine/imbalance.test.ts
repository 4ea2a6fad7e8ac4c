import { describe, expect, it } from 'vitest';
import { createRun, parseScenario, type Run, type Scenario } from '../../src/sim/index';

const FAST = { concurrency: 8, serviceTimeMs: { type: 'constant', valueMs: 1 } };

/** Four keys asked for in turn, of which a directory gives three to S1 and one to S2; with a replica of S1, if wanted. */
function threeToOne(more: { replica?: boolean; checks?: Scenario['checks'] } = {}): Scenario {
  const replica = more.replica === true;
  const parsed = parseScenario(
    JSON.stringify({
      format: 2,
      kinds: { client: 1, 'shard-router': 1, shard: 1, ...(replica ? { replica: 1 } : {}) },
      checkKinds: { metric: 1 },
      name: 'Three to one',
      seed: 1,
      durationSeconds: 10,
      keys: { type: 'list', keys: ['a', 'b', 'c', 'd'] },
      nodes: [
        { id: 'C1', kind: 'client', x: 0, y: 0, params: { arrivals: 'constant', ratePerSecond: 40, writePercent: 0, keys: 'sequential' } },
        { id: 'SR1', kind: 'shard-router', x: 300, y: 0, params: { strategy: 'directory', directory: 'a=S1, b=S1, c=S1, d=S2' } },
        { id: 'S1', kind: 'shard', x: 600, y: 0, params: FAST },
        { id: 'S2', kind: 'shard', x: 600, y: 200, params: FAST },
        ...(replica ? [{ id: 'R1', kind: 'replica', x: 900, y: 0, params: FAST }] : []),
      ],
      links: [
        { id: 'L1', from: 'C1', to: 'SR1' },
        { id: 'L2', from: 'SR1', to: 'S1' },
        { id: 'L3', from: 'SR1', to: 'S2' },
        ...(replica
          ? [
              { id: 'L4', from: 'S1', to: 'R1' },
              { id: 'L5', from: 'SR1', to: 'R1' },
            ]
          : []),
      ],
      faults: [],
      checks: more.checks ?? [],
    }),
  );
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, { checkpointEveryEvents: 0 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

describe('how unevenly a router spreads keys and requests', () => {
  it('is the highest to the mean: of three and one, one and a half', () => {
    const { nodes } = finished(threeToOne()).summary();
    expect(nodes.map(({ imbalance }) => imbalance?.keys)).toEqual([undefined, 1.5, undefined, undefined]);
    expect(nodes[1].imbalance?.load).toBeCloseTo(1.5, 2);
  });

  it('counts what a replica takes for the shard that it follows', () => {
    const { nodes } = finished(threeToOne({ replica: true })).summary();
    expect(nodes[4].received).toBeGreaterThan(50);
    expect(nodes[1].imbalance?.load).toBeGreaterThan(1.45);
    expect(nodes[1].imbalance?.keys).toBe(1.5);
  });

  it('can be held to a limit, once there are answers', () => {
    const checks = [
      { id: 'load', metric: 'loadImbalance' as const, node: 'SR1', atMost: 1.4 },
      { id: 'keys', metric: 'keyImbalance' as const, node: 'SR1', atMost: 1.6 },
      { id: 'none', metric: 'loadImbalance' as const, node: 'S1', atMost: 2 },
    ];
    expect(
      finished(threeToOne({ checks }))
        .summary()
        .checks.map(({ verdict }) => verdict),
    ).toEqual(['unmet', 'met', 'no-evidence']);
    const silent = threeToOne({ checks });
    const dead: Scenario = {
      ...silent,
      faults: ['S1', 'S2'].map((node) => ({ id: `F${node}`, atSeconds: 0, type: 'crash', node, loses: 'memory' })),
    };
    expect(
      finished(dead)
        .summary()
        .checks.map(({ verdict }) => verdict),
    ).toEqual(['no-evidence', 'no-evidence', 'no-evidence']);
  });
});
