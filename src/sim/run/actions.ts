import type { Fault } from '../model/scenario';
import type { Effect, FaultWorld } from './effects';
import { Schedule } from './schedule';

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

/** So many moments are listed at most where all of them are wanted at once; a run itself makes them one by one. */
export const MOST_LISTED = 100_000;

/**
 * The first moments (`most` of them) at which something is done to the system, in order of time; ties keep the order of the list. A pure
 * function of the faults, the parts and wires, and the seed: whatever is drawn (whom chaos hits) is known before the run.
 */
export function timedActions(faults: readonly Fault[], world: FaultWorld, most = MOST_LISTED): TimedAction[] {
  const schedule = new Schedule(faults, world);
  const actions: TimedAction[] = [];
  while (actions.length < most && schedule.nextNs < Infinity) actions.push(schedule.take());
  return actions;
}
