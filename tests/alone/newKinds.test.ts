import { describe, expect, it, vi } from 'vitest';
import {
  adviseScenario,
  createRun,
  kindGroups,
  kindNames,
  logText,
  mutate,
  parseScenarioValue,
  serializeScenario,
  type Run,
  type Scenario,
} from '../../src/sim/index';
import { NETWORK_GAUGES } from '../../src/sim/parts/contract';
import { build } from '../support/scenarios';

/** Two kinds from a folder of their own, and their two lines in the registry: nothing else of the product is told of them. */
vi.mock('../../src/sim/kinds/index', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/sim/kinds/index')>();
  const kinds = { ...original.kinds, ...(await import('../support/newKinds/kinds')) } as unknown as typeof original.kinds;
  const kindOf = (name: string) => (Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : undefined);
  return {
    ...original,
    kinds,
    kindNames: Object.keys(kinds),
    kindGroups: [...new Set(Object.values(kinds).map(({ descriptor }) => descriptor.group))],
    kindOf,
    beginsRequests: (name: string) => kindOf(name)?.descriptor.begins?.what === 'requests',
  };
});

function calling(target: string, through?: string): Scenario {
  return build({
    durationSeconds: 30,
    nodes: [{ id: 'CA1', kind: 'caller' }, ...(through === undefined ? [] : [{ id: 'X1', kind: through }]), { id: 'T1', kind: target }],
    links:
      through === undefined
        ? [{ from: 'CA1', to: 'T1' }]
        : [
            { from: 'CA1', to: 'X1' },
            { from: 'X1', to: 'T1' },
          ],
    checks: [{ id: 'K1', metric: 'goodputPerSecond', atLeast: 5 }],
  });
}

function finish(scenario: Scenario): Run {
  const run = createRun(scenario, { withHistory: true });
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

describe('kinds that were added', () => {
  it('are in the palette, the file and its advice, and bring their migrations along', () => {
    expect(kindNames).toEqual(expect.arrayContaining(['caller', 'counter']));
    const scenario = calling('counter');
    expect(adviseScenario(scenario)).toEqual([]);
    expect(parseScenarioValue(JSON.parse(serializeScenario(scenario)))).toEqual({ ok: true, scenario });
    const old = JSON.parse(serializeScenario(scenario)) as { kinds: object; nodes: { id: string; params: object }[] };
    const nodes = old.nodes.map((node) => (node.id === 'T1' ? { ...node, params: { step: 7 } } : node));
    const opened = parseScenarioValue({ ...old, kinds: { ...old.kinds, counter: 1 }, nodes });
    expect(opened.ok ? opened.scenario.nodes[1].params : opened.failure).toEqual({ by: 7 });
  });

  it('have operations of their own, which whoever passes requests on hands over, and which the history calls by name', () => {
    for (const through of [undefined, 'load-balancer', 'queue']) {
      const { requests } = finish(calling('counter', through)).summary();
      expect([requests.ok, requests.failed], through).toEqual([200, 0]);
    }
    const rows = finish(calling('counter')).history();
    expect(new Set(rows.map(({ operation }) => operation))).toEqual(new Set(['add']));
  });

  // A worker hands on what it does not know; with nobody behind it, it cannot say that it was done.
  it.each(['database', 'worker'])('are refused by name where nobody knows what they ask: a %s alone', (alone) => {
    const run = finish(calling(alone));
    expect(run.summary().requests.byReason).toEqual({ 'not-supported': 200 });
    expect(run.summary().nodes[1].failed).toBe(200);
    const texts = run.history().filter(({ type }) => type === 'fail');
    expect(texts).toHaveLength(200);
    const { log } = run.window(0, run.reachedNs, 10_000);
    const said = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row)).filter((line) => line.includes('know'));
    expect(new Set(said)).toEqual(new Set([`${run.index.nodes[1].id}: does not know "add"`]));
  });

  it('bring a group of the palette along, a role of wires and a sort of network, from their own folder alone', () => {
    expect(kindGroups.at(-1)).toEqual({ title: 'Sums', colour: 'slate' });
    const both = [
      { from: 'T1', to: 'T2' },
      { from: 'T2', to: 'T1' },
    ];
    const round = build({ durationSeconds: 1, nodes: ['T1', 'T2'].map((id) => ({ id, kind: 'counter' })), links: both });
    expect(createRun(round).index.links.map(({ role }) => role)).toEqual(['lease', 'lease']);
    expect(adviseScenario(round).map(({ name }) => name)).toEqual(['no-client', 'part-not-reached', 'part-not-reached']);
    const peers = ['G1', 'G2', 'G3', 'G4'].map((id) => ({ id, kind: 'gossip', network: 'BU1' }));
    const script = [{ key: 'alexandra', op: 'write', value: 'x' }];
    const run = finish(
      build({
        durationSeconds: 20,
        nodes: [{ id: 'C1', kind: 'client', params: { script, afterScript: 'nothing' } }, { id: 'BU1', kind: 'bus' }, ...peers],
        links: [{ from: 'C1', to: 'G1' }],
        checks: [{ id: 'K1', type: 'convergence', network: 'BU1', leastEvidence: 1 }],
      }),
    );
    const bus = run.summary().nodes[1].gauges;
    expect(bus.map(({ name }) => name)).toEqual(expect.arrayContaining(NETWORK_GAUGES.map(({ name }) => name)));
    expect(bus.find(({ name }) => name === 'sent')?.end).toBeGreaterThan(50);
    expect(run.summary().checks[0].verdict).toBe('met');
    const { lanes } = run.window(0, run.reachedNs, 100_000);
    const pairs = Array.from({ length: lanes.length / 3 }, (_, i) => Math.abs(lanes[3 * i + 1] - lanes[3 * i + 2]));
    expect(pairs.length).toBeGreaterThan(3);
    expect(new Set(pairs)).toEqual(new Set([1, 3]));
  });

  it('begin traffic, so that a check without it fails', () => {
    const scenario = calling('counter');
    const verdict = (changed: Scenario): string => finish(changed).summary().checks[0].verdict;
    expect(verdict(scenario)).toBe('met');
    for (const name of ['no-traffic', 'little-traffic']) {
      const made = mutate(scenario, name);
      expect(made.length).toBeGreaterThan(0);
      for (const { title, scenario: mutated } of made) expect(verdict(mutated), title).not.toBe('met');
    }
  });
});
