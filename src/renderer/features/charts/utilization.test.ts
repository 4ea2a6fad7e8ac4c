import { expect, it } from 'vitest';
import type { RunReport } from '../../../contract/index';
import { createRun, defaultParams, emptyScenario, type Scenario } from '../../../sim/index';
import { utilizationChart } from './wholeRun';

const worker = { ...defaultParams('worker'), concurrency: 2, serviceTimeMs: { type: 'constant', valueMs: 1000 }, costPerQueuedMs: 0 };

it('a part whose slots are changed within a run is as busy as it has slots then', () => {
  const run = createRun({
    ...emptyScenario('slots'),
    durationSeconds: 40,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        x: 0,
        y: 0,
        params: { ...defaultParams('client'), arrivals: 'constant', ratePerSecond: 1, timeoutMs: 0 },
      },
      { id: 'W1', kind: 'worker', x: 300, y: 0, params: worker },
    ],
    links: [{ id: 'L1', from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 0 } }],
    faults: [{ id: 'F1', type: 'set', node: 'W1', param: 'concurrency', value: 1, atSeconds: 20 }],
  } as unknown as Scenario);
  while (!run.advance({ maxEvents: 100_000 }));
  const report = { index: run.index, series: run.series(), endNs: run.reachedNs, faults: run.faults } as unknown as RunReport;
  const [{ values }] = utilizationChart(report, ['W1']).lines;
  const about = (seconds: number): number => Math.round(values[Math.floor((seconds / 40) * values.length)]);
  // One request a second that takes a second: one slot is always taken, of two, then of one.
  expect([about(10), about(35)]).toEqual([50, 100]);
});
