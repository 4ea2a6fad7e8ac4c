import { expect, it } from 'vitest';
import type { RunReport } from '../../../contract/index';
import { createRun, defaultParams, emptyScenario, type Scenario } from '../../../sim/index';
import { utilizationChart } from './wholeRun';

const worker = { ...defaultParams('worker'), concurrency: 2, serviceTimeMs: { type: 'constant', valueMs: 1000 }, costPerQueuedMs: 0 };

function reportOf(params: object, change: object): { readonly report: RunReport; readonly design: Scenario } {
  const design = {
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
      { id: 'W1', kind: 'worker', x: 300, y: 0, params: { ...worker, ...params } },
    ],
    links: [{ id: 'L1', from: 'C1', to: 'W1', latency: { type: 'constant', valueMs: 0 } }],
    faults: [{ id: 'F1', type: 'set', node: 'W1', ...change, atSeconds: 20 }],
  } as unknown as Scenario;
  const run = createRun(design);
  while (!run.advance({ maxEvents: 100_000 }));
  const report = { index: run.index, series: run.series(), endNs: run.reachedNs, faults: run.faults } as unknown as RunReport;
  return { report, design };
}

/** Utilization at 10 s and at 35 s of 40, percent. */
function beforeAndAfter(report: RunReport, design?: Scenario): number[] {
  const [{ values }] = utilizationChart(report, ['W1'], design).lines;
  return [10, 35].map((seconds) => Math.round(values[Math.floor((seconds / 40) * values.length)]));
}

it('a part whose slots are changed within a run is as busy as it has slots then', () => {
  // One request a second that takes a second: one slot is always taken, of two, then of one.
  expect(beforeAndAfter(reportOf({}, { param: 'concurrency', value: 1 }).report)).toEqual([50, 100]);
});

it('so is one that works in processes: its slots are their threads, by the board it began with', () => {
  const { report, design } = reportOf({ execution: 'processes', processes: 1, threads: 4, cores: 4 }, { param: 'processes', value: 2 });
  expect(beforeAndAfter(report, design)).toEqual([25, 13]);
});
