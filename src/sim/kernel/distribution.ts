import { exp, log, pow } from './exactMath';
import type { Streams } from './random';

/** How a duration varies, as plain data; times in milliseconds. */
export type Distribution =
  | { readonly type: 'constant'; readonly valueMs: number }
  | { readonly type: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly type: 'exponential'; readonly meanMs: number; readonly offsetMs?: number }
  | { readonly type: 'lognormal'; readonly medianMs: number; readonly sigma: number }
  | { readonly type: 'pareto'; readonly minMs: number; readonly shape: number }
  | { readonly type: 'empirical'; readonly valuesMs: readonly number[] };

const NS_PER_MS = 1e6;
const MOST_NS = 4503599627370496;
const CODES = { constant: 0, uniform: 1, exponential: 2, lognormal: 3, pareto: 4, empirical: 5 } as const;
const NO_VALUES = new Float64Array(0);

/** A distribution made ready for drawing: numbers only, one shape for all kinds. */
export class Sampler {
  constructor(
    readonly code: number,
    readonly a: number,
    readonly b: number,
    readonly values: Float64Array,
  ) {}
}

/** Makes a distribution ready for drawing, in nanoseconds. */
export function compileDistribution(d: Distribution): Sampler {
  const code = CODES[d.type];
  switch (d.type) {
    case 'constant':
      return new Sampler(code, Math.floor(d.valueMs * NS_PER_MS + 0.5), 0, NO_VALUES);
    case 'uniform':
      return new Sampler(code, d.minMs * NS_PER_MS, (d.maxMs - d.minMs) * NS_PER_MS, NO_VALUES);
    case 'exponential':
      return new Sampler(code, (d.offsetMs ?? 0) * NS_PER_MS, d.meanMs * NS_PER_MS, NO_VALUES);
    case 'lognormal':
      return new Sampler(code, d.medianMs * NS_PER_MS, d.sigma, NO_VALUES);
    case 'pareto':
      return new Sampler(code, d.minMs * NS_PER_MS, -1 / d.shape, NO_VALUES);
    case 'empirical':
      return new Sampler(code, 0, 0, Float64Array.from(d.valuesMs, (v) => v * NS_PER_MS));
  }
}

/** One draw: a whole number of nanoseconds from 0 to 2^52. A constant uses up no randomness. */
export function drawNs(sampler: Sampler, streams: Streams, stream: number): number {
  const code = sampler.code;
  if (code === CODES.constant) return sampler.a;
  if (code === CODES.exponential) return Math.floor(sampler.a + sampler.b * streams.standardExponential(stream) + 0.5);
  return drawOther(sampler, streams, stream);
}

function drawOther(sampler: Sampler, streams: Streams, stream: number): number {
  let ns: number;
  if (sampler.code === CODES.uniform) ns = sampler.a + sampler.b * streams.unit(stream);
  else if (sampler.code === CODES.lognormal) ns = sampler.a * exp(sampler.b * streams.standardNormal(stream));
  else if (sampler.code === CODES.pareto) ns = sampler.a * pow(streams.unit(stream), sampler.b);
  else ns = sampler.values[streams.below(stream, sampler.values.length)];
  return Math.min(MOST_NS, Math.floor(ns + 0.5));
}

/** The mean in milliseconds; Infinity for a Pareto distribution of shape 1 or less. */
export function meanMs(d: Distribution): number {
  switch (d.type) {
    case 'constant':
      return d.valueMs;
    case 'uniform':
      return (d.minMs + d.maxMs) / 2;
    case 'exponential':
      return (d.offsetMs ?? 0) + d.meanMs;
    case 'lognormal':
      return d.medianMs * exp((d.sigma * d.sigma) / 2);
    case 'pareto':
      return d.shape <= 1 ? Infinity : (d.minMs * d.shape) / (d.shape - 1);
    case 'empirical':
      return d.valuesMs.reduce((sum, v) => sum + v, 0) / d.valuesMs.length;
  }
}

/** The value in milliseconds below which the share p (0 < p < 1) of draws lies. */
export function quantileMs(d: Distribution, p: number): number {
  switch (d.type) {
    case 'constant':
      return d.valueMs;
    case 'uniform':
      return d.minMs + p * (d.maxMs - d.minMs);
    case 'exponential':
      return (d.offsetMs ?? 0) - d.meanMs * log(1 - p);
    case 'lognormal':
      return d.medianMs * exp(d.sigma * normalQuantile(p));
    case 'pareto':
      return d.minMs * pow(1 - p, -1 / d.shape);
    case 'empirical': {
      const sorted = [...d.valuesMs].sort((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
    }
  }
}

/** The quantile of the standard normal distribution, to about 4.5e-4 (Abramowitz and Stegun, 26.2.23). */
function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = pow(-2 * log(p), 0.5);
  return -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
}

const millis = (value: number): string => `${Number(value.toPrecision(4))} ms`;

/** A distribution in plain words, e.g. "exponential, mean 5 ms". */
export function describe(d: Distribution): string {
  switch (d.type) {
    case 'constant':
      return `always ${millis(d.valueMs)}`;
    case 'uniform':
      return `uniform, ${millis(d.minMs)} to ${millis(d.maxMs)}`;
    case 'exponential':
      return d.offsetMs ? `${millis(d.offsetMs)} plus exponential, mean ${millis(d.meanMs)}` : `exponential, mean ${millis(d.meanMs)}`;
    case 'lognormal':
      return `lognormal, median ${millis(d.medianMs)}, spread ${d.sigma}`;
    case 'pareto':
      return `Pareto, at least ${millis(d.minMs)}, shape ${d.shape}`;
    case 'empirical':
      return `one of ${d.valuesMs.length} measured values, mean ${millis(meanMs(d))}`;
  }
}

/** `n` points (ms, relative density 0..1) of the density curve, from 0 to the 99th percentile, for a small picture. */
export function densityPoints(d: Distribution, n: number): { readonly xMs: number; readonly y: number }[] {
  const edges: number[] = [];
  const cells = n * 40;
  for (let i = 1; i <= cells; i++) edges.push(quantileMs(d, (i - 0.5) / cells));
  const top = Math.max(quantileMs(d, 0.99), 1e-9) * 1.05;
  const counts = Array.from<number>({ length: n }).fill(0);
  for (const x of edges) if (x <= top) counts[Math.min(n - 1, Math.floor((x / top) * n))]++;
  const highest = Math.max(...counts);
  return counts.map((count, i) => ({ xMs: ((i + 0.5) / n) * top, y: count / highest }));
}

/** An alias table: draws from n weighted items in constant time. */
export interface AliasTable {
  readonly threshold: Float64Array;
  readonly alias: Int32Array;
}

/** The table for ranks 0..n-1 whose weight is (rank + 1)^-exponent: Zipf's law (M. Vose's alias method, 1991). */
export function zipfTable(n: number, exponent: number): AliasTable {
  const weight = Float64Array.from({ length: n }, (_, i) => pow(i + 1, -exponent));
  const total = weight.reduce((sum, w) => sum + w, 0);
  const scaled = weight.map((w) => (w * n) / total);
  const threshold = new Float64Array(n).fill(1);
  const alias = Int32Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) (scaled[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() as number;
    const more = large[large.length - 1];
    threshold[less] = scaled[less];
    alias[less] = more;
    scaled[more] -= 1 - scaled[less];
    if (scaled[more] < 1) small.push(large.pop() as number);
  }
  return { threshold, alias };
}

/** A rank drawn from the table. */
export function drawZipf(table: AliasTable, streams: Streams, stream: number): number {
  const i = streams.below(stream, table.threshold.length);
  return streams.unit(stream) < table.threshold[i] ? i : table.alias[i];
}
