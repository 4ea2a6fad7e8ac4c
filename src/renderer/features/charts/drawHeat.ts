import type uPlot from 'uplot';
import type { RunSeries } from '../../../sim/index';
import { bandMs, heatCells, shadeOf, shadeStarts, SHADES, type HeatCells, type HeatRange } from './heat';
import { NS_PER_SECOND } from '../../../sim/index';

/** Narrowest column, CSS pixels. */
const COLUMN_PX = 4;

/** What the map means as it is drawn now. */
export interface HeatLegend {
  /** Simulated time of one column, seconds. */
  readonly columnSeconds: number;
  /** The fewest requests of each shade. */
  readonly starts: readonly number[];
  readonly most: number;
}

/**
 * Draws the cells in view under the axes of a plot whose y axis is latency in ms, logarithmic. Returns the cells and what their shades
 * mean.
 */
export function drawHeat(
  plot: uPlot,
  series: RunSeries,
  range: HeatRange,
  length: number,
  shades: readonly string[],
): { readonly cells: HeatCells; readonly legend: HeatLegend } {
  const sampleSeconds = series.sampleNs / NS_PER_SECOND;
  const from = Math.max(0, Math.floor((plot.scales.x.min ?? 0) / sampleSeconds));
  const to = Math.max(from + 1, Math.min(length, Math.ceil((plot.scales.x.max ?? 0) / sampleSeconds)));
  const cells = heatCells(series, range, from, to, Math.floor(plot.over.clientWidth / COLUMN_PX));
  const starts = shadeStarts(cells.most);
  const { ctx, bbox } = plot;
  const bands = range.endBand - range.firstBand;
  const edges = Array.from({ length: bands + 1 }, (_, band) => Math.round(plot.valToPos(bandMs(range.firstBand + band), 'y', true)));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (let column = 0; column < cells.columns; column++) {
    const sample = cells.firstSample + column * cells.samplesEach;
    const left = Math.round(plot.valToPos(sample * sampleSeconds, 'x', true));
    const right = Math.round(plot.valToPos((sample + cells.samplesEach) * sampleSeconds, 'x', true));
    for (let band = 0; band < bands; band++) {
      const count = cells.counts[column * bands + band];
      if (count === 0) continue;
      ctx.fillStyle = shades[shadeOf(count, starts)];
      ctx.fillRect(left, edges[band + 1], Math.max(1, right - left), Math.max(1, edges[band] - edges[band + 1]));
    }
  }
  ctx.restore();
  return { cells, legend: { columnSeconds: cells.samplesEach * sampleSeconds, starts, most: cells.most } };
}

/** The requests of the cell at a time and a latency. */
export function cellAt(cells: HeatCells, series: RunSeries, seconds: number, band: number): number {
  const column = Math.floor((Math.floor((seconds * NS_PER_SECOND) / series.sampleNs) - cells.firstSample) / cells.samplesEach);
  const { firstBand, endBand } = cells.range;
  if (column < 0 || column >= cells.columns || band < firstBand || band >= endBand) return 0;
  return cells.counts[column * (endBand - firstBand) + band - firstBand];
}

/** The shades as CSS variables. */
export const SHADE_NAMES: readonly string[] = Array.from({ length: SHADES }, (_, shade) => `--heat-${shade + 1}`);
