import { Fate, FATES } from '../network/fates';

/**
 * Fates that say nothing about the health of the part that was asked: the sender asked too often or too late, or for what there is not.
 * They count neither as a success nor as a failure.
 */
const UNCOUNTED_FATES: readonly number[] = [
  Fate.rateLimited,
  Fate.readOnly,
  Fate.notFound,
  Fate.stale,
  Fate.poisoned,
  Fate.deadlineExceeded,
  Fate.conflict,
];
/** The same as a table by fate: every answer asks. */
const UNCOUNTED = Uint8Array.from(FATES, (_, fate) => (UNCOUNTED_FATES.includes(fate) ? 1 : 0));

/** Whether an answer (or its absence) says nothing about the health of the part that was asked. */
export function isUncounted(fate: number): boolean {
  return UNCOUNTED[fate] !== 0;
}

/** Whether an answer (or its absence) counts as a failure of the part that was asked: every error but those that do not count. */
export function isFailure(fate: number): boolean {
  return fate !== Fate.ok && UNCOUNTED[fate] === 0;
}
