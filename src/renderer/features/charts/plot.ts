import uPlot from 'uplot';
import type { RunReport } from '../../../contract/index';
import { NS_PER_SECOND } from '../../../sim/index';
import type { StoreApi } from 'zustand/vanilla';
import { actionsOf, faultMarks, faultSpans, markSort, type PlaybackModel } from '../../playback/index';
import { bandMs, type HeatRange } from './heat';
import { stretchInView, zoomTo, type ChartState } from './chartStore';
import type { ChartData } from './chartData';
import { drawLabels, labelRoom } from './lineLabels';

/** All charts share the place of the pointer. */
const SYNC = 'charts';
/** A pointer that moved less has clicked, CSS pixels. */
const CLICK_PX = 4;
/** How strongly the time of a fault is tinted. */
const FAULT_TINT = 0.07;

/** What a plot is made from. */
export interface PlotSource {
  readonly chart: ChartData;
  readonly ghost: ChartData | null;
  readonly report: RunReport;
  /** For a heat map: the bands it spans. */
  readonly heat: HeatRange | null;
  /** Draws under the axes. */
  readonly drawUnder: (plot: uPlot) => void;
}

/** Room for a plot. */
export function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: Math.max(80, element.clientWidth), height: Math.max(40, element.clientHeight) };
}

/**
 * The columns of a plot: times, lines, lines of the ghost. Each run keeps its own times: what only the other has is left open, and is no
 * gap.
 */
export function plotData({ chart, ghost }: Pick<PlotSource, 'chart' | 'ghost'>): uPlot.AlignedData {
  const own = chart.lines.map((line) => gaps(line.values));
  const none = chart.lines.length === 0 ? [Array.from(chart.seconds, () => null)] : [];
  const other = ghostLines(chart, ghost).map((line) => gaps(line.values));
  const here: uPlot.AlignedData = [Array.from(chart.seconds), ...own, ...none];
  return ghost === null || other.length === 0 ? here : uPlot.join([here, [Array.from(ghost.seconds), ...other]]);
}

/** Where the time of the charts ends, s: with the run on screen, or with the one it is compared with when that is longer. */
export function chartsEndSeconds({ store }: PlaybackModel, report: Pick<RunReport, 'endNs'>): number {
  const { runs, ghostRunId } = store.getState();
  return Math.max(report.endNs, runs.find((run) => run.runId === ghostRunId)?.report?.endNs ?? 0) / NS_PER_SECOND;
}

/** Lines of another run beside those of the same name. */
function ghostLines(chart: ChartData, ghost: ChartData | null): ChartData['lines'] {
  return (ghost?.lines ?? []).flatMap((line) => {
    const own = chart.lines.find(({ title }) => title === line.title);
    return own === undefined ? [] : [{ ...line, colour: own.colour }];
  });
}

/** uPlot wants null where there is nothing. */
function gaps(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

/** What all plots of a window share. */
export interface PlotHost {
  readonly playback: PlaybackModel;
  readonly charts: StoreApi<ChartState>;
}

/** Everything that uPlot wants to know of a chart. */
export function plotOptions(element: HTMLElement, source: PlotSource, { charts, playback }: PlotHost): uPlot.Options {
  const { chart, ghost, report } = source;
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const isStates = chart.words !== undefined;
  const titles = chart.lines.map(({ title }) => title);
  const line = (title: string, name: string, isGhost: boolean): uPlot.Series => ({
    label: title,
    stroke: colour(name),
    width: isGhost ? 1 : 1.75,
    points: { show: false },
    spanGaps: false,
    ...(isGhost ? { dash: [3, 3] } : {}),
    ...(isStates && uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
  });
  const axis = {
    stroke: colour('--text-soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '10.5px system-ui, sans-serif',
    gap: 3,
  };
  const end = chartsEndSeconds(playback, report);
  const stretch = stretchInView(charts.getState().zoom, end);
  return {
    ...sizeOf(element),
    padding: [5, Math.max(8, isStates ? 0 : labelRoom(titles, element.clientWidth)), 0, 0],
    ...rangeBand(chart, colour),
    scales: { x: { time: false, min: stretch.from, max: stretch.to, range: (_plot, min, max) => [min, max] }, y: yScale(source) },
    series: [
      { label: 's' },
      ...chart.lines.map((l) => line(l.title, l.colour, false)),
      ...ghostLines(chart, ghost).map((l) => line(l.title, l.colour, true)),
      ...(chart.lines.length === 0 ? [line('', '--text-soft', false)] : []),
    ],
    axes: [
      { ...axis, size: 20 },
      { ...axis, size: 42, ...yAxis(source) },
    ],
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: CLICK_PX },
      points: { size: 6 },
      sync: { key: SYNC },
      x: true,
      y: source.heat !== null,
      bind: {
        dblclick: () => () => {
          charts.setState({ zoom: null });
          return null;
        },
      },
    },
    legend: { show: false },
    hooks: {
      drawClear: [source.drawUnder, (plot) => shadeFaults(plot, report, colour('--status-down'))],
      draw: [
        (plot) => drawFaults(plot, report, colour),
        (plot) => {
          if (labelRoom(titles, element.clientWidth) === 0 || isStates) return;
          const colours = chart.lines.map((l) => colour(l.colour));
          drawLabels(plot, titles, colours);
        },
      ],
      setSelect: [(plot) => zoomToSelection(charts, plot, end)],
      setCursor: [(plot) => point(charts, plot)],
      ready: [(plot) => listenForSeek(playback, plot)],
    },
  };
}

function yScale({ chart, heat }: PlotSource): uPlot.Scale {
  if (heat !== null) return { distr: 3, range: () => [bandMs(heat.firstBand), bandMs(heat.endBand)] };
  const { words } = chart;
  if (words !== undefined) return { range: () => [0, words.length - 1] };
  return { range: (_plot, _low, high) => [0, Math.max(1, (high ?? 0) * 1.1)] };
}

function yAxis({ chart, heat }: PlotSource): Partial<uPlot.Axis> {
  const { words } = chart;
  if (words !== undefined) return { size: 62, splits: () => words.map((_, at) => at), values: () => [...words] };
  // Powers of ten alone leave a map of less than a decade without numbers.
  if (heat !== null)
    return {
      splits: () => heatSplits(heat),
      filter: (_plot, splits) => splits,
      values: (_plot, splits) => splits.map((ms) => (ms >= 1000 ? `${ms / 1000} s` : `${ms}`)),
    };
  return {};
}

/** Round latencies within the map: 1, 10, 100 ms, and 2 and 5 of each where it spans little. */
export function heatSplits({ firstBand, endBand }: Pick<HeatRange, 'firstBand' | 'endBand'>): number[] {
  const [low, high] = [bandMs(firstBand), bandMs(endBand)];
  const decades = Math.log10(high / low);
  const steps = decades > 2.5 ? [1] : decades > 1.2 ? [1, 3] : [1, 2, 5];
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of steps) found.push(Number((step * 10 ** power).toPrecision(3)));
  }
  return found.filter((ms) => ms >= low && ms <= high);
}

/** A stretch was dragged over: all charts show it. */
function zoomToSelection(charts: StoreApi<ChartState>, plot: uPlot, endSeconds: number): void {
  const { left, width } = plot.select;
  if (width < CLICK_PX) return;
  zoomTo(charts, plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'), endSeconds);
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function point(charts: StoreApi<ChartState>, plot: uPlot): void {
  const { left = -1 } = plot.cursor;
  const pointed = left < 0 ? null : plot.posToVal(left, 'x');
  if (charts.getState().pointed !== pointed) charts.setState({ pointed });
}

/** Between two lines of a distribution the chart is shaded, so that how far they are apart is seen from afar. */
function rangeBand({ lines, range }: ChartData, colour: (name: string) => string): Pick<uPlot.Options, 'bands'> {
  if (range === undefined) return {};
  const [upper, lower] = range.map((name) => lines.findIndex(({ title }) => title === name));
  if (upper < 0 || lower < 0) return {};
  return { bands: [{ series: [upper + 1, lower + 1], fill: `color-mix(in srgb, ${colour(lines[upper].colour)} 14%, transparent)` }] };
}

/** The time in which a fault lasts, as a tint under the lines. */
function shadeFaults(plot: uPlot, report: RunReport, badColour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = badColour;
  ctx.globalAlpha = FAULT_TINT;
  for (const { fromNs, toNs } of faultSpans(actionsOf(report), report.endNs)) {
    const [from, to] = [fromNs, toNs].map((ns) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(ns / NS_PER_SECOND, 'x', true))),
    );
    if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
  }
  ctx.restore();
}

const MARK_COLOURS = { broken: '--status-down', mended: '--status-up', done: '--text-soft' } as const;

/** Faults as thin lines: dashed where one begins, dotted where one ends. */
function drawFaults(plot: uPlot, report: RunReport, colour: (name: string) => string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const action of faultMarks(actionsOf(report), report.endNs)) {
    const x = Math.round(plot.valToPos(action.atNs / NS_PER_SECOND, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    const sort = markSort(action);
    ctx.strokeStyle = colour(MARK_COLOURS[sort]);
    ctx.lineWidth = window.devicePixelRatio;
    ctx.setLineDash((sort === 'broken' ? [4, 3] : [1, 3]).map((length) => length * window.devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** A click (not a drag, which zooms) moves the playhead. */
function listenForSeek({ actions }: PlaybackModel, plot: uPlot): void {
  let downX = 0;
  plot.over.addEventListener('pointerdown', (event) => {
    downX = event.clientX;
  });
  plot.over.addEventListener('click', (event) => {
    if (Math.abs(event.clientX - downX) >= CLICK_PX) return;
    const box = plot.over.getBoundingClientRect();
    actions.seek(plot.posToVal(event.clientX - box.left, 'x') * NS_PER_SECOND);
  });
}
