import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../contract/index';
import { createRun, emptyScenario, defaultParams, parseScenario, type Scenario } from '../../../sim/index';
import { clientsWithRate, findLimit, middleRate, sweepRates, usualRange } from './search';

const link = (id: string, from: string, to: string) => ({ id, from, to, latency: { type: 'constant', valueMs: 1 } }) as const;

/** A worker that takes exactly 20 ms, one at a time: 50 a second and no more. */
const board: Scenario = {
  ...emptyScenario('one worker'),
  durationSeconds: 20,
  nodes: [
    { id: 'C1', kind: 'client', x: 0, y: 0, params: { ...defaultParams('client'), arrivals: 'constant', ratePerSecond: 20 } },
    {
      id: 'W1',
      kind: 'worker',
      x: 300,
      y: 0,
      params: {
        ...defaultParams('worker'),
        concurrency: 1,
        serviceTimeMs: { type: 'constant', valueMs: 20 },
        queueLimit: 5,
        costPerQueuedMs: 0,
      },
    },
  ] as Scenario['nodes'],
  links: [link('L1', 'C1', 'W1')],
};

function run(text: string): Promise<{ ok: true; value: RunReport }> {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const made = createRun(parsed.scenario);
  while (!made.advance({ maxEvents: 1_000_000 }));
  return Promise.resolve({ ok: true, value: { summary: made.summary() } as RunReport });
}

describe('the limit of a board', () => {
  it('is found where a worker can do 50 a second', async () => {
    const found = await findLimit(board, { client: 'C1', from: 5, to: 200, mostFailedPercent: 0 }, run, () => true);
    if (!found.ok) throw new Error(found.failure.message);
    const { survives, fails, points } = found.value;
    expect(survives).toBeGreaterThan(46);
    expect(survives).toBeLessThanOrEqual(50.3);
    expect(fails).toBeGreaterThan(50);
    expect(points.length).toBeGreaterThan(8);
    expect(points.at(-1)?.goodputPerSecond).toBeCloseTo(50, 0);
  });

  it('is looked for at rates that people count in, between the ends as they were given', () => {
    expect(sweepRates(5, 80)).toEqual([5, 8, 12, 15, 25, 40, 50, 80]);
    expect(sweepRates(2.94, 4.34)).toEqual([2.94, 3, 4, 4.34]);
    expect(sweepRates(0.1, 1)).toEqual([0.1, 0.15, 0.2, 0.25, 0.4, 0.5, 0.8, 1]);
    expect([middleRate(40, 50), middleRate(5, 8), middleRate(100, 200), middleRate(46, 47), middleRate(46.5, 46.6)]).toEqual([
      45,
      6,
      140,
      46.5,
      null,
    ]);
  });

  it('is not told where everything survives, or nothing does', async () => {
    const low = await findLimit(board, { client: 'C1', from: 1, to: 10, mostFailedPercent: 0 }, run, () => true);
    expect(low.ok && low.value).toMatchObject({ survives: 10, fails: null });
    const high = await findLimit(board, { client: 'C1', from: 100, to: 200, mostFailedPercent: 0 }, run, () => true);
    expect(high.ok && high.value).toMatchObject({ survives: null, fails: 100 });
  });

  it('is looked for no longer when nobody wants it, and keeps what it has', async () => {
    let runs = 0;
    const found = await findLimit(board, { client: 'C1', from: 5, to: 50, mostFailedPercent: 0 }, run, () => runs++ < 2);
    expect(found.ok && found.value.points).toHaveLength(2);
  });

  it('is of clients with a rate, around the rate there is', () => {
    expect(clientsWithRate(board)).toEqual(['C1']);
    expect(usualRange(board, 'C1')).toEqual({ from: 5, to: 80 });
  });
});
