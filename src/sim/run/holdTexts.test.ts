import { describe, expect, it } from 'vitest';
import { holdsAt, holdTexts, timedActions, type Fault } from '../index';

const index = { nodes: [], links: [] };
const textsAt = (faults: readonly Fault[], seconds: number, target: string): string[] =>
  holdTexts(holdsAt(timedActions(faults, { index, seed: 1, endNs: 60e9 }), seconds * 1e9), faults, target);

describe('what is said of a part or wire in trouble', () => {
  const faults: Fault[] = [
    { id: 'F1', atSeconds: 1, type: 'steal', node: 'W1', percent: 80, forSeconds: 4 },
    { id: 'F2', atSeconds: 2, type: 'disk-full', node: 'W1' },
    { id: 'F3', atSeconds: 2, type: 'clock', node: 'W1', skewMs: -1500, driftPercent: 5 },
    { id: 'F4', atSeconds: 3, type: 'crash', node: 'W1', forSeconds: 1 },
    { id: 'F5', atSeconds: 1, type: 'lossy', link: 'L1', percent: 20 },
    { id: 'F6', atSeconds: 2, type: 'lossy', link: 'L1', percent: 60, forSeconds: 1 },
    { id: 'F7', atSeconds: 2, type: 'cut', link: 'L1' },
  ];

  it('is every trouble that no status and no cut shows, as long as it lasts', () => {
    expect(textsAt(faults, 0.5, 'W1')).toEqual([]);
    expect(textsAt(faults, 3.5, 'W1')).toEqual(['CPU \u221280 %', 'disk full', 'clock -1.5 s, +5 %']);
    expect(textsAt(faults, 6, 'W1')).toEqual(['disk full', 'clock -1.5 s, +5 %']);
  });

  it('is the last of its sort, and the one before it again afterwards', () => {
    expect(textsAt(faults, 2.5, 'L1')).toEqual(['loses 60 %']);
    expect(textsAt(faults, 3.5, 'L1')).toEqual(['loses 20 %']);
  });
});
