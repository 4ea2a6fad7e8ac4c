import { describe, expect, it } from 'vitest';
import { timedActions, type Fault } from '../../sim/index';
import { faultMarks, faultMarkText, markSort } from './faultMarks';

const world = { index: { nodes: ['W1', 'W2', 'W3'].map((id) => ({ id, kind: 'worker' })), links: [] }, seed: 1, endNs: 60e9 };
const actions = (...faults: Fault[]) => timedActions(faults, world);

describe('marks on the time line of a run', () => {
  it('say what begins and ends, and whom chaos drew', () => {
    expect(actions({ id: 'F1', type: 'crash', node: 'W1', atSeconds: 5, forSeconds: 2.5 }).map((action) => faultMarkText(action))).toEqual([
      'Crash: W1 at 5 s',
      'Crash: W1 ends at 7.5 s',
    ]);
    expect(faultMarkText(actions({ id: 'F1', type: 'chaos', everySeconds: 10, atSeconds: 5 })[0])).toMatch(
      /^Chaos: any part, crash every 10 s \(W[123]\) at 5 s$/,
    );
    const last = actions({ id: 'F1', type: 'chaos', everySeconds: 10, atSeconds: 5 })[3];
    expect(faultMarkText(last)).toContain('nothing left to hit');
  });

  it('are thinned when there are thousands, and end with the run', () => {
    const many = actions({ id: 'F1', type: 'flap', link: 'L1', everySeconds: 0.02, downSeconds: 0.01, atSeconds: 0 });
    expect(many.length).toBeGreaterThan(5000);
    const marks = faultMarks(many, 30e9);
    expect(marks.length).toBeLessThanOrEqual(300);
    expect(marks.length).toBeGreaterThan(150);
    expect(marks[marks.length - 1].atNs).toBeLessThanOrEqual(30e9);
  });

  it('tell what breaks, what mends, and what is merely done', () => {
    const sorts = (fault: Fault): string[] => actions(fault).map(markSort);
    expect(sorts({ id: 'F1', type: 'crash', node: 'W1', atSeconds: 5, forSeconds: 1 })).toEqual(['broken', 'mended']);
    expect(sorts({ id: 'F1', type: 'send', node: 'C1', key: 'peter', atSeconds: 5 })).toEqual(['done']);
    expect(sorts({ id: 'F1', type: 'set', node: 'W1', param: 'concurrency', value: 2, atSeconds: 5 })).toEqual(['done']);
    expect(sorts({ id: 'F1', type: 'heal-all', atSeconds: 5 })).toEqual(['mended']);
  });
});
