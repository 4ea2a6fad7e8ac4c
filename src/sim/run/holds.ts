import type { TimedAction } from './actions';
import type { Effect } from './effects';

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
const MENDED_BY: Readonly<Partial<Record<Effect['type'], readonly Effect['type'][]>>> = {
  restart: ['crash'],
  resume: ['pause'],
  // What crashes does not stand still any more, whatever paused it.
  crash: ['pause'],
  heal: ['cut', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt'],
};
const AT_ONCE: ReadonlySet<Effect['type']> = new Set(['restart', 'resume', 'heal', 'promote', 'set', 'drop']);

/** What lasts after an action, given what lasted before it. Neither is changed. */
export function holdsAfter(holds: readonly Hold[], action: TimedAction): readonly Hold[] {
  const { order, turn, atNs } = action;
  if (action.ends) {
    // The end of one slowdown has always been the end of all of the part; traces of old scenarios rest on it.
    const normal = new Set(action.effects.filter(({ type }) => type === 'slow').map(({ target }) => target));
    return holds.filter((hold) => (hold.order !== order || hold.turn !== turn) && (hold.type !== 'slow' || !normal.has(hold.target)));
  }
  let kept = holds;
  const added: Hold[] = [];
  for (const { type, target, value } of action.effects) {
    const mends = MENDED_BY[type];
    if (mends !== undefined && kept.length > 0) kept = kept.filter((hold) => hold.target !== target || !mends.includes(hold.type));
    // A factor of 1 is the way to say: as before.
    if ((type === 'slow' || type === 'slow-wire') && value === 1)
      kept = kept.filter((hold) => hold.target !== target || hold.type !== type);
    else if (!AT_ONCE.has(type)) added.push({ type, target, value, order, turn, sinceNs: atNs });
  }
  return added.length === 0 ? kept : [...kept, ...added];
}

/** The hold of a type that counts for a target: the one that began last; null when there is none. */
export function lastHold(holds: readonly Hold[], type: Effect['type'], target: string): Hold | null {
  for (let i = holds.length - 1; i >= 0; i--) if (holds[i].target === target && holds[i].type === type) return holds[i];
  return null;
}

/** Which ways of a wire are cut by any hold: 1 forward, 2 backward, 3 both, 0 neither. */
export function cutBitsOf(holds: readonly Hold[], link: string): number {
  let bits = 0;
  for (const hold of holds) if (hold.type === 'cut' && hold.target === link) bits |= hold.value;
  return bits;
}

/** What lasts just after a moment, from the actions of a run in order of time. */
export function holdsAt(actions: readonly TimedAction[], atNs: number): readonly Hold[] {
  let holds: readonly Hold[] = [];
  for (const action of actions) {
    if (action.atNs > atNs) break;
    holds = holdsAfter(holds, action);
  }
  return holds;
}
