import { invariant, InvariantError } from './assert';
import { negLog32, log } from './exactMath';
import { mix32, murmur3 } from './hash';

/** A copy of the state of all streams: four words each, in the order of their handles. */
export type StreamsSnapshot = Int32Array;

const WORDS = 4;
const WARM_UP_ROUNDS = 15;
/** Fewer are enough where all words but one are mixed well already. */
const AIM_ROUNDS = 6;
const TWO_32 = 4294967296;
const PER_TWO_32 = 1 / TWO_32;
/** The largest n whose product with 32 bits is exact in a double. */
const MOST_BY_PRODUCT = 2097152;

/**
 * Named random streams. Each is an sfc32 generator (C. Doty-Humphrey's Small Fast Chaotic generator, from PractRand)
 * seeded only from (seed, owner, purpose): adding a node, or drawing more in one, never moves another's draws.
 * All state lies in one array, so that a checkpoint is one copy.
 */
export class Streams {
  private state = new Int32Array(64 * WORDS);
  private count = 0;
  /** What `drawExponential` drew last. */
  drawn = 0.5;
  private readonly handles = new Map<string, number>();

  /** Streams of a seed from 0 to 2^32 - 1. */
  constructor(readonly seed: number) {}

  /** The stream of an owner for a purpose; the same pair gives the same stream. */
  open(owner: string, purpose: string): number {
    const name = `${owner}\u0000${purpose}`;
    const known = this.handles.get(name);
    if (known !== undefined) return known;
    const handle = this.count++;
    if (handle * WORDS === this.state.length) {
      const bigger = new Int32Array(this.state.length * 2);
      bigger.set(this.state);
      this.state = bigger;
    }
    this.handles.set(name, handle);
    this.state.set([murmur3(name, this.seed | 0), murmur3(name, ~this.seed), this.seed | 0, 1], handle * WORDS);
    for (let i = 0; i < WARM_UP_ROUNDS; i++) this.next(handle);
    return handle;
  }

  /**
   * Sets a stream to the place that a salt and a count name, so that what is drawn from it depends on nothing else: for things that come
   * into being during a run (lanes of a network), whose streams nobody could open before.
   */
  aim(stream: number, salt: number, count: number): void {
    const s = this.state;
    const at = stream << 2;
    const low = mix32((salt + Math.imul(count | 0, 0x9e3779b1)) | 0) | 0;
    s[at] = low;
    s[at | 1] = mix32(low ^ salt ^ Math.imul((count / TWO_32) | 0, 0x85ebca6b)) | 0;
    s[at | 2] = mix32(salt ^ 0x6a09e667) | 0;
    s[at | 3] = 1;
    for (let i = 0; i < AIM_ROUNDS; i++) this.next(stream);
  }

  /** The next 32 bits, as an integer from 0 to 2^32 - 1. */
  next(stream: number): number {
    const s = this.state;
    const at = stream << 2;
    const a = s[at];
    const b = s[at | 1];
    const c = s[at | 2];
    const d = s[at | 3];
    const t = (a + b + d) | 0;
    s[at | 3] = (d + 1) | 0;
    s[at] = b ^ (b >>> 9);
    s[at | 1] = (c + (c << 3)) | 0;
    s[at | 2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** A number strictly between 0 and 1, in steps of 2^-32. */
  unit(stream: number): number {
    return (this.next(stream) + 0.5) / TWO_32;
  }

  /**
   * An unbiased integer from 0 to n - 1 (n an integer from 1 to 2^32): a draw times n, the upper half of the product, drawn anew in the
   * rare case
   * that would favour some (D. Lemire, Fast Random Integer Generation in an Interval, ACM TOMACS 29, 2019). Throws InvariantError for any
   * other n.
   */
  below(stream: number, n: number): number {
    if (!(n >= 1 && n <= MOST_BY_PRODUCT)) return this.belowLarge(stream, n);
    // Exact: 32 bits times 21 bits fit into a double.
    let product = this.next(stream) * n;
    let whole = Math.floor(product * PER_TWO_32);
    if (product - whole * TWO_32 < n) {
      const unfair = TWO_32 % n;
      while (product - whole * TWO_32 < unfair) {
        product = this.next(stream) * n;
        whole = Math.floor(product * PER_TWO_32);
      }
    }
    return whole;
  }

  /** The same by the remainder, for an n whose product with a draw would not be exact. */
  private belowLarge(stream: number, n: number): number {
    if (!(n >= 1 && n <= TWO_32)) throw new InvariantError(`below(${n}): n must be from 1 to 2^32`);
    const limit = TWO_32 - (TWO_32 % n);
    let draw = this.next(stream);
    while (draw >= limit) draw = this.next(stream);
    return draw % n;
  }

  /** An exponential draw with mean 1. */
  standardExponential(stream: number): number {
    return negLog32(this.next(stream));
  }

  /**
   * The same, left in `drawn`: a fraction that is returned is made an object wherever the call is not inlined, and this is the
   * simulator's hottest path.
   */
  drawExponential(stream: number): void {
    this.drawn = negLog32(this.next(stream));
  }

  /**
   * A normal draw with mean 0 and deviation 1, from two or more draws (J. Leva, A Fast Normal Random Number Generator, ACM TOMS 18,
   * 1992).
   */
  standardNormal(stream: number): number {
    for (;;) {
      const u = this.unit(stream);
      const v = 1.7156 * (this.unit(stream) - 0.5);
      const x = u - 0.449871;
      const y = (v < 0 ? -v : v) + 0.386595;
      const q = x * x + y * (0.196 * y - 0.25472 * x);
      if (q < 0.27597) return v / u;
      if (q <= 0.27846 && v * v <= -4 * log(u) * u * u) return v / u;
    }
  }

  /** A copy of the state of all open streams. */
  snapshot(): StreamsSnapshot {
    return this.state.slice(0, this.count * WORDS);
  }

  /**
   * Puts all streams back to the copy. Throws InvariantError unless exactly the streams of the copy are open: a stream opened
   * only at times would be left behind by a rewind, and the run would silently go another way.
   */
  restore(saved: StreamsSnapshot): void {
    invariant(
      saved.length === this.count * WORDS,
      `a copy of ${saved.length / WORDS} streams, but ${this.count} are open: open every stream before the run starts`,
    );
    this.state.set(saved);
  }
}
