import { Dice } from './randomScenario';

/**
 * Broadcast over Maelstrom's network as its source has it (jepsen-io/maelstrom, src/maelstrom/net.clj and process.clj), with its workload
 * and the checker set-full (jepsen, checker.clj): what its own clock does to the figures of its chapter on broadcast.
 */
export interface ChapterRun {
  readonly neighbours: readonly (readonly number[])[];
  readonly latencyMs: number;
  readonly operations: number;
  readonly readsASecond: number;
  readonly broadcastsASecond: number;
  readonly seed: number;
  /**
   * `(Thread/sleep (long dt))`: what is left to wait is cut to whole milliseconds, and a little of it has passed by then. And the one
   * thread that feeds a node sleeps on the message it has taken: a client's request that comes meanwhile waits behind it.
   */
  readonly waitsAsMaelstrom: boolean;
}

type Message =
  | { readonly type: 'read'; readonly begunMs: number }
  | { readonly type: 'value'; readonly value: number; readonly from: number };
interface Waiting<T> {
  readonly atMs: number;
  readonly serial: number;
  readonly what: T;
}

/** Time that a thread takes to look at a message before it sleeps, ms. */
const LOOKS_MS = 0.05;
const CLIENT = -1;

/** Stable latencies in ms, ascending. */
export function stableLatencies(run: ChapterRun): number[] {
  const network = new Network(run);
  const dice = new Dice(run.seed);
  const random = (): number => dice.below(1_000_000) / 1_000_000;
  const rate = run.readsASecond + run.broadcastsASecond;
  let atMs = 0;
  for (let begun = 0; begun < run.operations; begun++) {
    // Jepsen's stagger: up to twice the mean distance.
    atMs += (random() * 2000) / rate;
    network.advance(atMs);
    network.begin(Math.floor(random() * run.neighbours.length), random() * rate < run.readsASecond);
  }
  network.advance(Infinity);
  return network.latencies();
}

class Network {
  private readonly events = new Line<{ readonly node: number; readonly message: Message }>();
  private readonly queues: Line<Message>[];
  private readonly isBusy: boolean[];
  private readonly seen: Set<number>[];
  private readonly knownMs: number[] = [];
  private readonly absentMs: number[] = [];
  private values = 0;
  private nowMs = 0;

  constructor(private readonly run: ChapterRun) {
    this.queues = run.neighbours.map(() => new Line<Message>());
    this.isBusy = run.neighbours.map(() => false);
    this.seen = run.neighbours.map(() => new Set<number>());
  }

  advance(untilMs: number): void {
    for (let next = this.events.takeBefore(untilMs); next !== null; next = this.events.takeBefore(untilMs)) {
      this.nowMs = next.atMs;
      const { node, message } = next.what;
      this.handle(node, message);
      this.isBusy[node] = false;
      if (this.run.waitsAsMaelstrom) this.poll(node);
    }
    this.nowMs = Math.min(untilMs, Number.MAX_VALUE);
  }

  begin(node: number, isRead: boolean): void {
    this.put(node, 0, isRead ? { type: 'read', begunMs: this.nowMs } : { type: 'value', value: this.values++, from: CLIENT });
  }

  /** From when a value was known until the last read was begun that missed it. */
  latencies(): number[] {
    const found = Array.from({ length: this.values }, (_, value) => Math.max(0, (this.absentMs[value] ?? 0) - this.knownMs[value]));
    return found.sort((p, q) => p - q);
  }

  private put(node: number, latencyMs: number, message: Message): void {
    if (!this.run.waitsAsMaelstrom) return this.events.add(this.nowMs + latencyMs, { node, message });
    this.queues[node].add(this.nowMs + latencyMs, message);
    this.poll(node);
  }

  /** The thread of a node takes what is due first, and sleeps until then. */
  private poll(node: number): void {
    const taken = this.isBusy[node] ? null : this.queues[node].takeBefore(Infinity);
    if (taken === null) return;
    this.isBusy[node] = true;
    const leftMs = Math.floor(taken.atMs - this.nowMs - LOOKS_MS);
    this.events.add(this.nowMs + Math.max(0, leftMs), { node, message: taken.what });
  }

  private handle(node: number, message: Message): void {
    const seen = this.seen[node];
    if (message.type === 'read') {
      for (let value = 0; value < this.values; value++) {
        if (seen.has(value)) this.knownMs[value] ??= this.nowMs;
        else this.absentMs[value] = Math.max(this.absentMs[value] ?? 0, message.begunMs);
      }
      return;
    }
    const { value, from } = message;
    if (from === CLIENT) this.knownMs[value] ??= this.nowMs;
    if (seen.has(value)) return;
    seen.add(value);
    for (const other of this.run.neighbours[node])
      if (other !== from) this.put(other, this.run.latencyMs, { type: 'value', value, from: node });
  }
}

/** What waits, by its moment; at one moment in the order in which it came. */
class Line<T> {
  private readonly heap: Waiting<T>[] = [];
  private made = 0;

  add(atMs: number, what: T): void {
    const { heap } = this;
    heap.push({ atMs, serial: this.made++, what });
    for (let at = heap.length - 1; at > 0;) {
      const above = (at - 1) >> 1;
      if (!isBefore(heap[at], heap[above])) return;
      [heap[at], heap[above]] = [heap[above], heap[at]];
      at = above;
    }
  }

  takeBefore(untilMs: number): Waiting<T> | null {
    const { heap } = this;
    if (heap.length === 0 || heap[0].atMs > untilMs) return null;
    const [first] = heap;
    const last = heap.pop() as Waiting<T>;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const below = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
      if (below.length === 0) return first;
      const least = below.length === 1 || isBefore(heap[below[0]], heap[below[1]]) ? below[0] : below[1];
      if (!isBefore(heap[least], heap[at])) return first;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }
}

function isBefore<T>(one: Waiting<T>, other: Waiting<T>): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.serial < other.serial);
}
