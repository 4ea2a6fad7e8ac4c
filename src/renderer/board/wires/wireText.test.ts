import { describe, expect, it } from 'vitest';
import { wireText } from './WireEdge';

const link = { id: 'L1', from: 'C1', to: 'LB1', latency: { type: 'constant', valueMs: 2 } } as const;

describe('what is written on a wire', () => {
  it('is nothing until it is asked for', () => {
    expect(wireText(link, 'none', false)).toBe('');
    expect(wireText(link, 'none', true)).toBe('2 ms');
    expect(wireText({ ...link, latency: { type: 'exponential', meanMs: 5 } }, 'none', true)).toBe('about 5 ms');
  });

  it('always says that it is cut, and which way, and what it loses', () => {
    expect(wireText(link, 'both', false)).toBe('cut');
    expect(wireText(link, 'forward', false)).toBe('cut C1 \u2192 LB1');
    expect(wireText(link, 'backward', false)).toBe('cut LB1 \u2192 C1');
    expect(wireText({ ...link, lossPercent: 5 }, 'none', false)).toBe('loses 5%');
    expect(wireText(link, 'forward', false, '\u00d710 slower')).toBe('cut C1 \u2192 LB1, \u00d710 slower');
  });
});
