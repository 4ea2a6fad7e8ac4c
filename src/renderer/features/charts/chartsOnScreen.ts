import type { RunReport } from '../../../contract/index';
import type { Scenario } from '../../../sim/index';
import { isSamePin, type Pin } from './chartStore';
import type { ChartData } from './chartData';
import { heatChart } from './heatChart';
import { partCharts } from './partCharts';
import { dropsChart, inFlightChart, keysChart, lagChart, latencyChart, queueChart, throughputChart, utilizationChart } from './wholeRun';

/** Charts of the whole run, by name, in the order in which they are shown. `parts`: those to show where a chart can show only some. */
const MAKERS: Readonly<Record<string, (report: RunReport, parts: readonly string[], design?: Scenario) => ChartData>> = {
  throughput: throughputChart,
  latency: latencyChart,
  heat: heatChart,
  queues: queueChart,
  utilization: utilizationChart,
  drops: dropsChart,
  inflight: inFlightChart,
  keys: keysChart,
  lag: lagChart,
};

/** Names of all charts that can be chosen, in their order; `part` stands for those of the selected part. */
export const CHART_NAMES = ['part', 'throughput', 'latency', 'heat', 'queues', 'utilization', 'drops', 'inflight', 'keys', 'lag'] as const;

/** Charts that show the selected part alone where it has what they show. */
const TOLD_BY_LEVELS: readonly string[] = ['queues', 'utilization'];

/** A chart on screen. */
export interface ChartOnScreen {
  readonly chart: ChartData;
  readonly ghost: ChartData | null;
  /** The run that the ghost is of, where it is not the one compared with: the run in which the chart was pinned. */
  readonly ghostRun: string | null;
  readonly pin: Pin;
  readonly isPinned: boolean;
}

/** What is on screen: a run, perhaps another to compare with, and what was chosen. */
export interface ChartScene {
  readonly report: RunReport;
  readonly runName: string;
  readonly ghost: RunReport | null;
  readonly names: readonly string[];
  readonly selected: readonly string[];
  readonly pins: readonly Pin[];
  /** The board that a run began with, where it is known. */
  readonly designOf?: (report: RunReport) => Scenario | undefined;
}

/** The charts to show: pinned ones, those of the selected part, those of the whole run that are chosen. */
export function chartsOnScreen(scene: ChartScene): ChartOnScreen[] {
  const { report, ghost, names, selected, pins } = scene;
  const make = (of: RunReport, name: string, parts: readonly string[]): ChartData | null => made(of, name, parts, scene.designOf?.(of));
  const pinned = pins.flatMap((pin): ChartOnScreen[] => {
    const chart = make(report, pin.name, pin.parts) ?? pin.chart;
    const compared = ghost === null ? null : make(ghost, pin.name, pin.parts);
    const isOther = pin.runId !== report.runId && chart !== pin.chart;
    return [
      {
        chart,
        ghost: compared ?? (isOther ? pin.chart : null),
        ghostRun: compared === null && isOther ? pin.runName : null,
        pin,
        isPinned: true,
      },
    ];
  });
  const part = names.includes('part') && selected.length === 1 ? partCharts(report, selected[0]).map((chart) => chart.name) : [];
  // Beside its own charts these two would say of the selected part once more what its levels say.
  const isTold = (name: string): boolean => part.length > 0 && TOLD_BY_LEVELS.includes(name) && make(report, name, selected)?.of === 1;
  const whole = Object.keys(MAKERS).filter((name) => names.includes(name) && !isTold(name));
  const others = [...part, ...whole].flatMap((name): ChartOnScreen[] => {
    const chart = make(report, name, selected);
    if (chart === null) return [];
    const parts = partsOf(chart, selected);
    const pin = { name, parts, runId: report.runId, runName: scene.runName, chart };
    if (pins.some((other) => isSamePin(other, pin))) return [];
    return [{ chart, ghost: ghost === null ? null : make(ghost, name, parts), ghostRun: null, pin, isPinned: false }];
  });
  return [...pinned, ...others];
}

/** A chart of a run by its name; null where the run has no such part. */
function made(report: RunReport, name: string, parts: readonly string[], design?: Scenario): ChartData | null {
  const maker = MAKERS[name];
  if (maker !== undefined) return maker(report, parts, design);
  return partCharts(report, name.slice(0, name.indexOf(' '))).find((chart) => chart.name === name) ?? null;
}

/** The parts that a chart shows, for charts that show parts: pinned, it goes on to show these. */
function partsOf(chart: ChartData, selected: readonly string[]): string[] {
  const titles = chart.lines.map(({ part, title }) => part ?? title);
  return chart.of === undefined ? [] : selected.some((id) => titles.includes(id)) ? selected.filter((id) => titles.includes(id)) : titles;
}
