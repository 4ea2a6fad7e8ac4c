import { describe, expect, it } from 'vitest';
import { MessageType, createRun, type Run, type Scenario } from '../../src/sim/index';
import { build } from '../support/scenarios';

/** A client that writes once to the first of some gossip peers in one network. */
function gossipers(
  count: number,
  options: { peer?: object; network?: object; seconds?: number; faults?: object[]; seed?: number } = {},
): Scenario {
  const peers = Array.from({ length: count }, (_, i) => `G${i + 1}`);
  return build({
    durationSeconds: options.seconds ?? 60,
    seed: options.seed ?? 1,
    nodes: [
      { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1, requestLimit: 1, writePercent: 100 } },
      { id: 'N1', kind: 'network', params: options.network ?? {} },
      ...peers.map((id) => ({ id, kind: 'gossip', params: options.peer ?? {} })),
    ],
    links: [{ from: 'C1', to: 'G1' }, ...peers.map((from) => ({ from, to: 'N1' }))],
    faults: options.faults ?? [],
  });
}

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const gauge = (run: Run, id: string, name: string): number =>
  run
    .summary()
    .nodes.find((node) => node.id === id)
    ?.gauges.find((found) => found.name === name)?.end ?? NaN;

describe('messages between members of a network', () => {
  it('carry an update from one peer to all', () => {
    const run = finish(createRun(gossipers(25)));
    const views = Array.from({ length: 25 }, (_, i) => gauge(run, `G${i + 1}`, 'view'));
    expect(new Set(views).size).toBe(1);
    expect(views[0]).toBeGreaterThan(0);
    expect(gauge(run, 'N1', 'lost')).toBe(0);
    expect(gauge(run, 'N1', 'underWay')).toBeLessThanOrEqual(25);
  });

  it('are the same twice, from every checkpoint, and in a branch', () => {
    const scenario = gossipers(25, {
      peer: { mode: 'push-pull', together: false },
      network: {
        latency: { type: 'lognormal', medianMs: 40, sigma: 1 },
        lossPercent: 10,
        duplicatePercent: 10,
        reorderPercent: 10,
        topology: 'random',
      },
      faults: [{ id: 'F1', atSeconds: 3, type: 'crash', node: 'G7', forSeconds: 10 }],
    });
    const run = finish(createRun(scenario, { checkpointEveryEvents: 100 }));
    expect(finish(createRun(scenario)).summary()).toEqual(run.summary());
    for (const atNs of [1e9, 7e9, 13.2e9, 41e9]) {
      expect(finish(run.branch(atNs, [])).summary().traceHash).toBe(run.summary().traceHash);
      const straight = createRun(scenario, { checkpointEveryEvents: 0 });
      finish(straight);
      expect(straight.moment(atNs)).toEqual(run.moment(atNs));
    }
  });

  it('are told of with what they say, those under way when the window begins, too', () => {
    const run = finish(createRun(gossipers(25, { peer: { mode: 'push', together: false }, seconds: 30 })));
    const whole = run.window(0, 30e9, 100_000);
    const [last] = whole.messages.sentNs.slice(-1);
    const { messages, bodies } = run.window(last + 1, last + 2, 100_000);
    expect(messages.count).toBeGreaterThan(0);
    for (const told of [
      { messages: whole.messages, bodies: whole.bodies },
      { messages, bodies },
    ]) {
      const rows = [...told.messages.type.keys()].filter((row) => told.messages.type[row] === MessageType.message);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(told.bodies?.[told.messages.id[row]]).toBe(whole.bodies?.[told.messages.id[row]]);
      // Each pushes the values it knows, by key and field.
      for (const row of rows) expect(told.bodies?.[told.messages.id[row]]).toMatch(/^[a-z]\S*\.[a-z]+ = [^[\]{}]+$/);
    }
  });

  it('cost memory only for the pairs that have talked', () => {
    const run = finish(createRun(gossipers(1000, { peer: { mode: 'push', fanOut: 1 }, seconds: 5 })));
    expect(gauge(run, 'N1', 'lanes')).toBeLessThan(100);
  });
});
