import { invariant } from './assert';
import { exp, log, pow } from './exactMath';
import { normalQuantile, normalShare } from './normal';
import type { Streams } from './random';
import { NS_PER_MS } from './units';

/** How a duration varies, as plain data; times in milliseconds. */
export type Distribution =
  | { readonly type: 'constant'; readonly valueMs: number }
  | { readonly type: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly type: 'exponential'; readonly meanMs: number; readonly offsetMs?: number }
  | { readonly type: 'lognormal'; readonly medianMs: number; readonly sigma: number }
  | { readonly type: 'pareto'; readonly minMs: number; readonly shape: number }
  | { readonly type: 'empirical'; readonly valuesMs: readonly number[] };

const MOST_NS = 4503599627370496;
/** How a sampler draws: its `code`. */
export const SamplerCode = { constant: 0, uniform: 1, exponential: 2, lognormal: 3, pareto: 4, empirical: 5 } as const;
const NO_VALUES = new Float64Array(0);

/** A distribution made ready for drawing: numbers only, one shape for all kinds. */
export class Sampler {
  /**
   * Begun with fractions, so that engines keep them as plain doubles: what may be an integer or an object is looked at anew in every
   * draw.
   */
  readonly a: number = 0.5;
  readonly b: number = 0.5;

  constructor(
    readonly code: number,
    a: number,
    b: number,
    readonly values: Float64Array,
  ) {
    this.a = a;
    this.b = b;
  }
}

const isSize = (value: number): boolean => value >= 0 && value < Infinity;

function isValid(d: Distribution): boolean {
  switch (d.type) {
    case 'constant':
      return isSize(d.valueMs);
    case 'uniform':
      return isSize(d.minMs) && isSize(d.maxMs) && d.minMs <= d.maxMs;
    case 'exponential':
      return isSize(d.meanMs) && isSize(d.offsetMs ?? 0);
    case 'lognormal':
      return isSize(d.medianMs) && isSize(d.sigma);
    case 'pareto':
      return isSize(d.minMs) && isSize(d.shape) && d.shape > 0;
    case 'empirical':
      return d.valuesMs.length > 0 && d.valuesMs.every(isSize);
  }
}

/** Rounded, and not above what adds up without loss. A comparison, because Math.min also minds NaN and signs of zero, at a price. */
export const wholeNs = (ns: number): number => {
  const whole = Math.floor(ns + 0.5);
  return whole < MOST_NS ? whole : MOST_NS;
};

/**
 * Makes a distribution ready for drawing, in nanoseconds. Throws InvariantError when it is none (a negative time, no values), which the
 * scenario schema rules out.
 */
export function compileDistribution(d: Distribution): Sampler {
  invariant(isValid(d), `no distribution of durations: ${JSON.stringify(d)}`);
  const code = SamplerCode[d.type];
  switch (d.type) {
    case 'constant':
      return new Sampler(code, wholeNs(d.valueMs * NS_PER_MS), 0, NO_VALUES);
    case 'uniform':
      return new Sampler(code, d.minMs * NS_PER_MS, (d.maxMs - d.minMs) * NS_PER_MS, NO_VALUES);
    case 'exponential':
      return new Sampler(code, (d.offsetMs ?? 0) * NS_PER_MS, d.meanMs * NS_PER_MS, NO_VALUES);
    // Where the scale is 0 so is every draw: without a spread, no draw can become 0 times Infinity.
    case 'lognormal':
      return new Sampler(code, d.medianMs * NS_PER_MS, d.medianMs === 0 ? 0 : d.sigma, NO_VALUES);
    case 'pareto':
      return new Sampler(code, d.minMs * NS_PER_MS, d.minMs === 0 ? 0 : -1 / d.shape, NO_VALUES);
    case 'empirical':
      return new Sampler(
        code,
        0,
        0,
        Float64Array.from(d.valuesMs, (v) => v * NS_PER_MS),
      );
  }
}

/** One draw: a whole number of nanoseconds from 0 to 2^52. A constant uses up no randomness. */
export const drawNs = (sampler: Sampler, streams: Streams, stream: number): number => {
  const code = sampler.code;
  if (code === SamplerCode.constant) return sampler.a;
  if (code === SamplerCode.exponential) {
    streams.drawExponential(stream);
    return wholeNs(sampler.a + sampler.b * streams.drawn);
  }
  return drawOther(sampler, streams, stream);
};

function drawOther(sampler: Sampler, streams: Streams, stream: number): number {
  switch (sampler.code) {
    case SamplerCode.uniform:
      return wholeNs(sampler.a + sampler.b * streams.unit(stream));
    case SamplerCode.lognormal:
      return wholeNs(sampler.a * exp(sampler.b * streams.standardNormal(stream)));
    case SamplerCode.pareto:
      return wholeNs(sampler.a * pow(streams.unit(stream), sampler.b));
    default:
      return wholeNs(sampler.values[streams.below(stream, sampler.values.length)]);
  }
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

/** The share (0 to 1) of draws at or below a value in milliseconds. */
export function shareUpTo(d: Distribution, xMs: number): number {
  switch (d.type) {
    case 'constant':
      return xMs < d.valueMs ? 0 : 1;
    case 'uniform':
      if (xMs >= d.maxMs) return 1;
      return xMs <= d.minMs ? 0 : (xMs - d.minMs) / (d.maxMs - d.minMs);
    case 'exponential': {
      const after = xMs - (d.offsetMs ?? 0);
      if (after < 0) return 0;
      return d.meanMs === 0 ? 1 : 1 - exp(-after / d.meanMs);
    }
    case 'lognormal':
      if (d.medianMs === 0 || d.sigma === 0) return xMs < d.medianMs ? 0 : 1;
      return xMs <= 0 ? 0 : normalShare(log(xMs / d.medianMs) / d.sigma);
    case 'pareto':
      if (xMs < d.minMs) return 0;
      return d.minMs === 0 ? 1 : 1 - pow(d.minMs / xMs, d.shape);
    case 'empirical':
      return d.valuesMs.filter((value) => value <= xMs).length / d.valuesMs.length;
  }
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

/**
 * `n` points (ms, relative density 0..1) of the density curve, from 0 to just past the 99th percentile, for a small picture: the share of
 * draws in each of `n` equal cells.
 */
export function densityPoints(d: Distribution, n: number): { readonly xMs: number; readonly y: number }[] {
  const top = Math.max(quantileMs(d, 0.99), 1e-9) * 1.05;
  const upTo = Float64Array.from({ length: n + 1 }, (_, i) => (i === 0 ? 0 : shareUpTo(d, (i / n) * top)));
  const shares = upTo.subarray(1).map((share, i) => share - upTo[i]);
  const highest = Math.max(...shares);
  return Array.from(shares, (share, i) => ({ xMs: ((i + 0.5) / n) * top, y: share / highest }));
}

/** An alias table: draws from n weighted items in constant time. */
export interface AliasTable {
  readonly threshold: Float64Array;
  readonly alias: Int32Array;
}

/**
 * The table for ranks 0..n-1 whose weight is (rank + 1)^-exponent: Zipf's law (M. Vose, A Linear Algorithm for Generating Random
 * Numbers with a Given Distribution, IEEE TSE 17, 1991). Throws InvariantError unless n is a positive integer and the exponent finite.
 */
export function zipfTable(n: number, exponent: number): AliasTable {
  invariant(Number.isSafeInteger(n) && n >= 1 && Number.isFinite(exponent), `no Zipf distribution of ${n} ranks with exponent ${exponent}`);
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

/** A rank drawn from the table, from two draws of the stream. */
export function drawZipf(table: AliasTable, streams: Streams, stream: number): number {
  const i = streams.below(stream, table.threshold.length);
  return streams.unit(stream) < table.threshold[i] ? i : table.alias[i];
}
