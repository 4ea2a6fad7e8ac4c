import { describe, expect, it } from 'vitest';
import { emptyScenario, freshId, kindVersions } from './ids';
import { parseScenarioValue } from './parse';

describe('ids', () => {
  it('are the first that is free', () => {
    expect(freshId('W', [])).toBe('W1');
    expect(freshId('W', ['W1', 'W3', 'DB2'])).toBe('W2');
    expect(freshId('W', new Set(['W1', 'W2']))).toBe('W3');
  });
});

describe('an empty scenario', () => {
  it('can be saved and opened as it is', () => {
    expect(parseScenarioValue(emptyScenario('New'))).toEqual({ ok: true, scenario: emptyScenario('New') });
  });
});

describe('versions of kinds', () => {
  it('are those of the kinds in use, by name; of an unknown kind the one that was given', () => {
    const node = (kind: string) => ({ id: kind, kind, x: 0, y: 0, params: {} });
    expect(
      Object.entries(
        kindVersions({ nodes: [node('worker'), node('client'), node('mainframe'), node('worker')], kinds: { mainframe: 4, shard: 1 } }),
      ),
    ).toEqual([
      ['client', 1],
      ['mainframe', 4],
      ['worker', 1],
    ]);
  });
});
