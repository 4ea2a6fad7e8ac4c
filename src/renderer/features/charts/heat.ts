import { LATENCY_BANDS, latencyBandNs, NS_PER_MS } from '../../../sim/index';
import type { RunSeries } from '../../../sim/index';

/** Shades of the map, from few requests to many. */
export const SHADES = 5;

/** Part of the latency bands that a run has used, and how many requests there were. */
export interface HeatRange {
  readonly firstBand: number;
  /** Past the last. */
  readonly endBand: number;
  readonly requests: number;
  /** The band with the most requests. */
  readonly fullest: number;
}

/** Which bands of latency a run has used; null when nothing was answered. */
export function heatRange(series: RunSeries, length: number): HeatRange | null {
  const totals = new Float64Array(LATENCY_BANDS);
  for (let i = 0; i < length; i++)
    for (let band = 0; band < LATENCY_BANDS; band++) totals[band] += series.latencyBands[i * LATENCY_BANDS + band];
  const firstBand = totals.findIndex((count) => count > 0);
  if (firstBand < 0) return null;
  let fullest = firstBand;
  totals.forEach((count, band) => {
    if (count > totals[fullest]) fullest = band;
  });
  return {
    firstBand,
    endBand: totals.findLastIndex((count) => count > 0) + 1,
    requests: totals.reduce((sum, count) => sum + count, 0),
    fullest,
  };
}

/** Where a band begins, ms. */
export function bandMs(band: number): number {
  return latencyBandNs(band) / NS_PER_MS;
}

/** The band of a latency. */
export function bandAt(ms: number): number {
  let band = 0;
  while (band + 1 < LATENCY_BANDS && bandMs(band + 1) <= ms) band++;
  return band;
}

/** Counts by column and band, samples of some stretch put together. */
export interface HeatCells {
  readonly columns: number;
  /** Samples from here on, so many to a column. */
  readonly firstSample: number;
  readonly samplesEach: number;
  readonly range: HeatRange;
  /** counts[column * bands + (band - firstBand)]. */
  readonly counts: Float64Array;
  readonly most: number;
}

/**
 * Puts the samples from one to another (not included) together, so that there are at most so many columns. Columns keep their places
 * while the view moves.
 */
export function heatCells(series: RunSeries, range: HeatRange, fromSample: number, toSample: number, mostColumns: number): HeatCells {
  const samplesEach = Math.max(1, Math.ceil((toSample - fromSample) / Math.max(1, mostColumns)));
  const firstSample = Math.floor(fromSample / samplesEach) * samplesEach;
  const columns = Math.max(1, Math.ceil((toSample - firstSample) / samplesEach));
  const bands = range.endBand - range.firstBand;
  const counts = new Float64Array(columns * bands);
  let most = 0;
  for (let column = 0; column < columns; column++) {
    const end = Math.min(series.sampleCount, firstSample + (column + 1) * samplesEach);
    for (let sample = firstSample + column * samplesEach; sample < end; sample++) {
      for (let band = 0; band < bands; band++)
        counts[column * bands + band] += series.latencyBands[sample * LATENCY_BANDS + range.firstBand + band];
    }
  }
  for (const count of counts) if (count > most) most = count;
  return { columns, firstSample, samplesEach, range, counts, most };
}

/** The fewest requests of each shade, ascending: each shade spans the same ratio. Fewer than SHADES where the counts are small. */
export function shadeStarts(most: number): number[] {
  const starts = Array.from({ length: SHADES }, (_, shade) => Math.max(1, Math.ceil(most ** (shade / SHADES))));
  return starts.filter((start, i) => start <= most && (i === 0 || start > starts[i - 1]));
}

/** The shade of a count of at least 1, as an index of SHADES: of few shades, the ends are kept. */
export function shadeOf(count: number, starts: readonly number[]): number {
  let at = 0;
  while (at + 1 < starts.length && starts[at + 1] <= count) at++;
  return starts.length <= 1 ? SHADES - 1 : Math.round((at * (SHADES - 1)) / (starts.length - 1));
}
