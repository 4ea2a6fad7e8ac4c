import { describe, expect, it } from 'vitest';
import type { Fault } from './faultSchema';
import { describeFault } from './faultInfo';

const told = (param: string, value: unknown): string =>
  describeFault({ id: 'F1', type: 'set', node: 'C1', atSeconds: 1, param, value } as unknown as Fault);

describe('a setting that is changed', () => {
  it('is told with its value where that is short', () => {
    expect(told('concurrency', 2)).toBe('Change a setting: C1, concurrency = 2');
    expect(told('arrivals', 'closed')).toBe('Change a setting: C1, arrivals = "closed"');
    expect(told('together', false)).toBe('Change a setting: C1, together = false');
    expect(told('members', ['W1', 'W2'])).toBe('Change a setting: C1, members = W1, W2');
  });

  it('is told by its size or its sort where the value is long or has parts', () => {
    const requests = Array.from({ length: 12 }, (_, i) => ({ key: 'peter', op: 'write', value: i }));
    expect(told('script', requests)).toBe('Change a setting: C1, script: 12 requests');
    expect(told('script', requests.slice(0, 1))).toBe('Change a setting: C1, script: 1 request');
    expect(told('script', [])).toBe('Change a setting: C1, script: 0 requests');
    expect(told('weights', 'W1=3, '.repeat(20))).toBe('Change a setting: C1, weights: 120 characters');
    expect(told('prices', { a: 1, b: 2 })).toBe('Change a setting: C1, prices: 2 entries');
    expect(told('serviceTimeMs', { type: 'constant', valueMs: 5 })).not.toMatch(/[{}"]/);
  });
});
