import { describe, expect, it } from 'vitest';
import { withNames } from './partNames';

const nodes = [{ id: 'DB1', label: 'Node 1' }, { id: 'C2', label: 'Health check' }, { id: 'W1' }, { id: 'Server', label: 'Shop' }];

describe('sentences about a run', () => {
  it('call a part what stands on its card, wherever its id is a word of its own', () => {
    expect(withNames('Keys held of DB1: 1 key.', nodes)).toBe('Keys held of Node 1: 1 key.');
    expect(withNames("C2, DB1 and W1: DB1's queue", nodes)).toBe("Health check, Node 1 and W1: Node 1's queue");
  });

  it('leave keys, fields, longer ids and usual words alone', () => {
    const kept = 'read "DB1" and DB1-old, peter.DB1, DB12; Server';
    expect(withNames(kept, nodes)).toBe(kept);
  });
});
