import { describe, expect, it } from 'vitest';
import { withNames } from './names';

const board = {
  nodes: [
    { id: 'DB1', label: 'Node 1' },
    { id: 'C2', label: 'Health check' },
    { id: 'W1' },
    { id: 'Server', label: 'Shop' },
    { id: 'frontend', label: 'Витрина' },
    { id: 'W2', label: 'W1 again' },
  ],
  links: [{ id: 'L1', from: 'frontend', to: 'DB1' }],
} as unknown as Parameters<typeof withNames>[1];
const named = (text: string): string => withNames(text, board);

describe('sentences about a run', () => {
  it('call a part what stands on its card, wherever its id is a word of its own, and a wire by its ends', () => {
    expect(named('Keys held of DB1: 1 key.')).toBe('Keys held of Node 1: 1 key.');
    expect(named("C2, DB1 and W1: DB1's queue")).toBe("Health check, Node 1 and W1: Node 1's queue");
    expect(named('frontend crashed; messages on L1 can be lost')).toBe('Витрина crashed; messages on Витрина \u2192 Node 1 can be lost');
  });

  it('leave keys, fields, longer ids and usual words alone', () => {
    const kept = 'read "DB1" and DB1-old, peter.DB1, DB12; Server';
    expect(named(kept)).toBe(kept);
  });

  it('name what is a usual word where it is all there is, and nothing twice', () => {
    expect(named('Server')).toBe('Shop');
    expect(named('W2 asked W1')).toBe('W1 again asked W1');
    expect(named(named('W2 asked DB1'))).toBe('W1 again asked Node 1');
  });
});
