import { describe, expect, it } from 'vitest';
import { describeFault } from './faultInfo';
import type { Fault } from './faultSchema';
import { placeNames } from './placeNames';

const names = placeNames({
  nodes: [{ id: 'a', label: 'Касса' }, { id: 'b', label: 'עובד' }, { id: 'c' }],
  links: [{ id: 'ab', from: 'a', to: 'b' }],
});
const told = (fault: object): string => describeFault({ id: 'F1', atSeconds: 1, ...fault } as Fault, names);

describe('a fault by the names on the board', () => {
  it('calls parts by their labels and wires by their ends', () => {
    expect(told({ type: 'crash', node: 'a' })).toBe('Crash: Касса');
    expect(told({ type: 'cut', link: 'ab', direction: 'forward' })).toBe('Cut: wire Касса \u2192 עובד, requests only');
    expect(told({ type: 'lane', from: 'a', to: 'c', does: 'cut' })).toBe('Disturb a pair: Касса and c, cut');
    expect(told({ type: 'isolate', nodes: ['a', 'b'], others: ['c'] })).toBe('Partition: Касса, עובד, only from c');
  });

  it('leaves an id that is not there any more', () => {
    expect(told({ type: 'crash', node: 'gone' })).toBe('Crash: gone');
    expect(told({ type: 'cut', link: 'gone' })).toBe('Cut: wire gone');
  });
});
