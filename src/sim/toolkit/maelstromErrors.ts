import { Fate } from '../network/fates';

/** What an error of Maelstrom means here. */
interface ErrorMeaning {
  /** The fate of the request that it answers. */
  readonly fate: number;
  /** The operation surely did not happen. */
  readonly isDefinite: boolean;
}

const definite = (fate: number): ErrorMeaning => ({ fate, isDefinite: true });
const indefinite = (fate: number): ErrorMeaning => ({ fate, isDefinite: false });

/** The errors of Maelstrom by their codes (its doc/protocol.md). */
const MEANINGS: Readonly<Record<number, ErrorMeaning>> = {
  0: indefinite(Fate.timedOut),
  1: definite(Fate.noTarget),
  10: definite(Fate.notSupported),
  11: definite(Fate.overloaded),
  12: definite(Fate.programError),
  13: indefinite(Fate.serverError),
  14: definite(Fate.programError),
  20: definite(Fate.notFound),
  21: definite(Fate.programError),
  22: definite(Fate.programError),
  30: definite(Fate.programError),
};

/** What an error of a code means; one that nobody knows may mean anything. */
export function errorOf(code: unknown): ErrorMeaning {
  return typeof code === 'number' && Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : indefinite(Fate.serverError);
}
