import type { Sampler } from '../kernel/distribution';
import { SpecialLinks, type SpecialSnapshot } from './special';

/** Bits of a link's cut state. */
export const Cut = { forward: 1, backward: 2 } as const;

/** A copy of what changes on the links during a run. */
export interface LinksSnapshot {
  readonly cut: Uint8Array;
  readonly counters: Float64Array;
  readonly more: SpecialSnapshot;
}

const COUNTERS = 6;

/** Every link of a scenario: fixed columns (ends, latency, loss) and what changes (cuts, counters). Even direction: forward. */
export class Links {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Loss as a threshold on a 32-bit draw; 0: never. */
  readonly lossBelow: Float64Array;
  /** Random streams: latency forward, latency back, loss forward, loss back. */
  readonly streams: Int32Array;
  readonly latency: Sampler[];
  cut: Uint8Array;
  /** Per link: sent, lost and summed latency (ns), forward then backward. */
  counters: Float64Array;
  /** 0 for a plain link; another goes through `more`. */
  readonly special: Int32Array;
  readonly more: SpecialLinks;

  constructor(readonly count: number, nodeCount: number) {
    this.from = new Int32Array(count);
    this.to = new Int32Array(count);
    this.lossBelow = new Float64Array(count);
    this.streams = new Int32Array(count * 4);
    this.latency = [];
    this.cut = new Uint8Array(count);
    this.counters = new Float64Array(count * COUNTERS);
    this.special = new Int32Array(count);
    this.more = new SpecialLinks(this.special, nodeCount);
  }

  /** Counts a message that entered the link. `back` is 0 along the wire, 1 against it. */
  countSent(link: number, back: number, delayNs: number): void {
    const at = link * COUNTERS + back * 3;
    this.counters[at]++;
    this.counters[at + 2] += delayNs;
  }

  countLost(link: number, back: number): void {
    this.counters[link * COUNTERS + back * 3 + 1]++;
  }

  /** Messages that entered, both ways. */
  sent(link: number): number {
    return this.counters[link * COUNTERS] + this.counters[link * COUNTERS + 3];
  }

  /** Bytes that were sent, both ways, by the sizes of requests and replies. */
  bytes(link: number): number {
    const traits = this.more.traits[link];
    return this.counters[link * COUNTERS] * traits.requestBytes + this.counters[link * COUNTERS + 3] * traits.replyBytes;
  }

  lost(link: number): number {
    return this.counters[link * COUNTERS + 1] + this.counters[link * COUNTERS + 4];
  }

  /** Mean latency drawn for messages on the link, ns; 0 when there were none. */
  meanLatencyNs(link: number): number {
    const sent = this.sent(link);
    return sent === 0 ? 0 : (this.counters[link * COUNTERS + 2] + this.counters[link * COUNTERS + 5]) / sent;
  }

  snapshot(): LinksSnapshot {
    return { cut: this.cut.slice(), counters: this.counters.slice(), more: this.more.snapshot() };
  }

  restore(saved: LinksSnapshot): void {
    this.cut = saved.cut.slice();
    this.counters = saved.counters.slice();
    this.more.restore(saved.more);
  }
}
