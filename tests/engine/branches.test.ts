import { describe, expect, it } from 'vitest';
import { createRun, parseScenarioValue, type Fault, type Run, type Scenario } from '../../src/sim/index';
import { randomScenario } from '../support/randomScenario';
import { shippedScenarios } from '../support/scenarios';

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

function shipped(name: string): Scenario {
  const found = shippedScenarios().find(([id]) => id === name);
  if (found === undefined) throw new Error(`${name} is missing`);
  return found[1];
}

const fresh = (scenario: Scenario, added: readonly Fault[]): Run =>
  finish(createRun({ ...scenario, faults: [...scenario.faults, ...added] }));
const AT_NS = 12_400_000_000;
const at = (fault: object): Fault => ({ id: 'X1', atSeconds: 12.4, ...fault }) as Fault;

describe('a field changed in the middle of a run', () => {
  const scenario = shipped('five-workers');
  const changes: [string, Fault][] = [
    ['slower service', at({ type: 'set', node: 'W1', param: 'serviceTimeMs', value: { type: 'constant', valueMs: 400 } })],
    ['more slots', at({ type: 'set', node: 'W1', param: 'concurrency', value: 6 })],
    ['another way of balancing', at({ type: 'set', node: 'LB1', param: 'strategy', value: 'random' })],
    ['more traffic', at({ type: 'set', node: 'C1', param: 'ratePerSecond', value: 90 })],
  ];

  it.each(changes)('%s: gives the run of a scenario in which the change was scheduled, and leaves the past alone', (_title, change) => {
    const parent = finish(createRun(scenario, { checkpointEveryEvents: 500 }));
    const branch = finish(parent.branch(AT_NS, [change]));
    expect(branch.summary()).toEqual(fresh(scenario, [change]).summary());
    expect(branch.summary().traceHash).not.toBe(parent.summary().traceHash);
    expect(branch.window(11e9, AT_NS, 1e7)).toEqual(parent.window(11e9, AT_NS, 1e7));
    expect(parent.summary().traceHash).toBe(finish(createRun(scenario)).summary().traceHash);
  });

  it('counts utilization against the slots there were at each time', () => {
    const change = at({ type: 'set', node: 'W1', param: 'concurrency', value: 4 });
    const parent = finish(createRun(scenario));
    const branch = finish(parent.branch(AT_NS, [change]));
    const [before, after] = [parent, branch].map((run) => run.summary().nodes.find((node) => node.id === 'W1')?.utilization ?? NaN);
    const slots = scenario.nodes.find((node) => node.id === 'W1')?.params.concurrency as number;
    const moment = branch.series();
    const w1 = branch.index.nodes.findIndex((node) => node.id === 'W1');
    const start = (branch.index.nodes[w1].gaugeBase + 2) * moment.sampleCount;
    const samples = Math.round(branch.reachedNs / moment.sampleNs);
    const busy = moment.gauges.subarray(start, start + samples).reduce((sum, value) => sum + value, 0) / samples;
    const share = AT_NS / branch.reachedNs;
    expect(after).toBeCloseTo(busy / (slots * share + 4 * (1 - share)), 2);
    expect(after).toBeLessThan(before);
    expect(after).toBeLessThanOrEqual(1);
  });
});

describe('branches of branches', () => {
  const scenario = shipped('four-shards-replicas');

  it('are the run with all interventions scheduled, whatever moment each was made from', () => {
    const crash: Fault = { id: 'X1', atSeconds: 12.4, type: 'crash', node: 'S1' };
    const slow: Fault = { id: 'X2', atSeconds: 20, type: 'slow', node: 'S2', factor: 5 };
    const middle: Fault = { id: 'X3', atSeconds: 15, type: 'restart', node: 'S1' };
    const first = finish(createRun(scenario, { checkpointEveryEvents: 300 })).branch(AT_NS, [crash]);
    const second = finish(first).branch(20e9, [slow]);
    const third = finish(finish(second).branch(15e9, [middle]));
    expect(third.summary().traceHash).toBe(fresh(scenario, [crash, slow, middle]).summary().traceHash);
  });

  it('share the checkpoints of the past, so that looking back is as quick as in the parent', () => {
    const parent = finish(createRun(scenario, { checkpointEveryEvents: 300 }));
    const branch = parent.branch(20e9, []);
    expect(branch.checkpointCount).toBeGreaterThan(10);
    expect(branch.moment(5e9)).toEqual(parent.moment(5e9));
    expect(branch.window(5e9, 6e9, 1e6)).toEqual(parent.window(5e9, 6e9, 1e6));
  });

  it('can be made while the parent is still being computed', () => {
    const parent = createRun(scenario, { checkpointEveryEvents: 300 });
    while (parent.reachedNs < 10e9) parent.advance({ maxEvents: 1_000 });
    const crash: Fault = { id: 'X1', atSeconds: 15, type: 'crash', node: 'S1' };
    expect(finish(parent.branch(15e9, [crash])).summary().traceHash).toBe(fresh(scenario, [crash]).summary().traceHash);
  });

  it('refuse to change the past', () => {
    const parent = finish(createRun(scenario));
    expect(() => parent.branch(AT_NS, [{ id: 'X1', atSeconds: 3, type: 'crash', node: 'S1' }])).toThrow(
      /X1 at 3 s lies before the branch at 12.4 s/,
    );
  });
});

describe('branches of random systems at random moments', () => {
  it.each(Array.from({ length: 25 }, (_, i) => i + 100))('seed %i', (seed) => {
    const parsed = parseScenarioValue(randomScenario(seed));
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const { scenario } = parsed;
    const parent = finish(createRun(scenario, { checkpointEveryEvents: 200 }));
    const atNs = Math.floor(parent.reachedNs * ((seed % 10) / 10)) + 1;
    const added: Fault[] = [
      { id: 'X1', atSeconds: atNs / 1e9, type: 'slow', node: 'W1', factor: 3, forSeconds: 0.5 },
      { id: 'X2', atSeconds: atNs / 1e9, type: 'set', node: 'W1', param: 'queueLimit', value: 1 },
      { id: 'X3', atSeconds: atNs / 1e9 + 0.3, type: 'crash', node: 'LB1', forSeconds: 0.2 },
    ];
    expect(finish(parent.branch(atNs, added)).summary()).toEqual(fresh(scenario, added).summary());
  });
});
