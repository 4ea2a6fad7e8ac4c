import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents } from '../../../tests/support/scenarioArbitrary';
import { defaultParams, parseScenario, parseScenarioValue, type LoadFailure } from '../index';

/** What a failure must be, whatever the file: named, placed, one line of bounded length. */
function expectWellTold(failure: LoadFailure): void {
  expect(failure.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(failure.message).toMatch(/^[\P{Cc}]+[.!]$/u);
  expect(failure.message.length).toBeLessThan(400);
  expect(failure.path.length).toBeLessThan(400);
  expect(failure.message).not.toMatch(/Invalid (input|option)|Unrecognized|\[object|undefined/);
}

/** Replaces the value at the n-th place of a document, in the order of reading. */
function spoiled(value: unknown, n: number, by: unknown): unknown {
  let left = n;
  const walk = (item: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

describe('any file', () => {
  it('gives a scenario or a well-told failure, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed = parseScenario(text);
        if (!parsed.ok) expectWellTold(parsed.failure);
      }),
      { numRuns: 500 },
    );
  });

  it('gives a scenario or a well-told failure, whatever value is spoiled in a good one', () => {
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(-1, 1e308, '', 'x'.repeat(1000), '__proto__', 'constructor', null, [], {}, [null], { type: 'uniform' }, 'W1'),
    );
    fc.assert(
      fc.property(documents, fc.nat(300), junk, (document, place, by) => {
        const parsed = parseScenario(JSON.stringify(spoiled(document, place, by)));
        if (!parsed.ok) expectWellTold(parsed.failure);
      }),
      { numRuns: 1000 },
    );
  });

  it('is cut anywhere: not JSON, never half a scenario', () => {
    fc.assert(
      fc.property(documents, fc.double({ min: 0, max: 0.999, noNaN: true }), (document, share) => {
        const text = JSON.stringify(document);
        const parsed = parseScenario(text.slice(0, Math.floor(text.length * share)));
        expect(parsed.ok ? 'accepted' : parsed.failure.name).toMatch(/^(not-json|empty-file)$/);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is read', () => {
  const worker = { id: 'W1', kind: 'worker', x: 0, y: 0, params: { concurrency: 7 } };
  const document = {
    format: 1,
    kinds: {},
    name: 'small',
    seed: 1,
    durationSeconds: 10,
    nodes: [worker],
    links: [],
    faults: [],
    checks: [],
  };

  it('has every field, those that were missing by their default', () => {
    const parsed = parseScenarioValue(document);
    expect(parsed.ok && parsed.scenario.nodes[0].params).toEqual({ ...defaultParams('worker'), concurrency: 7 });
  });

  it('shares nothing with the document it came from', () => {
    const mine = structuredClone(document);
    const parsed = parseScenarioValue(mine);
    mine.nodes[0].params.concurrency = 99;
    expect(parsed).toMatchObject({ ok: true, scenario: { nodes: [{ params: { concurrency: 7 } }] } });
    expect(mine.kinds).toEqual({});
  });

  it('leaves out entries that are undefined and writes -0 as 0', () => {
    const parsed = parseScenarioValue({ ...document, description: undefined, nodes: [{ ...worker, x: -0, label: undefined }] });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    expect(Object.keys(parsed.scenario)).not.toContain('description');
    expect(Object.keys(parsed.scenario.nodes[0])).not.toContain('label');
    expect(Object.is(parsed.scenario.nodes[0].x, 0)).toBe(true);
  });
});
