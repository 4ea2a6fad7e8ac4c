import { describe, expect, it } from 'vitest';
import { parseScenarioValue } from '../reading/parse';
import type { Scenario } from '../model/scenario';
import { createRun } from './run';

/** A client and a worker; with slow service and many slots, so many requests are inside. */
function scenario(ratePerSecond: number, serviceMs: number, durationSeconds: number): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Checkpoints',
    seed: 1,
    durationSeconds,
    links: [{ id: 'L1', from: 'C1', to: 'W1' }],
    faults: [],
    checks: [],
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond, timeoutMs: 0 } },
      { id: 'W1', kind: 'worker', x: 0, y: 0, params: { concurrency: 1_000_000, serviceTimeMs: { type: 'constant', valueMs: serviceMs } } },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

describe('checkpoints while a run grows', () => {
  it('stay within the budget of memory, thinned to ever wider and even distances, and every moment can still be reached', () => {
    const budget = 3_000_000;
    const run = createRun(scenario(2000, 5, 40), { checkpointEveryEvents: 500, checkpointBudgetBytes: budget });
    let most = 0;
    const counts: number[] = [];
    while (!run.advance({ maxEvents: 10_000 })) {
      most = Math.max(most, run.checkpointBytes);
      counts.push(run.checkpointCount);
    }
    expect(run.events).toBeGreaterThan(200_000);
    expect(most).toBeLessThanOrEqual(budget);
    // Dense at first, then thinned again and again: never as many as without a budget, never only a handful.
    expect(run.checkpointCount).toBeLessThan(run.events / 500 / 3);
    expect(run.checkpointCount).toBeGreaterThan(8);
    expect(counts.some((count, i) => i > 0 && count < counts[i - 1])).toBe(true);
    const times = run.checkpointTimesNs();
    const gaps = times.slice(1).map((atNs, i) => atNs - times[i]);
    expect(Math.max(...gaps)).toBeLessThan(3 * Math.min(...gaps.slice(0, -1)));
    for (const atNs of [1, 1e9, 19.5e9, 39.99e9]) expect(run.moment(atNs).atNs).toBe(atNs);
    // A branch has the past of its parent as it is, and its own room for what comes.
    const branch = run.branch(20e9, []);
    while (!branch.advance({ maxEvents: 100_000 }));
    const past = times.filter((atNs) => atNs < 20e9);
    expect(branch.checkpointTimesNs().slice(0, past.length)).toEqual(past);
    expect(branch.checkpointBytes).toBeLessThanOrEqual(budget);
    expect(branch.checkpointCount).toBeGreaterThan(past.length + 4);
  });

  it('are taken by bytes too: where a lot is in flight a copy is large, and the next one is further away', () => {
    const run = createRun(scenario(400_000, 100_000, 0.6));
    while (!run.advance({ maxEvents: 1_000_000 }));
    expect(run.events).toBeGreaterThan(450_000);
    // By events alone there would be one every 50,000.
    expect(run.checkpointCount).toBeLessThan(run.events / 50_000);
    expect(run.checkpointCount).toBeGreaterThan(2);
    expect(run.moment(0.5e9).inFlight).toBeGreaterThan(190_000);
  });

  it('can be looked into for rehearsal at any time: what is seen afterwards, and the run, are the same', () => {
    const [rehearsed, plain] = [0, 1].map(() => createRun(scenario(2000, 5, 20), { checkpointEveryEvents: 5_000 }));
    for (let slice = 0; !plain.advance({ maxEvents: 9_000 }); slice++) {
      rehearsed.advance({ maxEvents: 9_000 });
      rehearsed.rehearseLook((slice % 5) / 4);
    }
    rehearsed.advance({ maxEvents: 9_000 });
    for (const share of [1, 0.5, 0]) rehearsed.rehearseLook(share);
    expect(rehearsed.summary()).toEqual(plain.summary());
    expect(rehearsed.window(7e9, 7.2e9, 100_000)).toEqual(plain.window(7e9, 7.2e9, 100_000));
    expect(rehearsed.moment(13e9)).toEqual(plain.moment(13e9));
  });

  it('does not copy at all when it is asked not to', () => {
    const run = createRun(scenario(2000, 5, 5), { checkpointEveryEvents: 0 });
    while (!run.advance({ maxEvents: 1_000_000 }));
    expect(run.checkpointCount).toBe(1);
  });
});
