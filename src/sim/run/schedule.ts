import { negLog32 } from '../kernel/exactMath';
import { murmur3 } from '../kernel/hash';
import { secondsToNs } from '../kernel/units';
import type { Fault } from '../model/scenario';
import { counterDraw } from '../network/counterRandom';
import type { TimedAction } from './actions';
import { effectsOf, type Effect, type FaultWorld } from './effects';

type Repeating = Fault & { readonly type: 'chaos' | 'flap' | 'flap-lane' | 'rolling-restart' };

/** A turn that has begun and will end. */
interface OpenTurn {
  readonly turn: number;
  readonly untilNs: number;
  readonly effects: readonly Effect[];
}

/** Where a fault has come to. `beginNs`: when its next turn begins; Infinity: never again. */
interface Cursor {
  readonly turn: number;
  readonly beginNs: number;
  readonly open: readonly OpenTurn[];
}

/** A copy of where a schedule has come to. Never changed in place. */
export interface ScheduleSnapshot {
  readonly cursors: readonly Cursor[];
  readonly taken: number;
}

const NOBODY: ReadonlySet<string> = new Set();
const NONE: readonly OpenTurn[] = [];

/**
 * The moments at which faults act, in order of time, made one by one: at one moment in the order of the list, and of one fault's turns the
 * earlier first. Memory grows with the faults and with what they hold at one time, never with how often they repeat themselves.
 */
export class Schedule {
  /** When the next action is due, ns; Infinity: there is none any more. */
  nextNs = Infinity;
  /** Actions taken so far. */
  taken = 0;
  private readonly cursors: Cursor[];
  /** A binary heap of faults, by when each is due next. */
  private readonly heap: number[] = [];

  constructor(
    private readonly faults: readonly Fault[],
    private readonly world: FaultWorld,
  ) {
    this.cursors = faults.map((fault) => ({ turn: 0, beginNs: this.beginning(fault), open: NONE }));
    this.settle();
  }

  /** The next action. Throws RangeError when there is none. */
  take(): TimedAction {
    if (this.nextNs === Infinity) throw new RangeError('no fault acts any more');
    const order = this.heap[0];
    const fault = this.faults[order];
    const cursor = this.cursors[order];
    const first = cursor.open.at(0);
    this.taken++;
    let action: TimedAction;
    if (first !== undefined && first.untilNs <= cursor.beginNs) {
      action = { atNs: first.untilNs, fault, order, turn: first.turn, ends: true, effects: first.effects };
      this.cursors[order] = { ...cursor, open: cursor.open.slice(1) };
    } else action = this.begin(order, cursor);
    this.sink(0);
    this.nextNs = this.dueNs(this.heap[0]);
    return action;
  }

  snapshot(): ScheduleSnapshot {
    return { cursors: this.cursors.slice(), taken: this.taken };
  }

  /** Goes back (or on) to where a copy stood. Faults added since then have yet to begin. */
  restore({ cursors, taken }: ScheduleSnapshot): void {
    this.faults.forEach((fault, i) => (this.cursors[i] = cursors[i] ?? { turn: 0, beginNs: this.beginning(fault), open: NONE }));
    this.taken = taken;
    this.settle();
  }

  private begin(order: number, { turn, beginNs, open }: Cursor): TimedAction {
    const fault = this.faults[order];
    const busy = fault.type === 'chaos' ? new Set(open.flatMap((one) => one.effects.map(({ target }) => target))) : NOBODY;
    const effects = effectsOf(fault, turn, this.world, busy);
    const untilNs = endOfTurn(fault, beginNs);
    // What did nothing has nothing to end; and a wire that flaps is cut until its last turn is over.
    const kept = fault.type === 'flap' || fault.type === 'flap-lane' ? open.slice(-1) : open;
    // What chaos has hit for good is never hit again.
    const isOpen = effects.length > 0 && (untilNs < Infinity || fault.type === 'chaos');
    const nextNs = isRepeating(fault) ? this.nextTurn(fault, turn, beginNs) : Infinity;
    this.cursors[order] = { turn: turn + 1, beginNs: nextNs, open: isOpen ? [...kept, { turn, untilNs, effects }] : kept };
    return { atNs: beginNs, fault, order, turn, ends: false, effects };
  }

  /** Faults act before the end of the run, and repeat themselves for as long as they last. */
  private nextTurn(fault: Repeating, turn: number, atNs: number): number {
    if (fault.type === 'rolling-restart' && turn + 1 >= fault.nodes.length) return Infinity;
    const everyNs = secondsToNs(fault.everySeconds);
    // Irregular turns come as a Poisson process does, never two at one moment.
    const isIrregular = fault.type === 'chaos' && fault.irregular === true;
    const gapNs = isIrregular ? 1 + Math.floor(everyNs * negLog32(counterDraw(murmur3(fault.id, this.world.seed | 0), 0, turn))) : everyNs;
    const lastsNs = 'forSeconds' in fault && fault.forSeconds !== undefined ? secondsToNs(fault.forSeconds) : Infinity;
    const nextNs = atNs + gapNs;
    return nextNs < Math.min(this.world.endNs, secondsToNs(fault.atSeconds) + lastsNs) ? nextNs : Infinity;
  }

  private beginning(fault: Fault): number {
    const atNs = secondsToNs(fault.atSeconds);
    if (!isRepeating(fault)) return atNs;
    const isEmpty = 'forSeconds' in fault && fault.forSeconds === 0;
    return atNs < this.world.endNs && !isEmpty ? atNs : Infinity;
  }

  private dueNs(order: number | undefined): number {
    if (order === undefined) return Infinity;
    const { open, beginNs } = this.cursors[order];
    return open.length > 0 && open[0].untilNs < beginNs ? open[0].untilNs : beginNs;
  }

  private settle(): void {
    this.heap.length = 0;
    for (let order = 0; order < this.faults.length; order++) this.heap.push(order);
    for (let at = this.heap.length >> 1; at >= 0; at--) this.sink(at);
    this.nextNs = this.dueNs(this.heap[0]);
  }

  private isBefore(p: number, q: number): boolean {
    const pNs = this.dueNs(p);
    const qNs = this.dueNs(q);
    return pNs < qNs || (pNs === qNs && p < q);
  }

  private sink(from: number): void {
    const { heap } = this;
    for (let at = from; ;) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const child = left + 1 < heap.length && this.isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!this.isBefore(heap[child], heap[at])) return;
      [heap[at], heap[child]] = [heap[child], heap[at]];
      at = child;
    }
  }
}

function isRepeating(fault: Fault): fault is Repeating {
  return fault.type === 'chaos' || fault.type === 'flap' || fault.type === 'flap-lane' || fault.type === 'rolling-restart';
}

/** When a turn that begins at a moment is over, ns; Infinity: it has no end of its own. */
function endOfTurn(fault: Fault, beginNs: number): number {
  const lasts = isRepeating(fault) ? fault.downSeconds : 'forSeconds' in fault ? fault.forSeconds : undefined;
  return lasts === undefined ? Infinity : beginNs + secondsToNs(lasts);
}
