import { drawNs } from '../kernel/distribution';
import type { Streams } from '../kernel/random';
import { counterDraw } from './counterRandom';
import type { Links } from './links';
import { CERTAIN, type LinkTraits } from './traits';

/** What a fault may do to a link while it lasts, by name. */
export const LINK_EFFECTS = ['slowBy', 'lossBelow', 'duplicateBelow', 'reorderBelow', 'damagedBelow'] as const;
/** One of them. */
export type LinkEffect = (typeof LINK_EFFECTS)[number];

/** Effects of faults, in the order of LINK_EFFECTS. */
const SLOW_BY = 16;
const LOSS = 17;
const DUPLICATE = 18;
const REORDER = 19;
const DAMAGE = 20;
/** Messages still to be thrown away, each way. */
const DROP = 21;
const RESENT = 23;
const STRIDE = 24;
const FREE_AT = 0;
const LAST_ARRIVAL = 2;
const READY_AT = 4;
const LAST_USED = 5;
const COUNT = 6;
const BYTES = 8;
const DUPLICATED = 10;
const DAMAGED = 11;
const OVERFLOWED = 12;
const CONNECTIONS = 13;
const HELD_BACK = 14;
const USED = 15;

/** Purposes of draws, so that one never moves another. */
const Draw = {
  jitter: 0,
  reorder: 1,
  reorderBy: 2,
  loss: 3,
  duplicate: 4,
  duplicateBy: 5,
  duplicateLoss: 6,
  damaged: 7,
  again: 8,
} as const;
/** A sender never has more than so many messages waiting to be packed; more are thrown away. */
const MOST_TO_PACK = 10_000;
const DEFAULT_REORDER_NS = 10_000_000;
/** So often a message is sent again before the sender gives it up. */
const MOST_RESENT = 8;

/** Why a message did not arrive, as a small number. */
export const Verdict = { arrives: 0, lost: 1, damaged: 2, overflowed: 3 } as const;

/** Counts of what happened on a special link, both ways. */
export interface SpecialCounts {
  readonly duplicated: number;
  readonly damaged: number;
  readonly overflowed: number;
  readonly connections: number;
  readonly heldBack: number;
  readonly resent: number;
  readonly bytes: number;
}

/** A copy of what changes on special links. */
export interface SpecialSnapshot {
  readonly slots: Int32Array;
  readonly state: Float64Array;
  readonly packedUntilNs: Float64Array;
}

/**
 * The links that are more than latency and loss: those whose file says so, and those that a fault has touched. The engine comes
 * here only for them (`Links.special` is not 0), so a plain link pays for none of it. All that changes lies in typed arrays.
 */
export class SpecialLinks {
  private state = new Float64Array(0);
  private count = 0;
  /** What the file says of each link, and the salt of its draws; filled before the run. */
  readonly traits: LinkTraits[] = [];
  salts: Int32Array;
  /** Until when each node packs messages, ns. */
  private readonly packedUntilNs: Float64Array;
  /** The last message sent: when it arrives, what became of it (Verdict), and when its copy arrives (-1: there is none). */
  arriveNs = 0;
  verdict: number = Verdict.arrives;
  copyNs = -1;
  /** What the next message weighs beyond an ordinary one, bytes. */
  bulkBytes = 0;

  /** `slots` is 0 for a plain link and the number of its row here, from 1, for another. */
  constructor(
    private slots: Int32Array,
    nodeCount: number,
    private readonly onOpen: (link: number) => void,
  ) {
    this.salts = new Int32Array(slots.length);
    this.packedUntilNs = new Float64Array(nodeCount);
  }

  /** Takes over larger arrays of the links. */
  widen(slots: Int32Array): void {
    const salts = new Int32Array(slots.length);
    salts.set(this.salts);
    this.salts = salts;
    this.slots = slots;
  }

  /** Makes a link special; its row is kept for the rest of the run. Returns where the row begins. */
  open(link: number): number {
    if (this.slots[link] !== 0) return (this.slots[link] - 1) * STRIDE;
    const slot = this.count++;
    if (this.count * STRIDE > this.state.length) {
      const bigger = new Float64Array(Math.max(4 * STRIDE, this.state.length * 2));
      bigger.set(this.state);
      this.state = bigger;
    }
    this.slots[link] = slot + 1;
    const at = slot * STRIDE;
    this.state.fill(0, at, at + STRIDE);
    this.state[at + SLOW_BY] = 1;
    this.onOpen(link);
    return at;
  }

  /** Sets what a fault does to a link: a factor of its times (1: none), or a threshold of a 32-bit draw (0: none). */
  setEffect(link: number, effect: LinkEffect, value: number): void {
    // Opening may put a larger array in place of this one, so it comes first.
    const at = this.open(link);
    this.state[at + SLOW_BY + LINK_EFFECTS.indexOf(effect)] = value;
  }

  /** Throws away the next so many messages, each way that `bits` names (1 along the wire, 2 against it). */
  dropNext(link: number, bits: number, count: number): void {
    const at = this.open(link) + DROP;
    for (const back of [0, 1]) if ((bits & (1 << back)) !== 0) this.state[at + back] += count;
  }

  /** What faults do to a link at present. */
  effect(link: number, effect: LinkEffect): number {
    const slot = this.slots[link];
    if (slot === 0) return effect === 'slowBy' ? 1 : 0;
    return this.state[(slot - 1) * STRIDE + SLOW_BY + LINK_EFFECTS.indexOf(effect)];
  }

  /** What happened on a link so far; null for one that was always plain. */
  counts(link: number): SpecialCounts | null {
    const slot = this.slots[link];
    if (slot === 0) return null;
    const s = this.state;
    const at = (slot - 1) * STRIDE;
    return {
      duplicated: s[at + DUPLICATED],
      damaged: s[at + DAMAGED],
      overflowed: s[at + OVERFLOWED],
      connections: s[at + CONNECTIONS],
      heldBack: s[at + HELD_BACK],
      resent: s[at + RESENT],
      bytes: s[at + BYTES] + s[at + BYTES + 1],
    };
  }

  /** Bytes that were to enter a link in one direction so far; 0 for a plain link. */
  bytes(link: number, back: number): number {
    return this.slots[link] === 0 ? 0 : this.state[(this.slots[link] - 1) * STRIDE + BYTES + back];
  }

  /** Sends a message over a special link: sets `arriveNs`, `verdict` and `copyNs`. `back` is 0 along the wire, 1 against it. */
  send(links: Links, link: number, back: number, nowNs: number, streams: Streams): void {
    const traits = this.traits[link];
    const s = this.state;
    const at = (this.slots[link] - 1) * STRIDE;
    const salt = this.salts[link] + back;
    const n = s[at + COUNT + back]++;
    if (link >= links.count) links.lanes.aim(streams, salt, n);
    const slowBy = s[at + SLOW_BY] * traits.slowBy;
    const isCut = (links.cut[link] & (1 << back)) !== 0;
    this.verdict = isCut ? Verdict.lost : Verdict.arrives;
    if (s[at + DROP + back] > 0) {
      s[at + DROP + back]--;
      this.verdict = Verdict.lost;
    }
    this.copyNs = -1;
    let leavesNs = this.packed(traits, links.target(link, 1 - back), nowNs);
    if (traits.connectionNs > 0 || traits.handshakeNs > 0)
      leavesNs = this.connected(traits, at, back, leavesNs, slowBy, links.target(link, 0));
    if (traits.nsPerByte > 0) leavesNs = this.transmitted(traits, at, back, leavesNs, slowBy);
    s[at + BYTES + back] += this.bulkBytes + (back === 0 ? traits.requestBytes : traits.replyBytes);
    const travelNs = this.travelNs(links, link, back, n, streams) * slowBy + traits.extraNs;
    let arriveNs = Math.floor(leavesNs + travelNs + 0.5);
    const isHeldBack = isBelow(salt, Draw.reorder, n, Math.max(traits.reorderBelow, s[at + REORDER]));
    if (isHeldBack) {
      s[at + HELD_BACK]++;
      arriveNs += 1 + Math.floor((counterDraw(salt, Draw.reorderBy, n) / CERTAIN) * (traits.reorderNs || DEFAULT_REORDER_NS));
    }
    // Where order is kept, a message that is held back is not overtaken: it holds up all behind it.
    if (!isHeldBack || traits.inOrder) {
      // Known while nothing is kept in order, too: a network may begin to keep it at any moment.
      const lastNs = Math.max(arriveNs, s[at + LAST_ARRIVAL + back]);
      s[at + LAST_ARRIVAL + back] = lastNs;
      if (traits.inOrder) arriveNs = lastNs;
    }
    this.arriveNs = arriveNs;
    this.judge(links, link, back, n, streams);
    if (traits.retransmitNs > 0) this.resend(links, link, back, n, isCut);
    else if (!isCut && isBelow(salt, Draw.duplicate, n, Math.max(traits.duplicateBelow, s[at + DUPLICATE])))
      this.copy(at, salt, n, travelNs);
  }

  snapshot(links: number): SpecialSnapshot {
    if (this.count === 0) return NOTHING;
    return {
      slots: this.slots.slice(0, links),
      state: this.state.slice(0, this.count * STRIDE),
      packedUntilNs: this.packedUntilNs.slice(),
    };
  }

  restore(saved: SpecialSnapshot): void {
    this.count = saved.state.length / STRIDE;
    this.state = saved.state.slice();
    this.slots.fill(0);
    if (this.count > 0) this.slots.set(saved.slots);
    if (this.count > 0) this.packedUntilNs.set(saved.packedUntilNs);
    else this.packedUntilNs.fill(0);
  }

  /** When the sender has packed the message: one at a time. */
  private packed(traits: LinkTraits, sender: number, nowNs: number): number {
    if (traits.perMessageNs === 0) return nowNs;
    const beginsNs = Math.max(nowNs, this.packedUntilNs[sender]);
    if (beginsNs - nowNs > MOST_TO_PACK * traits.perMessageNs) {
      this.verdict = Verdict.overflowed;
      return nowNs;
    }
    this.packedUntilNs[sender] = beginsNs + traits.perMessageNs;
    return beginsNs + traits.perMessageNs;
  }

  /** When the connection is there: at once while it is in use, after a set-up when it is new or was closed for want of use. */
  private connected(traits: LinkTraits, at: number, back: number, leavesNs: number, slowBy: number, accepting: number): number {
    const s = this.state;
    const isOwn = traits.idleNs === 0 && traits.handshakeNs > 0;
    if (back === 0 && (s[at + USED] === 0 || isOwn || leavesNs - s[at + LAST_USED] >= traits.idleNs)) {
      s[at + CONNECTIONS]++;
      s[at + READY_AT] = this.shaken(traits, Math.floor(leavesNs + traits.connectionNs * slowBy + 0.5), accepting);
      s[at + USED] = 1;
    }
    const readyNs = back === 0 ? Math.max(leavesNs, s[at + READY_AT]) : leavesNs;
    s[at + LAST_USED] = Math.max(s[at + LAST_USED], readyNs);
    return readyNs;
  }

  /** When the accepting end has reckoned the keys of a new connection: for one at a time. */
  private shaken(traits: LinkTraits, nowNs: number, accepting: number): number {
    if (traits.handshakeNs === 0) return nowNs;
    const beginsNs = Math.max(nowNs, this.packedUntilNs[accepting]);
    if (beginsNs - nowNs > MOST_TO_PACK * traits.handshakeNs) {
      this.verdict = Verdict.overflowed;
      return nowNs;
    }
    this.packedUntilNs[accepting] = beginsNs + traits.handshakeNs;
    return beginsNs + traits.handshakeNs;
  }

  /** When the last byte has left: after all that were sent before it. What does not fit into the buffer is thrown away. */
  private transmitted(traits: LinkTraits, at: number, back: number, leavesNs: number, slowBy: number): number {
    const s = this.state;
    const bytes = this.bulkBytes + (back === 0 ? traits.requestBytes : traits.replyBytes);
    const nsPerByte = traits.nsPerByte * slowBy;
    const beginsNs = Math.max(leavesNs, s[at + FREE_AT + back]);
    if (beginsNs > leavesNs && (beginsNs - leavesNs) / nsPerByte + bytes > traits.bufferBytes) {
      this.verdict = Verdict.overflowed;
      return leavesNs;
    }
    s[at + FREE_AT + back] = Math.floor(beginsNs + bytes * nsPerByte + 0.5);
    return s[at + FREE_AT + back];
  }

  private travelNs(links: Links, link: number, back: number, n: number, streams: Streams): number {
    const traits = this.traits[link];
    if (back === 1 && traits.latencyBack !== null) links.delayNs = drawNs(traits.latencyBack, streams, links.latencyStream(link, back));
    else links.draw(link, back, streams);
    const ns = links.delayNs;
    return traits.jitterNs === 0 ? ns : ns + Math.floor((counterDraw(this.salts[link] + back, Draw.jitter, n) / CERTAIN) * traits.jitterNs);
  }

  /** Decides whether the message arrives. The link's own loss is drawn from its stream, as on a plain link. */
  private judge(links: Links, link: number, back: number, n: number, streams: Streams): void {
    const s = this.state;
    const at = (this.slots[link] - 1) * STRIDE;
    const salt = this.salts[link] + back;
    const traits = this.traits[link];
    const below = back === 0 ? links.lossBelow[link] : traits.lossBackBelow;
    const isUnlucky = links.isUnlucky(link, back, below, streams);
    if (this.verdict === Verdict.overflowed) s[at + OVERFLOWED]++;
    else if (isUnlucky || isBelow(salt, Draw.loss, n, Math.max(traits.extraLossBelow, s[at + LOSS]))) this.verdict = Verdict.lost;
    else if (this.verdict === Verdict.arrives && isBelow(salt, Draw.damaged, n, Math.max(traits.damagedBelow, s[at + DAMAGE]))) {
      s[at + DAMAGED]++;
      this.verdict = Verdict.damaged;
    }
  }

  /**
   * Sends again what was lost or damaged on the way, each time after twice as long, as TCP does: it arrives late, and so does all behind
   * it. Over a cut wire nothing comes through, however often it is sent.
   */
  private resend(links: Links, link: number, back: number, n: number, isCut: boolean): void {
    if (isCut || this.verdict === Verdict.overflowed) return;
    const s = this.state;
    const at = (this.slots[link] - 1) * STRIDE;
    const traits = this.traits[link];
    const salt = this.salts[link] + back;
    const own = back === 0 ? links.lossBelow[link] : traits.lossBackBelow;
    const arrives =
      (1 - own / CERTAIN) *
      (1 - Math.max(traits.extraLossBelow, s[at + LOSS]) / CERTAIN) *
      (1 - Math.max(traits.damagedBelow, s[at + DAMAGE]) / CERTAIN);
    for (let tries = 0, waitNs = traits.retransmitNs; this.verdict !== Verdict.arrives && tries < MOST_RESENT; tries++, waitNs *= 2) {
      s[at + RESENT]++;
      s[at + BYTES + back] += this.bulkBytes + (back === 0 ? traits.requestBytes : traits.replyBytes);
      this.arriveNs += waitNs;
      if (counterDraw(salt, Draw.again + tries, n) / CERTAIN < arrives) this.verdict = Verdict.arrives;
    }
    if (this.verdict !== Verdict.arrives) return;
    this.arriveNs = Math.max(this.arriveNs, s[at + LAST_ARRIVAL + back]);
    s[at + LAST_ARRIVAL + back] = this.arriveNs;
  }

  /** A second copy takes up to one more travel time, and may be lost by a fault as any message. */
  private copy(at: number, salt: number, n: number, travelNs: number): void {
    if (this.verdict === Verdict.overflowed || isBelow(salt, Draw.duplicateLoss, n, this.state[at + LOSS])) return;
    this.state[at + DUPLICATED]++;
    this.copyNs = this.arriveNs + Math.floor((counterDraw(salt, Draw.duplicateBy, n) / CERTAIN) * travelNs);
  }
}

const NOTHING: SpecialSnapshot = { slots: new Int32Array(0), state: new Float64Array(0), packedUntilNs: new Float64Array(0) };

function isBelow(salt: number, purpose: number, count: number, below: number): boolean {
  return below > 0 && counterDraw(salt, purpose, count) < below;
}
