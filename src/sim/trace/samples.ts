import { Histogram, type BucketCounts, type HistogramSnapshot } from './histogram';
import type { Gauges } from './gauges';
import { FATES } from '../network/fates';
import { countKey, keyFigure, KEY_RANGE_COLUMNS, type KeyRanges } from './keyRanges';
import { LATENCY_BANDS, type RunSeries } from './types';
import { NS_PER_MS } from '../kernel/units';

/**
 * Resolution of the latencies of one sample: percentiles within 0.2 %, before they are found within their bucket. With 6 bits the ranges of
 * long runs were narrower than a bucket, and ended at its ends.
 */
export const SAMPLE_LATENCY_BITS = 8;

const GLOBAL_ROWS = 8;
const LATE = 3 + FATES.length;

/** What a checkpoint keeps of the sampler; finished samples stay with the run. */
export interface SamplesSnapshot {
  readonly done: number;
  readonly areas: Float64Array;
  readonly linkSent: Float64Array;
  readonly window: HistogramSnapshot;
  readonly counts: Float64Array;
  readonly keyCounts: Float64Array;
}

/**
 * Whole-run curves at bounded memory: one row a sample, folded as the run goes. The number of samples is 1,000 unless the
 * graph has so many gauges that they would not fit the budget.
 */
export class Samples {
  readonly sampleNs: number;
  readonly sampleCount: number;
  done = 0;
  private readonly rows: Float64Array;
  private readonly gaugeRows: Float32Array;
  private readonly linkRows: Float32Array;
  private areas: Float64Array;
  private linkSent: Float64Array;
  private readonly window = new Histogram(SAMPLE_LATENCY_BITS);
  /** ok, failed, sent of the current sample, then failed by fate, then answers that came too late. */
  private counts = new Float64Array(LATE + 1);
  private readonly failedRows: Float32Array;
  private readonly bandRows: Float32Array;
  /** By range of keys: of the current sample, and of every sample that ended. */
  private keyCounts = new Float64Array(KEY_RANGE_COLUMNS);
  private readonly keyRows: Float64Array;
  /** Per sample: the sum of the latencies of its ok requests, and all requests in flight up to its end (request x ns). */
  private readonly latencySumsNs: Float64Array;
  private readonly inFlightAreasNs: Float64Array;
  /** Latencies of each sample as counts of the buckets in use: six bytes for each, a megabyte in an ordinary run. */
  private readonly latencies: BucketCounts[] = [];

  constructor(
    endNs: number,
    private readonly levels: Uint8Array,
    private readonly linkCount: number,
    private readonly keyRanges: KeyRanges,
  ) {
    const perSample = levels.length + linkCount + GLOBAL_ROWS;
    const affordable = Math.max(50, Math.min(1000, Math.floor(4_000_000 / perSample)));
    this.sampleNs = Math.max(1, Math.ceil(endNs / affordable));
    this.sampleCount = Math.ceil(endNs / this.sampleNs);
    this.rows = new Float64Array(this.sampleCount * GLOBAL_ROWS);
    this.gaugeRows = new Float32Array(this.sampleCount * levels.length);
    this.linkRows = new Float32Array(this.sampleCount * linkCount);
    this.failedRows = new Float32Array(this.sampleCount * FATES.length);
    this.bandRows = new Float32Array(this.sampleCount * LATENCY_BANDS);
    this.keyRows = new Float64Array(this.sampleCount * KEY_RANGE_COLUMNS);
    this.latencySumsNs = new Float64Array(this.sampleCount);
    this.inFlightAreasNs = new Float64Array(this.sampleCount);
    this.areas = new Float64Array(levels.length);
    this.linkSent = new Float64Array(linkCount);
  }

  /** When the current sample ends, ns; Infinity after the last. */
  nextNs(): number {
    return this.done < this.sampleCount ? (this.done + 1) * this.sampleNs : Infinity;
  }

  countSent(): void {
    this.counts[2]++;
  }

  /** `key` -1: none. `bucket`: of the latency, in a histogram of `SAMPLE_LATENCY_BITS`. */
  countOk(latencyNs: number, key: number, bucket: number): void {
    this.counts[0]++;
    countKey(this.keyRanges, this.keyCounts, key, latencyNs);
    this.window.recordIn(bucket, latencyNs);
  }

  /** An answer has come to a client that had given up on it. */
  countLate(): void {
    this.counts[LATE]++;
  }

  countFailed(fate: number, key: number): void {
    countKey(this.keyRanges, this.keyCounts, key, -1);
    this.counts[1]++;
    this.counts[3 + fate]++;
  }

  /** Ends the current sample at `nowNs`. `inFlightAreaNs` is the time integral of the requests in flight since the start. */
  close(nowNs: number, gauges: Gauges, inFlight: number, inFlightAreaNs: number, linkSent: (link: number) => number): void {
    const i = this.done++;
    const spanNs = nowNs - i * this.sampleNs;
    const row = i * GLOBAL_ROWS;
    this.rows[row] = this.counts[0];
    this.rows[row + 1] = this.counts[1];
    this.rows[row + 2] = this.counts[2];
    this.rows[row + 3] = inFlight;
    this.rows[row + 7] = this.counts[LATE];
    const any = this.window.total > 0;
    this.rows[row + 4] = any ? this.window.quantile(0.5) / NS_PER_MS : NaN;
    this.rows[row + 5] = any ? this.window.quantile(0.95) / NS_PER_MS : NaN;
    this.rows[row + 6] = any ? this.window.quantile(0.99) / NS_PER_MS : NaN;
    this.window.addOctaveHalves(this.bandRows, i * LATENCY_BANDS);
    for (let fate = 0; fate < FATES.length; fate++) this.failedRows[fate * this.sampleCount + i] = this.counts[3 + fate];
    this.latencySumsNs[i] = this.window.sum;
    this.inFlightAreasNs[i] = inFlightAreaNs;
    this.latencies[i] = this.window.bucketCounts();
    this.keyRows.set(this.keyCounts, i * KEY_RANGE_COLUMNS);
    this.window.clear();
    this.counts.fill(0);
    this.keyCounts.fill(0);
    for (let g = 0; g < this.levels.length; g++) {
      if (this.levels[g] === 0) this.gaugeRows[g * this.sampleCount + i] = gauges.value(g);
      else {
        const area = gauges.area(g, nowNs);
        this.gaugeRows[g * this.sampleCount + i] = spanNs > 0 ? (area - this.areas[g]) / spanNs : gauges.value(g);
        this.areas[g] = area;
      }
    }
    for (let l = 0; l < this.linkCount; l++) {
      const sent = linkSent(l);
      this.linkRows[l * this.sampleCount + i] = sent - this.linkSent[l];
      this.linkSent[l] = sent;
    }
  }

  /** Samples that have ended and are as long as the others: the last of a run may have been cut short. */
  wholeSamples(nowNs: number): number {
    return this.done > 0 && nowNs < this.done * this.sampleNs ? this.done - 1 : this.done;
  }

  /** Requests answered ok in an ended sample. */
  okIn(sample: number): number {
    return this.rows[sample * GLOBAL_ROWS];
  }

  /** Answers that came in an ended sample to clients that had given up on them. */
  lateIn(sample: number): number {
    return this.rows[sample * GLOBAL_ROWS + 7];
  }

  /** Requests that failed in an ended sample. */
  failedIn(sample: number): number {
    return this.rows[sample * GLOBAL_ROWS + 1];
  }

  /** Sum of the latencies of the requests answered ok in an ended sample, ns. */
  latencySumNs(sample: number): number {
    return this.latencySumsNs[sample];
  }

  /** Latencies of the requests answered ok in an ended sample, as the buckets of a histogram of `SAMPLE_LATENCY_BITS`. */
  latenciesIn(sample: number): BucketCounts {
    return this.latencies[sample];
  }

  /** Requests in flight, time average over an ended sample. */
  inFlightIn(sample: number): number {
    return (this.inFlightAreasNs[sample] - (sample > 0 ? this.inFlightAreasNs[sample - 1] : 0)) / this.sampleNs;
  }

  /** Time average of a level over an ended sample. */
  gaugeIn(gauge: number, sample: number): number {
    return this.gaugeRows[gauge * this.sampleCount + sample];
  }

  /** Requests that failed for a reason in an ended sample. */
  failedForIn(fate: number, sample: number): number {
    return this.failedRows[fate * this.sampleCount + sample];
  }

  /** Messages that entered a link, both ways, in an ended sample. */
  linkSentIn(link: number, sample: number): number {
    return this.linkRows[link * this.sampleCount + sample];
  }

  /** A figure (KeyColumn) of the requests of a range of keys that ended in an ended sample. */
  keyRangeIn(range: number, sample: number, column: number): number {
    return keyFigure(this.keyRows, sample * KEY_RANGE_COLUMNS, range, column);
  }

  /** The same of those that ended so far. */
  keyRange(range: number, column: number): number {
    let sum = keyFigure(this.keyCounts, 0, range, column);
    for (let i = 0; i < this.done; i++) sum += this.keyRangeIn(range, i, column);
    return sum;
  }

  /** The curves so far; samples not reached are zero. */
  series(): RunSeries {
    const column = (offset: number): Float64Array => {
      const values = new Float64Array(this.sampleCount);
      for (let i = 0; i < this.sampleCount; i++) values[i] = i < this.done ? this.rows[i * GLOBAL_ROWS + offset] : offset >= 4 ? NaN : 0;
      return values;
    };
    return {
      sampleNs: this.sampleNs,
      sampleCount: this.sampleCount,
      ok: column(0),
      failed: column(1),
      sent: column(2),
      inFlight: column(3),
      p50Ms: column(4),
      p95Ms: column(5),
      p99Ms: column(6),
      gauges: this.gaugeRows.slice(),
      links: this.linkRows.slice(),
      failedBy: this.failedRows.slice(),
      latencyBands: this.bandRows.slice(),
    };
  }

  /** Takes over the finished samples of another run of the same shape, before a branch goes on from there. */
  adopt(other: Samples): void {
    this.rows.set(other.rows);
    this.gaugeRows.set(other.gaugeRows);
    this.linkRows.set(other.linkRows);
    this.failedRows.set(other.failedRows);
    this.bandRows.set(other.bandRows);
    this.keyRows.set(other.keyRows);
    this.latencySumsNs.set(other.latencySumsNs);
    this.inFlightAreasNs.set(other.inFlightAreasNs);
    other.latencies.forEach((counts, sample) => (this.latencies[sample] = counts));
  }

  snapshot(): SamplesSnapshot {
    return {
      done: this.done,
      areas: this.areas.slice(),
      linkSent: this.linkSent.slice(),
      window: this.window.snapshot(),
      counts: this.counts.slice(),
      keyCounts: this.keyCounts.slice(),
    };
  }

  restore(saved: SamplesSnapshot): void {
    this.done = saved.done;
    this.areas = saved.areas.slice();
    this.linkSent = saved.linkSent.slice();
    this.window.restore(saved.window);
    this.counts = saved.counts.slice();
    this.keyCounts = saved.keyCounts.slice();
  }
}
