import { beforeEach, describe, expect, it } from 'vitest';
import { shippedScenarios } from '../../../../tests/support/scenarios';
import type { RunReport } from '../../../contract/index';
import { createRun } from '../../../sim/index';
import { createChartStore, stretchInView, togglePin, zoomTo } from './chartStore';
import { chartsOnScreen, type ChartScene } from './chartsOnScreen';

const chartStore = createChartStore();

function reportOf(name: string, runId: string, seed = 1): RunReport {
  const scenario = shippedScenarios().find(([known]) => known === name)?.[1];
  if (scenario === undefined) throw new Error(`${name} is missing`);
  const run = createRun({ ...scenario, durationSeconds: 25 }, { seed });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return { runId, index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults };
}

const report = reportOf('four-shards-replicas', 'run-1');
const scene = (more: Partial<ChartScene> = {}): ChartScene => ({
  report,
  runName: 'Run 1',
  ghost: null,
  names: ['part', 'throughput', 'queues', 'keys', 'lag', 'drops'],
  selected: [],
  pins: chartStore.getState().pins,
  ...more,
});
const names = (more: Partial<ChartScene> = {}): string[] => chartsOnScreen(scene(more)).map(({ chart }) => chart.name);

beforeEach(() => chartStore.setState({ zoom: null, pointed: null, pins: [] }));

describe('the charts on screen', () => {
  it('are those chosen, and those of the selected part before them', () => {
    expect(names()).toEqual(['throughput', 'queues', 'drops', 'keys', 'lag']);
    expect(names({ selected: ['S1'] }).slice(0, 4)).toEqual(['S1 rates 0', 'S1 levels requests', 'S1 levels keys', 'S1 levels writes']);
    expect(names({ names: ['lag'], selected: ['S1'] })).toEqual(['lag']);
    // Its levels say already how many wait in it; a part without a queue leaves the chart of all.
    expect(names({ selected: ['S1'] })).not.toContain('queues');
    expect(names({ selected: ['C1'] })).toContain('queues');
  });

  it('tell the truth about keys, lag and failures', () => {
    const chart = (name: string) => chartsOnScreen(scene()).find((shown) => shown.chart.name === name)?.chart;
    const keys = chart('keys');
    expect(keys?.lines.map(({ title }) => title)).toEqual(['S1', 'S2', 'S3', 'S4']);
    expect(keys?.lines.reduce((sum, line) => sum + line.values[100], 0)).toBe(1000);
    expect(chart('lag')?.lines.some((line) => line.values.some((value) => value > 0))).toBe(true);
    const drops = chart('drops');
    const perSample = report.series.sampleNs / 1e9;
    const told = drops?.lines.reduce((sum, line) => sum + line.values.reduce((total, value) => total + value * perSample, 0), 0) ?? 0;
    expect(Math.round(told)).toBe(report.summary.requests.failed);
    expect(report.summary.requests.failed).toBeGreaterThan(0);
  });

  it('say why there is nothing to see', () => {
    const single = reportOf('rate-limiter', 'run-3');
    const nothing = chartsOnScreen(scene({ report: single, names: ['keys', 'lag'] })).map(({ chart }) => chart.nothing);
    expect(nothing).toEqual(['No part of this board holds profiles.', 'No part of this board has replicas.']);
  });

  it('stay, once pinned, through another selection and another run, which is drawn over the one they were pinned in', () => {
    const queues = chartsOnScreen(scene({ selected: ['S2'], names: ['queues'] })).find(({ chart }) => chart.name === 'queues');
    if (queues === undefined) throw new Error('there are queues');
    togglePin(chartStore, queues.pin);
    expect(names({ selected: ['S2'] }).filter((name) => name === 'queues')).toHaveLength(1);
    const again = reportOf('four-shards-replicas', 'run-2', 7);
    const [pinned, ...others] = chartsOnScreen(
      scene({ report: again, runName: 'Run 2', selected: ['S3'], names: ['queues'], pins: chartStore.getState().pins }),
    );
    expect([pinned.isPinned, pinned.chart.lines.map(({ title }) => title), pinned.ghostRun]).toEqual([true, ['S2'], 'Run 1']);
    expect(pinned.chart.lines[0].values).not.toEqual(pinned.ghost?.lines[0].values);
    expect(pinned.ghost?.lines[0].values).toEqual(queues.chart.lines[0].values);
    expect(others.find(({ chart }) => chart.name === 'queues')?.chart.lines.map(({ title }) => title)).toEqual(['S3']);
    togglePin(chartStore, pinned.pin);
    expect(chartStore.getState().pins).toEqual([]);
  });

  it('compare with the run that was chosen for it', () => {
    const other = reportOf('four-shards-replicas', 'run-2', 7);
    const [throughput] = chartsOnScreen(scene({ ghost: other }));
    expect(throughput.ghost?.lines.map(({ title }) => title)).toEqual(['sent', 'ok', 'failed']);
  });
});

describe('the stretch in view', () => {
  it('is within the run, the whole of it again when it would be more, and none that a shorter run does not have', () => {
    zoomTo(chartStore, 12, 5, 60);
    expect(stretchInView(chartStore.getState().zoom, 60)).toEqual({ from: 5, to: 12 });
    expect(stretchInView(chartStore.getState().zoom, 8)).toEqual({ from: 5, to: 8 });
    expect(stretchInView(chartStore.getState().zoom, 4)).toEqual({ from: 0, to: 4 });
    zoomTo(chartStore, -10, 90, 60);
    expect(chartStore.getState().zoom).toBeNull();
  });
});
