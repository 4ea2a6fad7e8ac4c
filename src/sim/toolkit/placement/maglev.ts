import { mix32, murmur3 } from '../../kernel/hash';

/** Sizes of the look-up table that may be chosen: primes, as the permutations need. */
export const TABLE_SIZES = ['251', '4099', '65537'] as const;

/** Where a backend begins in the table, and how far it goes with each step: together the order in which it likes the places. */
export interface Preference {
  readonly offset: number;
  readonly skip: number;
}

/** The preference of a named backend for the places of a table of prime size. */
export function preferenceOf(name: string, size: number): Preference {
  const hash = murmur3(name);
  return { offset: mix32(hash ^ 0x9e3779b1) % size, skip: (mix32(hash ^ 0x85ebca6b) % (size - 1)) + 1 };
}

/**
 * Fills the look-up table: backends take turns, each takes the place that it likes best of those that are free (D. Eisenbud et al., Maglev:
 * A Fast and Reliable Software Network Load Balancer, NSDI 2016, section 3.4). Numbers of places differ by one at most. `size` is prime.
 */
export function maglevTable(preferences: readonly Preference[], size: number): Int32Array {
  const table = new Int32Array(size).fill(-1);
  const next = preferences.map(({ offset }) => offset);
  for (let filled = 0, turn = 0; filled < size; filled++, turn = (turn + 1) % preferences.length) {
    let place = next[turn];
    while (table[place] >= 0) place = (place + preferences[turn].skip) % size;
    table[place] = turn;
    next[turn] = (place + preferences[turn].skip) % size;
  }
  return table;
}
