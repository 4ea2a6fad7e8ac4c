import { negLog32 } from '../kernel/exactMath';
import { murmur3 } from '../kernel/hash';
import { MOST_REPEATS, type Fault } from '../model/scenario';
import { counterDraw } from '../network/counterRandom';
import { effectsOf, type Effect, type FaultWorld } from './effects';

/** A moment at which something is done to the system: a fault, one of its repeats, or the end of either. */
export interface TimedAction {
  readonly atNs: number;
  readonly fault: Fault;
  /** Place of the fault in the list of the run. */
  readonly order: number;
  /** Which repeat, from 0. */
  readonly turn: number;
  readonly ends: boolean;
  /** What begins, or what is over. */
  readonly effects: readonly Effect[];
}

/** Seconds of the scenario file as integer nanoseconds. */
export function secondsToNs(seconds: number): number {
  return Math.floor(seconds * 1e9 + 0.5);
}

/**
 * The moments at which something is done to the system, in order of time; ties keep the order of the list. A pure function of the faults,
 * the parts and wires, and the seed: whatever is drawn (whom chaos hits) is known before the run.
 */
export function timedActions(faults: readonly Fault[], world: FaultWorld): TimedAction[] {
  return faults
    .flatMap((fault, order) => momentsOf(fault, order, world))
    .map((action, place) => ({ action, place }))
    .sort((p, q) => p.action.atNs - q.action.atNs || p.place - q.place)
    .map((entry) => entry.action);
}

const NOBODY: ReadonlySet<string> = new Set();

function momentsOf(fault: Fault, order: number, world: FaultWorld): TimedAction[] {
  switch (fault.type) {
    case 'chaos':
    case 'flap':
    case 'rolling-restart':
      return repeats(fault, order, world);
    default: {
      const begins: TimedAction = {
        atNs: secondsToNs(fault.atSeconds),
        fault,
        order,
        turn: 0,
        ends: false,
        effects: effectsOf(fault, 0, world, NOBODY),
      };
      if (!('forSeconds' in fault) || fault.forSeconds === undefined) return [begins];
      return [begins, { ...begins, atNs: begins.atNs + secondsToNs(fault.forSeconds), ends: true }];
    }
  }
}

/** Each turn of a fault that repeats itself, with its end; none after the fault or the run is over. */
function repeats(fault: Fault & { type: 'chaos' | 'flap' | 'rolling-restart' }, order: number, world: FaultWorld): TimedAction[] {
  const actions: TimedAction[] = [];
  const lastsNs =
    'forSeconds' in fault && fault.forSeconds !== undefined ? secondsToNs(fault.atSeconds) + secondsToNs(fault.forSeconds) : Infinity;
  const untilNs = Math.min(world.endNs, lastsNs);
  const most = fault.type === 'rolling-restart' ? fault.nodes.length : MOST_REPEATS;
  const everyNs = secondsToNs(fault.everySeconds);
  const downNs = fault.downSeconds === undefined ? Infinity : secondsToNs(fault.downSeconds);
  const salt = fault.type === 'chaos' && fault.irregular === true ? murmur3(fault.id, world.seed | 0) : null;
  const held: { untilNs: number; target: string }[] = [];
  let atNs = secondsToNs(fault.atSeconds);
  for (let turn = 0; turn < most && atNs < untilNs; turn++) {
    while (held.length > 0 && held[0].untilNs <= atNs) held.shift();
    const effects = effectsOf(fault, turn, world, new Set(held.map((hold) => hold.target)));
    const begins: TimedAction = { atNs, fault, order, turn, ends: false, effects };
    actions.push(begins);
    for (const { target } of effects) held.push({ untilNs: atNs + downNs, target });
    if (downNs !== Infinity) actions.push({ ...begins, atNs: atNs + downNs, ends: true });
    // Irregular turns come as a Poisson process does, never two at one moment.
    atNs += salt === null ? everyNs : 1 + Math.floor(everyNs * negLog32(counterDraw(salt, 0, turn)));
  }
  return actions;
}
