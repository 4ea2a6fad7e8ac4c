import { describe, expect, it } from 'vitest';
import { EVERYTHING, fuzz, seedsFor } from '../support/fuzz';

const { first, count } = seedsFor(0, 2);

describe.skipIf(count === 0)(`${count} random scenarios over all kinds, with random faults, from seed ${first}`, () => {
  it('keep every promise of the engine', { timeout: 3_600_000 }, () => {
    const met = fuzz(first, count);
    if (met.isMany) expect({ kinds: met.kinds, faults: met.faults }).toEqual(EVERYTHING);
    expect(met.events).toBeGreaterThan(0);
  });
});
