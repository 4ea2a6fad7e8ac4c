import { describe, expect, it } from 'vitest';
import { holdsAt, timedActions, type Fault } from '../../sim/index';
import { cutsOf } from './cuts';

const faults: Fault[] = [
  { id: 'F1', atSeconds: 10, type: 'cut', link: 'L1' },
  { id: 'F2', atSeconds: 20, type: 'heal', link: 'L1' },
  { id: 'F3', atSeconds: 5, type: 'cut', link: 'L2', direction: 'forward', forSeconds: 10 },
  { id: 'F4', atSeconds: 8, type: 'cut', link: 'L2', direction: 'backward' },
  { id: 'F5', atSeconds: 1, type: 'crash', node: 'W1' },
];

const actions = timedActions(faults, { index: { nodes: [], links: [] }, seed: 1, endNs: 60e9 });
const at = (seconds: number): Record<string, string> => Object.fromEntries(cutsOf(holdsAt(actions, seconds * 1e9)));

describe('which wires are cut', () => {
  it('follows cuts and repairs in order of time, not of the list', () => {
    expect(at(4.9)).toEqual({});
    expect(at(10)).toEqual({ L1: 'both', L2: 'both' });
    expect(at(20)).toEqual({ L2: 'backward' });
  });

  it('adds up one-way cuts, and the end of one leaves the other, as in the run', () => {
    expect(at(5)).toEqual({ L2: 'forward' });
    expect(at(8)).toEqual({ L2: 'both' });
    expect(at(15)).toEqual({ L1: 'both', L2: 'backward' });
  });
});
