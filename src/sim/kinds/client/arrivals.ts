import type { Streams } from '../../kernel/random';
import type { ClientParams } from './kind';
import { NS_PER_SECOND } from '../../kernel/units';

/** How long it takes at a rate of one a second until the next request of traffic with one rate, s; -1 for traffic with more than one. */
export function arrivalUnits(params: ClientParams, streams: Streams, stream: number): number {
  if (params.arrivals === 'constant') return 1;
  return params.arrivals === 'poisson' ? streams.standardExponential(stream) : -1;
}

/** The same at the client's rate, ns. */
export function unitsGapNs(units: number, params: ClientParams): number {
  return Math.floor((units * NS_PER_SECOND) / params.ratePerSecond + 0.5);
}

/**
 * Nanoseconds until the next request of traffic whose rate changes, from `nowNs`. Changing rates are drawn by thinning (Lewis and
 * Shedler, 1979): candidates come at the highest rate and are kept in proportion. Infinity when no more will come.
 */
export function arrivalGapNs(params: ClientParams, streams: Streams, stream: number, nowNs: number): number {
  switch (params.arrivals) {
    case 'ramp':
      return thinned(streams, stream, nowNs, Math.max(params.ratePerSecond, params.endRatePerSecond), (ns) => rampRate(params, ns));
    case 'burst':
      return thinned(streams, stream, nowNs, Math.max(params.ratePerSecond, params.burstRatePerSecond), (ns) => burstRate(params, ns));
    default:
      return Infinity;
  }
}

function rampRate(params: ClientParams, ns: number): number {
  const share = Math.min(1, ns / (params.rampSeconds * NS_PER_SECOND));
  return params.ratePerSecond + share * (params.endRatePerSecond - params.ratePerSecond);
}

function burstRate(params: ClientParams, ns: number): number {
  return (ns / NS_PER_SECOND) % params.burstEverySeconds < params.burstSeconds ? params.burstRatePerSecond : params.ratePerSecond;
}

function thinned(streams: Streams, stream: number, nowNs: number, highest: number, rateAt: (ns: number) => number): number {
  const horizonNs = 2e15;
  let atNs = nowNs;
  while (atNs < horizonNs) {
    atNs += (streams.standardExponential(stream) * NS_PER_SECOND) / highest;
    const rate = rateAt(atNs);
    if (streams.unit(stream) * highest < rate) return Math.floor(atNs - nowNs + 0.5);
    if (rate === 0 && rateAt(horizonNs) === 0) return Infinity;
  }
  return Infinity;
}
