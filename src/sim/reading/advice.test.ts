import { describe, expect, it } from 'vitest';
import { adviseScenario, parseScenarioValue, type Scenario } from '../index';

type Part = readonly [id: string, kind: string];

function scenarioOf(parts: readonly Part[], wires: readonly string[], more: object = {}): Scenario {
  const nodes = parts.map(([id, kind]) => ({ id, kind, x: 0, y: 0, params: {} }));
  const links = wires.map((wire, i) => ({ id: `L${i + 1}`, from: wire.split(' ')[0], to: wire.split(' ')[1] }));
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'test',
    seed: 1,
    durationSeconds: 10,
    nodes,
    links,
    faults: [],
    checks: [],
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

const advice = (...args: Parameters<typeof scenarioOf>): string[] =>
  adviseScenario(scenarioOf(...args)).map(({ name, path }) => `${name} ${path}`);
const client: Part = ['C1', 'client'];
const worker: Part = ['W1', 'worker'];

describe('what is allowed but will not do what was hoped', () => {
  it.each([
    ['nothing on the board', [], [], ['no-parts nodes']],
    ['nobody who asks', [worker], [], ['no-client nodes', 'part-not-reached nodes[0]']],
    ['a client on its own', [client], [], ['client-without-target nodes[0]']],
    ['a shard without a router', [client, worker, ['S1', 'shard']], ['C1 W1'], ['shard-without-router nodes[2]']],
    ['a replica that follows nobody', [client, worker, ['R1', 'replica']], ['C1 W1', 'W1 R1'], ['replica-without-source nodes[2]']],
    ['a balancer with nothing behind it', [client, ['LB1', 'load-balancer']], ['C1 LB1'], ['router-without-target nodes[1]']],
    ['an autoscaler on its own', [client, worker, ['AS1', 'autoscaler']], ['C1 W1'], ['autoscaler-without-balancer nodes[2]']],
    [
      'a balancer that gets orders but no requests',
      [client, worker, ['AS1', 'autoscaler'], ['LB1', 'load-balancer']],
      ['C1 W1', 'AS1 LB1', 'LB1 W1'],
      ['part-not-reached nodes[3]'],
    ],
    ['a whole system', [client, worker, ['DB1', 'database'], ['R1', 'replica']], ['C1 W1', 'W1 DB1', 'DB1 R1', 'W1 R1'], []],
    [
      'a replica that nothing would promote',
      [client, worker, ['DB1', 'database'], ['R1', 'replica']],
      ['C1 W1', 'W1 DB1', 'DB1 R1'],
      ['replica-never-promoted nodes[3]'],
    ],
  ] as [string, Part[], string[], string[]][])('%s', (_title, parts, wires, expected) => {
    expect(advice(parts, wires)).toEqual(expected);
  });

  it('weights for nobody, and patience without end on a wire that loses', () => {
    const scenario = scenarioOf([client, ['LB1', 'load-balancer'], worker], ['C1 LB1', 'LB1 W1']);
    const [c1, lb1, w1] = scenario.nodes;
    const changed: Scenario = {
      ...scenario,
      nodes: [{ ...c1, params: { ...c1.params, timeoutMs: 0 } }, { ...lb1, params: { ...lb1.params, weights: 'W1=2, W9=3' } }, w1],
      links: [{ ...scenario.links[0], lossPercent: 1 }, scenario.links[1]],
    };
    expect(adviseScenario(changed).map(({ name, path }) => [name, path])).toEqual([
      ['waits-for-ever', 'nodes[0].params.timeoutMs'],
      ['weight-for-nobody', 'nodes[1].params.weights'],
    ]);
  });

  it('faults after the end', () => {
    const crash = (id: string, atSeconds: number): object => ({ id, atSeconds, type: 'crash', node: 'W1' });
    expect(advice([client, worker], ['C1 W1'], { faults: [crash('F1', 9.9), crash('F2', 10), crash('F3', 99)] })).toEqual([
      'fault-after-end faults[1].atSeconds',
      'fault-after-end faults[2].atSeconds',
    ]);
  });

  it('faults that change nothing', () => {
    const faults = [
      { id: 'F1', atSeconds: 1, type: 'disk-full', node: 'W1' },
      { id: 'F2', atSeconds: 1, type: 'disk-full', node: 'DB1' },
      { id: 'F3', atSeconds: 1, type: 'flap', link: 'L1', everySeconds: 2, downSeconds: 2 },
      { id: 'F4', atSeconds: 1, type: 'flap', link: 'L1', everySeconds: 2, downSeconds: 1 },
      { id: 'F5', atSeconds: 1, type: 'isolate', nodes: ['C1', 'W1', 'DB1'] },
      { id: 'F6', atSeconds: 1, type: 'isolate', nodes: ['W1', 'DB1'] },
      { id: 'F7', atSeconds: 1, type: 'isolate', nodes: ['W1', 'DB1'], others: ['W1'] },
    ];
    expect(advice([client, worker, ['DB1', 'database']], ['C1 W1', 'W1 DB1'], { faults })).toEqual(
      [0, 2, 4, 6].map((i) => `fault-without-effect faults[${i}]`),
    );
  });

  it('checks of what is not measured', () => {
    const checks = [
      { id: 'K1', metric: 'utilizationPercent', atMost: 90 },
      { id: 'K2', metric: 'utilizationPercent', node: 'C1', atMost: 90 },
      { id: 'K3', metric: 'latencyP99Ms', node: 'W1', atMost: 90 },
      { id: 'K4', metric: 'utilizationPercent', node: 'W1', atMost: 90 },
      { id: 'K5', metric: 'latencyP99Ms', atMost: 90 },
      { id: 'K6', metric: 'latencyMeanMs', node: 'W1', atMost: 90 },
    ];
    expect(advice([client, worker], ['C1 W1'], { checks })).toEqual([
      'check-not-measured checks[0]',
      'check-not-measured checks[1]',
      'check-not-measured checks[2]',
    ]);
  });

  it('is told in one sentence that names the part and what to do', () => {
    const [found] = adviseScenario(scenarioOf([client, worker, ['R1', 'replica']], ['C1 W1']));
    expect(found.message).toBe('R1 follows nobody, so it stays empty; wire a database or a shard to it.');
  });
});
