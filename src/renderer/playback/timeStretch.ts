import { NS_PER_SECOND } from '../../sim/index';

/** The stretch of simulated time that is seen. */
export interface TimeView {
  readonly fromNs: number;
  readonly toNs: number;
}

/** The shortest stretch worth looking at. */
const LEAST_NS = 100;
const STEPS = [1, 2, 5] as const;

/** A view that lies within the run and is neither too short nor longer than the run. */
export function clampView({ fromNs, toNs }: TimeView, endNs: number): TimeView {
  const spanNs = Math.max(LEAST_NS, Math.min(endNs, toNs - fromNs));
  const start = Math.max(0, Math.min(endNs - spanNs, fromNs));
  return { fromNs: start, toNs: start + spanNs };
}

/** A view `factor` times as long, in which `atNs` stays where it was. */
export function zoomView({ fromNs, toNs }: TimeView, atNs: number, factor: number, endNs: number): TimeView {
  return clampView({ fromNs: atNs - (atNs - fromNs) * factor, toNs: atNs + (toNs - atNs) * factor }, endNs);
}

/** A view moved by a length of time. */
export function panView({ fromNs, toNs }: TimeView, byNs: number, endNs: number): TimeView {
  return clampView({ fromNs: fromNs + byNs, toNs: toNs + byNs }, endNs);
}

/** A view of about `messages` messages around a moment, by the mean traffic of the run. */
export function viewAround(atNs: number, messages: number, messagesInRun: number, endNs: number): TimeView {
  const spanNs = messagesInRun === 0 ? endNs : (endNs * messages) / messagesInRun;
  return clampView({ fromNs: atNs - spanNs * 0.3, toNs: atNs + spanNs * 0.7 }, endNs);
}

/** Round moments to write on the ruler, no closer than `leastPx`, each with its text: seconds, or milliseconds where it is fine. */
export function ticksOf({ fromNs, toNs }: TimeView, widthPx: number, leastPx: number): { readonly atNs: number; readonly text: string }[] {
  const wantedNs = ((toNs - fromNs) * leastPx) / Math.max(1, widthPx);
  let stepNs = 1;
  for (let i = 0; stepNs < wantedNs; i++) stepNs = STEPS[i % 3] * 10 ** Math.floor(i / 3);
  const digits = Math.max(0, 9 - Math.floor(Math.log10(stepNs) + 1e-9));
  const ticks: { atNs: number; text: string }[] = [];
  for (let n = Math.ceil(fromNs / stepNs); n * stepNs <= toNs; n++)
    ticks.push({ atNs: n * stepNs, text: `${((n * stepNs) / NS_PER_SECOND).toFixed(Math.min(9, digits))} s` });
  return ticks;
}
