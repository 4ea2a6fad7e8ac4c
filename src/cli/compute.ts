import { Slices } from '../main/services/slices';
import type { Door } from './io';

const QUIET_MS = 500;

/** What is computed in slices: a run, or many. */
export interface Computation {
  advance(limits: { readonly maxEvents: number }): boolean;
}

/**
 * Computes to the end, and shows a person who waits how far it is. True when it is over, false when it was stopped.
 * `hasPrograms`: learners' programs are called, so that an event may take long.
 */
export function computeAll(computation: Computation, hasPrograms: boolean, io: Door, progress: () => string): boolean {
  const startedMs = performance.now();
  const slices = Slices.of(hasPrograms);
  let isShown = false;
  let isFinished = false;
  while (!isFinished && !io.isStopped()) {
    isFinished = slices.next((maxEvents) => computation.advance({ maxEvents }));
    if (!io.isInteractive || isFinished || performance.now() - startedMs <= QUIET_MS) continue;
    isShown = true;
    io.status(progress());
  }
  if (isShown) io.status(null);
  return isFinished;
}
