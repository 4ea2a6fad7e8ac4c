import type { RunSeries } from '../../../sim/index';
import { NS_PER_SECOND } from '../../../sim/index';

/** Messages a second that entered a wire, both ways, averaged over the last `spanNs` before a moment (at least one sample). */
export function linkRate(series: RunSeries, link: number, atNs: number, spanNs: number): number {
  const { sampleNs, sampleCount, links } = series;
  if (sampleCount === 0 || sampleNs <= 0) return 0;
  const last = Math.max(0, Math.min(sampleCount - 1, Math.floor(atNs / sampleNs)));
  const first = Math.max(0, last - Math.max(1, Math.round(spanNs / sampleNs)) + 1);
  let messages = 0;
  for (let i = first; i <= last; i++) messages += links[link * sampleCount + i];
  return (messages * NS_PER_SECOND) / ((last - first + 1) * sampleNs);
}

/** Width of a flow, CSS pixels at zoom 1: grows with the order of magnitude, 0 where nothing flows. */
export function flowWidth(ratePerSecond: number): number {
  return ratePerSecond <= 0 ? 0 : Math.min(11, 2 + 2 * Math.log10(1 + ratePerSecond));
}

/** A rate as short text, e.g. "850/s", "12 k/s". */
export function rateText(ratePerSecond: number): string {
  if (ratePerSecond >= 999_500) return `${Number((ratePerSecond / 1e6).toPrecision(2))} M/s`;
  if (ratePerSecond >= 9_995) return `${Math.round(ratePerSecond / 1000)} k/s`;
  if (ratePerSecond >= 10) return `${Math.round(ratePerSecond)}/s`;
  return `${Number(ratePerSecond.toPrecision(2))}/s`;
}
