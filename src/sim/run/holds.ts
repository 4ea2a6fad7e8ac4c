import { Way } from '../network/links';
import type { TimedAction } from './actions';
import type { Effect } from './effects';
import { ALL_NETWORKS, isLaneName } from './laneNames';

/** Something that a fault does to a part or wire for as long as it lasts. */
export interface Hold {
  readonly type: Effect['type'];
  readonly target: string;
  readonly value: number;
  /** The fault's place in the list of the run, and which of its repeats. */
  readonly order: number;
  readonly turn: number;
  /** Since when, ns. */
  readonly sinceNs: number;
}

/** What mends what: by its own type, or everything on a wire. */
export const MENDED_BY: Readonly<Partial<Record<Effect['type'], readonly Effect['type'][]>>> = {
  restart: ['crash'],
  resume: ['pause'],
  // What crashes does not stand still any more, whatever paused it.
  crash: ['pause'],
  heal: ['cut', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'apart'],
};
const AT_ONCE: ReadonlySet<Effect['type']> = new Set(['restart', 'resume', 'heal', 'promote', 'set', 'send', 'drop']);

/** Holds of one type on one part or wire, by the fault, in the order in which they began: a fault holds each target once at most. */
type ByFault = Map<number, Hold>;

/** What faults do at present to parts and wires. */
export class Holds {
  private readonly byTarget = new Map<string, Map<Effect['type'], ByFault>>();

  constructor(list: readonly Hold[] = []) {
    for (const hold of list) this.add(hold);
  }

  /** Takes over what an action begins or ends. */
  apply(action: TimedAction): void {
    const { order, turn, atNs, ends } = action;
    for (const { type, target, value } of action.effects) {
      if (ends) {
        if (this.byTarget.get(target)?.get(type)?.get(order)?.turn === turn) this.remove(target, type, order);
        continue;
      }
      for (const mended of MENDED_BY[type] ?? []) this.removeAll(target, mended);
      if (type === 'heal' && target === ALL_NETWORKS) this.removeLanes();
      // A factor of 1 is the way to say: as before.
      if ((type === 'slow' || type === 'slow-wire') && value === 1) this.removeAll(target, type);
      else if (!AT_ONCE.has(type)) this.add({ type, target, value, order, turn, sinceNs: atNs });
    }
  }

  has(type: Effect['type'], target: string): boolean {
    return this.byTarget.get(target)?.has(type) === true;
  }

  /** The hold of a type that counts for a target: the one that began last; null when there is none. */
  last(type: Effect['type'], target: string): Hold | null {
    let last: Hold | null = null;
    for (const hold of this.byTarget.get(target)?.get(type)?.values() ?? []) last = hold;
    return last;
  }

  /** Whether anything is held of a target. */
  holds(target: string): boolean {
    return this.byTarget.has(target);
  }

  /** Every hold of a type on a target, in the order in which they began. */
  every(type: Effect['type'], target: string): Hold[] {
    return [...(this.byTarget.get(target)?.get(type)?.values() ?? [])];
  }

  /** Which ways of a wire are cut by any hold, as bits (`Way`). */
  cutBits(link: string): number {
    let bits = 0;
    for (const hold of this.byTarget.get(link)?.get('cut')?.values() ?? []) {
      bits |= hold.value;
      if (bits === Way.both) return bits;
    }
    return bits;
  }

  /** Parts and wires of which anything is held. */
  targets(): IterableIterator<string> {
    return this.byTarget.keys();
  }

  /** Every hold; those of one type on one target in the order in which they began. */
  list(): Hold[] {
    return [...this.byTarget.values()].flatMap((types) => [...types.values()].flatMap((holds) => [...holds.values()]));
  }

  private add(hold: Hold): void {
    const types = this.byTarget.get(hold.target) ?? new Map<Effect['type'], ByFault>();
    this.byTarget.set(hold.target, types);
    const holds = types.get(hold.type) ?? (new Map() as ByFault);
    types.set(hold.type, holds);
    // What begins anew begins last.
    holds.delete(hold.order);
    holds.set(hold.order, hold);
  }

  private remove(target: string, type: Effect['type'], order: number): void {
    const holds = this.byTarget.get(target)?.get(type);
    if (holds?.delete(order) === true && holds.size === 0) this.removeAll(target, type);
  }

  /** The whole network is healed: every lane is as it was. */
  private removeLanes(): void {
    for (const target of this.byTarget.keys()) if (isLaneName(target)) this.byTarget.delete(target);
  }

  private removeAll(target: string, type: Effect['type']): void {
    const types = this.byTarget.get(target);
    if (types?.delete(type) === true && types.size === 0) this.byTarget.delete(target);
  }
}

/** Which ways of a wire are cut by any of these, as bits (`Way`). */
export function cutBitsOf(holds: readonly Hold[], link: string): number {
  let bits = 0;
  for (const hold of holds) if (hold.type === 'cut' && hold.target === link) bits |= hold.value;
  return bits;
}

/** What lasts just after a moment, from the actions of a run in order of time. */
export function holdsAt(actions: readonly TimedAction[], atNs: number): readonly Hold[] {
  const holds = new Holds();
  for (const action of actions) {
    if (action.atNs > atNs) break;
    holds.apply(action);
  }
  return holds.list();
}
