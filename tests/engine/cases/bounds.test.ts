import { describe, expect, it } from 'vitest';
import { createRun, USUAL_LIMITS, type Scenario } from '../../../src/sim/index';
import { caseNamed, finished } from '../../support/cases';
import { build } from '../../support/scenarios';

const NO_TIME = { type: 'constant', valueMs: 0 };

describe('every run ends', () => {
  it('a loop that takes no time is noticed at once, and said', () => {
    const run = finished(caseNamed('users-zero-cycle'), USUAL_LIMITS);
    expect(run.limitReached?.what).toBe('moment');
    expect(run.events).toBeLessThan(3e6);
    const { endedBy, limit, simulatedSeconds } = run.summary();
    expect([endedBy, simulatedSeconds]).toEqual(['limit', 0]);
    expect(limit).toContain('Stopped at 0.000 of 60 simulated seconds: time stands still');
  });

  it('and looked at without going on in it', () => {
    const run = finished(caseNamed('users-zero-cycle'), USUAL_LIMITS);
    expect(run.window(0, run.endNs, 1000).truncated).toBe(true);
    expect(run.moment(1e9).event).toBe(run.events);
    expect(run.inspect(1e9, 'W')?.sections.length).toBeGreaterThan(0);
    const found = run.findBreak(0, 1, [{ id: 'B1', type: 'event', event: 'crash' }], 1e9);
    expect(found).toMatchObject({ hit: null, isComplete: true });
    expect(run.findBreak(0, -1, [{ id: 'B1', type: 'event', event: 'crash' }], 1e9).hit).toBeNull();
  });

  it('a million users who all begin at 0 are no loop', () => {
    const run = createRun(users(1_000_000, 1), { ...USUAL_LIMITS, maxEvents: 3_000_000 });
    while (!run.advance({ maxEvents: 200_000 }));
    expect(run.limitReached?.what).toBe('events');
    expect(run.reachedNs).toBeGreaterThanOrEqual(0);
  });

  it('a fan-out of 8 over 12 layers is stopped by the memory it takes', () => {
    const run = finished(fanOut(8, 12), { ...USUAL_LIMITS, maxBytes: 64 * 1024 * 1024 });
    expect(run.limitReached?.what).toBe('memory');
    expect(run.summary().limit).toMatch(/need more memory than the limit of 64 MB\. The figures are up to there\./);
  });

  it('a history that is kept counts, and is named', () => {
    const run = finished(users(100, 1), { ...USUAL_LIMITS, maxBytes: 4 * 1024 * 1024, withHistory: true });
    expect(run.limitReached?.what).toBe('memory');
    expect(run.summary().limit).toMatch(/ and a history of \d+ rows need more memory than the limit of 4 MB\./);
    expect(finished(users(100, 1), { maxBytes: 4 * 1024 * 1024, maxEvents: run.events * 2 }).limitReached?.what).toBe('events');
  });

  it('an event limit is kept to the event', () => {
    const run = finished(users(10, 1), { maxEvents: 12_345 });
    expect([run.events, run.limitReached?.what]).toEqual([12_345, 'events']);
    expect(run.summary().limit).toContain('after 12345 events, the limit');
  });

  it('10,000 flaps at once take no more memory than the faults themselves', () => {
    const scenario = users(2, 1);
    const flaps = Array.from({ length: 10_000 }, (_, i) => ({
      id: `F${i}`,
      type: 'flap' as const,
      link: 'L1',
      atSeconds: i / 10_000,
      everySeconds: 0.001,
      downSeconds: 0.0005,
    }));
    const run = finished({ ...scenario, durationSeconds: 1e6, faults: flaps }, { ...USUAL_LIMITS, maxEvents: 300_000 });
    expect(run.limitReached?.what).toBe('events');
  });
});

function users(count: number, thinkMs: number): Scenario {
  return build({
    durationSeconds: 1000,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { arrivals: 'closed', users: count, thinkTimeMs: { type: 'constant', valueMs: thinkMs }, timeoutMs: 0 },
      },
      { id: 'W1', kind: 'worker', params: { serviceTimeMs: NO_TIME, concurrency: 1_000_000, queueLimit: 1_000_000 } },
    ],
    links: [{ from: 'C1', to: 'W1' }],
  });
}

/** Layers of workers, each of which asks all of the next. */
function fanOut(width: number, layers: number): Scenario {
  const nodes: { id: string; kind: string; params: object }[] = [
    { id: 'C1', kind: 'client', params: { requestLimit: 1, timeoutMs: 0, writePercent: 0 } },
  ];
  const links: { from: string; to: string; latency: object }[] = [];
  for (let layer = 0; layer < layers; layer++)
    for (let i = 0; i < (layer === 0 ? 1 : width); i++) {
      nodes.push({
        id: `W${layer}_${i}`,
        kind: 'worker',
        params: { callOrder: 'parallel', concurrency: 1_000_000, queueLimit: 1_000_000 },
      });
      const before = layer === 0 ? ['C1'] : layer === 1 ? ['W0_0'] : Array.from({ length: width }, (_, j) => `W${layer - 1}_${j}`);
      for (const from of before) links.push({ from, to: `W${layer}_${i}`, latency: { type: 'constant', valueMs: 1 } });
    }
  return build({ durationSeconds: 100, nodes, links });
}
