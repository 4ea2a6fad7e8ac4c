import { useEffect, useMemo, useRef, type CSSProperties, type ReactElement } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { RunReport } from '../../contract/index';
import { useCurrentRun, useDocument, usePlayback, usePlayhead, useUi } from '../app/hooks';
import { playbackModel } from '../app/model';
import { actionsOf } from '../playback/index';
import { marksOf } from './faults/FaultMarks';
import { strings } from '../ui/strings';
import { describeChart, latencyChart, queueChart, throughputChart, utilizationChart, type ChartData } from './chartData';

/** The curves of the run on screen, with its faults, the playhead, and a second run drawn thin for comparison. */
export function Charts(): ReactElement {
  const run = useCurrentRun();
  const ghost = usePlayback((state) => state.runs.find((other) => other.runId === state.ghostRunId)?.report ?? null);
  const selected = useDocument((state) => state.selection.nodes);
  const report = run?.report ?? null;
  const charts = useMemo(() => (report === null ? [] : chartsOf(report, selected)), [report, selected]);
  const ghosts = useMemo(() => (ghost === null ? [] : chartsOf(ghost, selected)), [ghost, selected]);
  if (report === null) return <p className="hint dock-hint">{strings.noRun}</p>;
  return (
    <div className="charts">
      {charts.map((chart, i) => <Chart key={chart.title} chart={chart} ghost={ghosts[i] ?? null} report={report} />)}
    </div>
  );
}

function chartsOf(report: RunReport, selected: readonly string[]): ChartData[] {
  return [throughputChart(report), latencyChart(report), queueChart(report, selected), utilizationChart(report, selected)];
}

interface ChartProps {
  readonly chart: ChartData;
  readonly ghost: ChartData | null;
  readonly report: RunReport;
}

function Chart({ chart, ghost, report }: ChartProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const theme = useUi((state) => state.settings.theme);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const plot = new uPlot(plotOptions(element, chart, ghost, report), plotData(chart, ghost), element);
    const resize = new ResizeObserver(() => plot.setSize(sizeOf(element)));
    resize.observe(element);
    let timer: number | null = null;
    const follow = playbackModel.store.subscribe((state, before) => {
      if (state.playheadNs === before.playheadNs) return;
      timer ??= window.setTimeout(() => {
        timer = null;
        plot.redraw(false, false);
      }, 50);
    });
    return () => {
      follow();
      if (timer !== null) window.clearTimeout(timer);
      resize.disconnect();
      plot.destroy();
    };
  }, [chart, ghost, report, theme]);
  return (
    <figure className="chart" aria-label={describeChart(chart)}>
      <figcaption>{chart.title} <small>{chart.unit}</small><Keys chart={chart} /></figcaption>
      <div ref={host} className="chart-plot" />
    </figure>
  );
}

/** The lines' names, colours and values at the playhead. */
function Keys({ chart }: { readonly chart: ChartData }): ReactElement {
  const playheadNs = usePlayhead(5);
  const step = chart.seconds.length > 1 ? chart.seconds[1] - chart.seconds[0] : 1;
  const at = Math.max(0, Math.min(chart.seconds.length - 1, Math.floor(playheadNs / 1e9 / step)));
  return (
    <>
      {chart.lines.map((line) => (
        <span key={line.title} className="chart-key" style={{ '--key': `var(${line.colour})` } as CSSProperties}>{line.title} {Number.isNaN(line.values[at]) || line.values.length === 0 ? '-' : line.values[at].toFixed(line.values[at] < 10 ? 1 : 0)}</span>
      ))}
    </>
  );
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: Math.max(80, element.clientWidth), height: Math.max(60, element.clientHeight) };
}

function plotData(chart: ChartData, ghost: ChartData | null): uPlot.AlignedData {
  const own = chart.lines.map((line) => gaps(line.values));
  const other = ghost === null ? [] : ghost.lines.map((line) => gaps(line.values.slice(0, chart.seconds.length)));
  return [Array.from(chart.seconds), ...own, ...other];
}

/** uPlot wants null where there is nothing. */
function gaps(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function plotOptions(element: HTMLElement, chart: ChartData, ghost: ChartData | null, report: RunReport): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const line = (title: string, name: string, isGhost: boolean): uPlot.Series => ({
    label: isGhost ? `${title} (other run)` : title, stroke: colour(name), width: isGhost ? 1 : 1.75, points: { show: false }, spanGaps: true,
    value: (_plot, value: number | null) => (value === null ? '-' : value.toFixed(1)), ...(isGhost ? { dash: [3, 3] } : {}),
  });
  const axis = { stroke: colour('--text-soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
  return {
    ...sizeOf(element),
    padding: [6, 8, 0, 0],
    scales: { x: { time: false, range: [0, report.endNs / 1e9] }, y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
    series: [{ label: 's', value: (_plot, value: number | null) => (value === null ? '-' : `${value.toFixed(2)} s`) }, ...chart.lines.map((l) => line(l.title, l.colour, false)), ...(ghost?.lines ?? []).map((l) => line(l.title, l.colour, true))],
    axes: [{ ...axis, size: 26 }, { ...axis, size: 44 }],
    cursor: { drag: { x: true, y: false }, points: { size: 6 } },
    legend: { show: false },
    hooks: {
      draw: [(plot) => drawMarks(plot, report, colour('--status-down'), colour('--accent'))],
      ready: [(plot) => listenForSeek(plot)],
    },
  };
}

/** Faults as thin lines, the playhead as a strong one. */
function drawMarks(plot: uPlot, report: RunReport, faultColour: string, playheadColour: string): void {
  const { ctx, bbox } = plot;
  const at = (seconds: number, colour: string, width: number, dash: number[]): void => {
    const x = Math.round(plot.valToPos(seconds, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * window.devicePixelRatio;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  };
  ctx.save();
  for (const action of marksOf(actionsOf(report), report.endNs)) at(action.atNs / 1e9, faultColour, 1, [4, 3]);
  at(playbackModel.store.getState().playheadNs / 1e9, playheadColour, 1.5, []);
  ctx.restore();
}

/** A click (not a drag, which zooms) moves the playhead. */
function listenForSeek(plot: uPlot): void {
  let downX = 0;
  plot.over.addEventListener('pointerdown', (event) => {
    downX = event.clientX;
  });
  plot.over.addEventListener('click', (event) => {
    if (Math.abs(event.clientX - downX) > 3) return;
    const box = plot.over.getBoundingClientRect();
    playbackModel.actions.seek(plot.posToVal(event.clientX - box.left, 'x') * 1e9);
  });
}
