import { drawNs, SamplerCode, wholeNs, type Sampler } from '../kernel/distribution';
import type { Streams } from '../kernel/random';
import { Lanes, type LanesSnapshot } from './lanes';
import { SpecialLinks, type SpecialSnapshot } from './special';

/** Ways over a wire, as bits: which of them are cut, or thrown away. */
export const Way = { forward: 1, backward: 2, both: 3 } as const;

/** A copy of what changes on the links during a run. */
export interface LinksSnapshot {
  readonly cut: Uint8Array;
  readonly counters: Float64Array;
  readonly more: SpecialSnapshot;
  readonly lanes: LanesSnapshot;
}

/** A link has eight doubles: sent, lost and summed latency (ns) forward, one to spare, then the same backward. */
const COUNTERS = 8;
const SHIFT = 3;
const BACK_SHIFT = 2;

/**
 * Eight integers a link: the two ends (where messages arrive along the wire, and against it), streams of latency and of loss, both ways
 * each.
 */
const ROW_SHIFT = 3;
const LATENCY_STREAM = 2;
const LOSS_STREAM = 4;
/** Not 0: messages need more than a draw of their latency (the link is cut, loses messages, or is special). */
const NEEDS_MORE = 6;
const LATENCY_CODE = 7;

/** What a link is made of. */
export interface LinkParts {
  readonly from: number;
  readonly to: number;
  readonly latency: Sampler;
  /** Loss as a threshold on a 32-bit draw; 0: never. */
  readonly lossBelow: number;
  /** Random streams: latency forward, latency back, loss forward, loss back. */
  readonly streams: readonly [number, number, number, number];
}

/**
 * Every link of a scenario: what is fixed (ends, latency, loss) and what changes (cuts, counters). Direction 0 is along the wire, 1
 * against it. What
 * every message needs lies side by side in two arrays, because most of the work of sending one is finding where things are.
 */
export class Links {
  /** Eight integers a link, from ROW_SHIFT on. */
  private rows: Int32Array;
  /** Two doubles a link: those of its latency's sampler. */
  private latencyNs: Float64Array;
  private readonly latency: Sampler[] = [];
  lossBelow: Float64Array;
  /** Per link: bit 1 cut along the wire, bit 2 against it. */
  cut: Uint8Array;
  /** Eight a link, see COUNTERS. */
  counters: Float64Array;
  /** How long the message that leaves is under way, ns. */
  delayNs = 0.5;
  /** 0 for a plain link; another goes through `more`. */
  special: Int32Array;
  readonly more: SpecialLinks;
  /** Links between members of networks, numbered from `count` on as they are first used. */
  readonly lanes: Lanes;

  constructor(
    readonly count: number,
    nodeCount: number,
  ) {
    this.rows = new Int32Array(count << ROW_SHIFT);
    this.latencyNs = new Float64Array(count * 2);
    this.lossBelow = new Float64Array(count);
    this.cut = new Uint8Array(count);
    this.counters = new Float64Array(count * COUNTERS);
    this.special = new Int32Array(count);
    this.more = new SpecialLinks(this.special, nodeCount, (link) => this.settle(link));
    this.lanes = new Lanes(this, nodeCount);
  }

  /** Forgets what an earlier link of this number was. */
  clear(link: number): void {
    this.cut[link] = 0;
    this.special[link] = 0;
    this.counters.fill(0, link * COUNTERS, (link + 1) * COUNTERS);
  }

  /** Makes the next link. */
  set(link: number, { from, to, latency, lossBelow, streams }: LinkParts): void {
    this.rows.set([to, from, ...streams, 0, latency.code], link << ROW_SHIFT);
    this.latencyNs.set([latency.a, latency.b], link * 2);
    this.latency[link] = latency;
    this.lossBelow[link] = lossBelow;
    this.settle(link);
  }

  /** Links of the scenario and lanes that have been used so far. */
  get total(): number {
    return this.count + this.lanes.count;
  }

  /** Makes room for so many links. */
  reserve(links: number): void {
    if (links <= this.special.length) return;
    const room = Math.max(16, links, this.special.length * 2);
    const wider = <T extends Int32Array | Float64Array | Uint8Array>(old: T, each: number): T => {
      const wide = new (old.constructor as new (length: number) => T)(room * each);
      wide.set(old as never);
      return wide;
    };
    this.rows = wider(this.rows, 1 << ROW_SHIFT);
    this.latencyNs = wider(this.latencyNs, 2);
    this.lossBelow = wider(this.lossBelow, 1);
    this.cut = wider(this.cut, 1);
    this.counters = wider(this.counters, COUNTERS);
    this.special = wider(this.special, 1);
    this.more.widen(this.special);
  }

  /** The node at the end where a message arrives: along the wire (0) or against it (1). */
  target(link: number, back: number): number {
    return this.rows[(link << ROW_SHIFT) | back];
  }

  from(link: number): number {
    return this.rows[(link << ROW_SHIFT) | 1];
  }

  to(link: number): number {
    return this.rows[link << ROW_SHIFT];
  }

  /** Whether a message needs more than a draw of its latency. */
  needsMore(link: number): boolean {
    return this.rows[(link << ROW_SHIFT) | NEEDS_MORE] !== 0;
  }

  /**
   * Draws how long a message takes into `delayNs`; a field, because a fraction that is returned is made an object wherever the call is
   * not inlined.
   */
  draw(link: number, back: number, streams: Streams): void {
    const rows = this.rows;
    const at = link << ROW_SHIFT;
    const code = rows[at | LATENCY_CODE];
    const first = link << 1;
    if (code === SamplerCode.exponential) {
      streams.drawExponential(rows[at | LATENCY_STREAM | back]);
      this.delayNs = wholeNs(this.latencyNs[first] + this.latencyNs[first | 1] * streams.drawn);
    } else if (code === SamplerCode.constant) this.delayNs = this.latencyNs[first];
    else this.delayNs = drawNs(this.latency[link], streams, rows[at | LATENCY_STREAM | back]);
  }

  latencyStream(link: number, back: number): number {
    return this.rows[(link << ROW_SHIFT) | LATENCY_STREAM | back];
  }

  /** Whether a message is lost by the link's own loss, which takes a draw where there is any. `below`: see LinkParts. */
  isUnlucky(link: number, back: number, below: number, streams: Streams): boolean {
    return below > 0 && streams.next(this.rows[(link << ROW_SHIFT) | LOSS_STREAM | back]) < below;
  }

  /** Cuts a link (bits as in `cut`), or heals it. */
  setCut(link: number, bits: number): void {
    this.cut[link] = bits;
    this.settle(link);
  }

  /** Counts a message that entered the link, `delayNs` under way. `back` is 0 along the wire, 1 against it. */
  countSent(link: number, back: number): void {
    const at = (link << SHIFT) | (back << BACK_SHIFT);
    this.counters[at]++;
    this.counters[at | 2] += this.delayNs;
  }

  countLost(link: number, back: number): void {
    this.counters[(link << SHIFT) | (back << BACK_SHIFT) | 1]++;
  }

  /** Messages that entered, both ways. */
  sent(link: number): number {
    return this.counters[link << SHIFT] + this.counters[(link << SHIFT) | 4];
  }

  /** Bytes that were sent, both ways, by the sizes of requests and replies. */
  bytes(link: number): number {
    const traits = this.more.traits[link];
    return this.counters[link << SHIFT] * traits.requestBytes + this.counters[(link << SHIFT) | 4] * traits.replyBytes;
  }

  lost(link: number): number {
    return this.counters[(link << SHIFT) | 1] + this.counters[(link << SHIFT) | 5];
  }

  /** Mean latency drawn for messages on the link, ns; 0 when there were none. */
  meanLatencyNs(link: number): number {
    const sent = this.sent(link);
    return sent === 0 ? 0 : (this.counters[(link << SHIFT) | 2] + this.counters[(link << SHIFT) | 6]) / sent;
  }

  snapshot(): LinksSnapshot {
    const { total } = this;
    return {
      cut: this.cut.slice(0, total),
      counters: this.counters.slice(0, total * COUNTERS),
      more: this.more.snapshot(total),
      lanes: this.lanes.snapshot(),
    };
  }

  restore(saved: LinksSnapshot): void {
    this.lanes.restore(saved.lanes);
    this.cut.set(saved.cut);
    this.counters.set(saved.counters);
    this.more.restore(saved.more);
    for (let link = 0; link < this.total; link++) this.settle(link);
  }

  private settle(link: number): void {
    this.rows[(link << ROW_SHIFT) | NEEDS_MORE] = this.special[link] | this.cut[link] | (this.lossBelow[link] > 0 ? 1 : 0);
  }
}
