import { describe, expect, it } from 'vitest';
import {
  checkParams,
  createRun,
  defaultParams,
  kindGroups,
  kindNames,
  kinds,
  parseScenario,
  serializeScenario,
  STANDARD_GAUGES,
  type Run,
  type Scenario,
} from '../src/sim/index';
import { fieldsOf, randomParams } from './support/randomParams';
import { Dice } from './support/randomScenario';
import { build } from './support/scenarios';

const PLACES: Readonly<Record<string, string>> = {
  client: 'C1',
  'load-balancer': 'LB1',
  worker: 'W1',
  database: 'DB1',
  'shard-router': 'SR1',
  shard: 'S1',
  replica: 'R1',
  registry: 'RG1',
  'failover-monitor': 'FM1',
  network: 'N1',
  gossip: 'G1',
  quorum: 'Q1',
  'multi-leader': 'ML1',
  chain: 'CH1',
  'chain-master': 'CM1',
  source: 'SO1',
  sink: 'SI1',
  sequencer: 'SQ1',
  'program-node': 'PN1',
  'process-node': 'P1',
  workload: 'WL1',
};

const TALKING = [
  ['N1', 'network'],
  ['G1', 'gossip'],
  ['G2', 'gossip'],
  ['G3', 'gossip'],
  ['Q1', 'quorum'],
  ['Q2', 'quorum'],
  ['Q3', 'quorum'],
  ['ML1', 'multi-leader'],
  ['ML2', 'multi-leader'],
  ['ML3', 'multi-leader'],
  ['CH1', 'chain'],
  ['CH2', 'chain'],
  ['CH3', 'chain'],
  ['CM1', 'chain-master'],
  ['PN1', 'program-node'],
  ['PN2', 'program-node'],
  ['P1', 'process-node'],
  ['WL1', 'workload'],
  ['SO1', 'source'],
  ['SO2', 'source'],
  ['SQ1', 'sequencer'],
  ['SI1', 'sink'],
  ['SI2', 'sink'],
] as const;

/** A monitor of a group whose replica can send its changes back. */
const WATCHING = [...['DB1', 'R1', 'W1'].map((to) => ({ from: 'FM1', to })), { from: 'R1', to: 'DB1' }];

/** A whole system in which the kind has its natural place, with random params for its part and a crash of it. */
function systemWith(name: string, params: object, seed: number, faults: object[]): Scenario {
  const of = (id: string, kind: string): { id: string; kind: string; params: object } => ({
    id,
    kind,
    params: kind === name ? params : {},
  });
  // A kind without a place of its own stands between the client and the balancer.
  const isExtra = !Object.hasOwn(PLACES, name);
  const { descriptor, behavior } = kinds[name as keyof typeof kinds];
  const isNetworked = descriptor.isMember === true || behavior.asNetwork !== undefined;
  const extra = !isExtra
    ? [{ from: 'C1', to: 'LB1' }]
    : descriptor.accepts.includes('request')
      ? [
          { from: 'C1', to: 'X1' },
          { from: 'X1', to: 'LB1' },
        ]
      : [
          { from: 'C1', to: 'LB1' },
          { from: 'X1', to: 'LB1' },
        ];
  return build({
    durationSeconds: 3,
    seed,
    faults,
    nodes: [
      of('C1', 'client'),
      of('LB1', 'load-balancer'),
      of('W1', 'worker'),
      of('W2', 'worker'),
      of('DB1', 'database'),
      of('SR1', 'shard-router'),
      of('S1', 'shard'),
      of('S2', 'shard'),
      of('R1', 'replica'),
      of('R2', 'replica'),
      ...(isExtra ? [of('X1', name)] : []),
      ...(name === 'registry' ? [of('RG1', name)] : []),
      ...(name === 'failover-monitor' ? [of('FM1', name)] : []),
      ...(isNetworked ? TALKING.map(([id, kind]) => of(id, kind)) : []),
    ],
    links: [
      ...extra,
      { from: 'LB1', to: 'W1' },
      { from: 'LB1', to: 'W2' },
      { from: 'W1', to: 'DB1' },
      { from: 'W2', to: 'SR1' },
      { from: 'SR1', to: 'S1' },
      { from: 'SR1', to: 'S2' },
      { from: 'DB1', to: 'R1' },
      { from: 'W1', to: 'R1' },
      { from: 'S1', to: 'R2' },
      { from: 'SR1', to: 'R2' },
      ...(name === 'registry' ? ['LB1', 'W1', 'W2'].map((from) => ({ from, to: 'RG1' })) : []),
      ...(name === 'failover-monitor' ? WATCHING : []),
      ...(isNetworked ? TALKING.slice(1).map(([from]) => ({ from, to: 'N1' })) : []),
      ...(isNetworked
        ? [
            ...['G1', 'Q1', 'ML1', 'CH1'].map((to) => ({ from: 'C1', to })),
            { from: 'G1', to: 'G2' },
            { from: 'SO1', to: 'SQ1' },
            { from: 'SO2', to: 'SQ1' },
            { from: 'SO2', to: 'SI1' },
            { from: 'SQ1', to: 'SI1' },
            { from: 'SQ1', to: 'SI2' },
          ]
        : []),
    ].map((link) => ({ ...link, latency: { type: 'exponential', meanMs: 1 } })),
  });
}

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

describe.each(kindNames)('the contract of every kind: %s', (name) => {
  const { descriptor, behavior } = kinds[name];

  it('is described for beginners: title, one-line summary, icon, group, card, and every field with title and range', () => {
    expect(descriptor.kind).toBe(name);
    expect(kindGroups.filter(({ title }) => title === descriptor.group.title)).toEqual([descriptor.group]);
    for (const sentence of [descriptor.summary, descriptor.acceptsHelp, descriptor.offersHelp]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(descriptor.iconPath).toMatch(/^M[\d .a-zA-Z-]+$/);
    expect(descriptor.card.models.length).toBeGreaterThan(0);
    expect(descriptor.card.leavesOut.length).toBeGreaterThan(0);
    for (const [field, facts] of fieldsOf(name)) {
      expect(facts.title, field).toMatch(/^[A-Z]/);
      expect(facts.default, field).toBeDefined();
      const isNumber = facts.type === 'number' || facts.type === 'integer';
      expect(!isNumber || (facts.minimum !== undefined && facts.maximum !== undefined), `${field} has a range`).toBe(true);
      expect(!/(Ms|Seconds|Percent|PerSecond)$/.test(field) || facts.unit !== undefined, `${field} shows its unit`).toBe(true);
    }
  });

  it('has a valid default, refuses what it does not know, and survives a file', () => {
    expect(checkParams(name, defaultParams(name))).toEqual([]);
    expect(checkParams(name, { ...defaultParams(name), nonsense: 1 })).toHaveLength(1);
    const scenario = systemWith(name, defaultParams(name), 1, []);
    const again = parseScenario(serializeScenario(scenario));
    expect(again).toEqual({ ok: true, scenario });
  });

  it('with any valid params and a crash at any event: no exception, requests conserved, queues bounded, the same twice, the same resumed', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const dice = new Dice(seed * 1009 + name.length);
      const params = randomParams(dice, name);
      expect(checkParams(name, params), JSON.stringify(params)).toEqual([]);
      const target = PLACES[name] ?? 'X1';
      const faults = [{ id: 'F1', atSeconds: dice.below(2000) / 1000, type: 'crash', node: target, forSeconds: dice.below(800) / 1000 }];
      const scenario = systemWith(name, params, seed, faults);
      const run = finish(createRun(scenario, { checkpointEveryEvents: 200 }));
      const summary = run.summary();
      const { sent, ok, failed, inFlight } = summary.requests;
      expect(ok + failed + inFlight).toBe(sent);
      for (const [i, node] of summary.nodes.entries()) expect(node.queueMax).toBeLessThanOrEqual(run.index.nodes[i].queueLimit);
      expect(finish(createRun(scenario)).summary()).toEqual(summary);
      expect(finish(run.branch(dice.below(3_000_000_000), [])).summary().traceHash).toBe(summary.traceHash);
    }
  });

  it('names its gauges once, after the standard ones', () => {
    const names = [...STANDARD_GAUGES, ...descriptor.gauges].map((gauge) => gauge.name);
    expect(new Set(names).size).toBe(names.length);
    expect(descriptor.storesKeys).toBe(behavior.lookup !== undefined);
  });
});
