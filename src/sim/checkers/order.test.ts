import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementFault, sourceOrderFault, type Seen } from './order';

const event = fc.record({ source: fc.integer({ min: 0, max: 2 }), number: fc.integer({ min: 1, max: 3 }) });
const seen = fc.uniqueArray(event, { maxLength: 6, selector: ({ source, number }) => source * 10 + number });

/** Every subset of the sinks, by the definition in words. */
function agreesByDefinition(sinks: readonly Seen[], sources: readonly ReadonlySet<number>[]): boolean {
  for (let subset = 1; subset < 1 << sinks.length; subset++) {
    const members = sinks.map((_, i) => i).filter((i) => (subset & (1 << i)) !== 0);
    const shared = [0, 1, 2].filter((source) => members.every((i) => sources[i].has(source)));
    const name = ({ source, number }: Seen[number]): string => `${source} ${number}`;
    const merged = members.map((i) => sinks[i].filter(({ source }) => shared.includes(source)).map(name));
    const common = merged.reduce((kept, list) => kept.filter((item) => list.includes(item)), merged[0]);
    const restricted = merged.map((list) => list.filter((item) => common.includes(item)).join());
    if (new Set(restricted).size > 1) return false;
  }
  return true;
}

/** No two events of one source stand the wrong way round. */
function inOrderByDefinition(sinks: readonly Seen[]): boolean {
  return sinks.every((list) =>
    list.every((later, j) => list.slice(0, j).every((earlier) => earlier.source !== later.source || earlier.number < later.number)),
  );
}

describe('the order of streams', () => {
  it('of each source is judged as by its definition, on 5,000 small histories good and bad', () => {
    let bad = 0;
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 4 }), (sinks) => {
        const fault = sourceOrderFault(sinks);
        if (fault !== null) bad++;
        expect(fault === null).toBe(inOrderByDefinition(sinks));
      }),
      { numRuns: 5000, seed: 1 },
    );
    expect(bad).toBeGreaterThan(1000);
    expect(bad).toBeLessThan(4000);
  });

  it('that sinks agree on is judged as by its definition over all subsets, on 5,000 small graphs', () => {
    let bad = 0;
    const graph = fc.array(fc.tuple(seen, fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 })), { maxLength: 4 });
    fc.assert(
      fc.property(graph, (drawn) => {
        const sources = drawn.map(([, followed]) => new Set(followed));
        const sinks = drawn.map(([list, followed]) => list.filter(({ source }) => followed.includes(source)));
        // Sinks that see each source in order, as far as the first check goes; what is left is how they merge.
        const ordered = sinks.map((list) => inOrder(list));
        const fault = agreementFault(ordered, sources);
        if (fault !== null) bad++;
        expect(fault === null).toBe(agreesByDefinition(ordered, sources));
      }),
      { numRuns: 5000, seed: 2 },
    );
    expect(bad).toBeGreaterThan(300);
    expect(bad).toBeLessThan(4500);
  });
});

/** The same list with the numbers of each source put in ascending order, at the places where that source stands. */
function inOrder(list: Seen): Seen {
  const numbers = new Map<number, number[]>();
  for (const { source, number } of list) numbers.set(source, [...(numbers.get(source) ?? []), number]);
  for (const each of numbers.values()) each.sort((p, q) => p - q);
  return list.map(({ source }) => ({ source, number: numbers.get(source)?.shift() ?? 0 }));
}
