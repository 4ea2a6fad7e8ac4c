import { describe, expect, it } from 'vitest';
import { emptyScenario, holdsAt, holdTexts, timedActions, worldOf, type Fault, type ScenarioNode } from '../../../sim/index';
import { cutsOf } from '../cuts';
import { TROUBLE_SORTS, troubleSortsOf, type TroubleMark } from './troubleMarks';
import { MOST_TROUBLED, troubledChord, troubledPairs, type TroubledPair } from './troubled';

const member = (id: string, x: number, y = 0): ScenarioNode => ({ id, kind: 'gossip', x, y, params: {}, network: 'N1' });
const nodes = [
  member('G1', 0),
  member('G2', 600),
  member('G3', 0, 400),
  { ...member('N1', 300), kind: 'network', network: undefined },
] as ScenarioNode[];
const world = worldOf({ ...emptyScenario('t'), durationSeconds: 60, nodes });

/** What is drawn of the pairs at a moment. */
function at(faults: Fault[], seconds: number): TroubledPair[] {
  const holds = holdsAt(timedActions(faults, world), seconds * 1e9);
  const texts = new Map(
    holds.map(({ target }) => [target, holdTexts(holds, faults, target).join(', ')] as const).filter(([, text]) => text),
  );
  return troubledPairs(nodes, cutsOf(holds), texts, troubleSortsOf(holds));
}

const pair = (change: Partial<TroubledPair> = {}): TroubledPair => ({
  name: 'G1~G2',
  low: nodes[0],
  high: nodes[1],
  cut: 'both',
  trouble: '',
  sorts: '',
  ...change,
});

const lane = { id: 'F1', type: 'lane', atSeconds: 10, forSeconds: 10, from: 'G2', to: 'G1' } as const;

describe('pairs of members in trouble', () => {
  it('are there while the fault lasts, and not before or after', () => {
    const faults: Fault[] = [{ ...lane, does: 'cut' }];
    expect([5, 15, 25].map((seconds) => at(faults, seconds).length)).toEqual([0, 1, 0]);
    expect(at(faults, 15)[0]).toMatchObject({ name: 'G1~G2', cut: 'both', trouble: '' });
  });

  it('say which way is cut, whatever end the fault names first', () => {
    expect(at([{ ...lane, does: 'cut', direction: 'forward' }], 15)[0].cut).toBe('backward');
    expect(at([{ ...lane, does: 'cut', direction: 'backward' }], 15)[0].cut).toBe('forward');
  });

  it('come and go with each turn of a flap', () => {
    const faults: Fault[] = [
      { id: 'F1', type: 'flap-lane', atSeconds: 10, forSeconds: 10, from: 'G1', to: 'G3', everySeconds: 4, downSeconds: 1 },
    ];
    expect(
      [9, 10.5, 12, 14.5, 22].map((seconds) =>
        at(faults, seconds)
          .map(({ name, cut }) => `${name} ${cut}`)
          .join(),
      ),
    ).toEqual(['', 'G1~G3 both', '', 'G1~G3 both', '']);
  });

  it('are slow and lossy in words, and cut besides', () => {
    const faults: Fault[] = [
      { ...lane, does: 'slow', factor: 5 },
      { ...lane, id: 'F2', does: 'lossy', percent: 30 },
    ];
    expect(at(faults, 15)).toEqual([pair({ cut: 'none', trouble: '\u00d75 slower, loses 30 %', sorts: 'slow lossy' })]);
    expect(at([...faults, { ...lane, id: 'F3', does: 'cut' }], 15)[0]).toMatchObject({
      cut: 'both',
      trouble: '\u00d75 slower, loses 30 %',
    });
  });

  it('are neither wires nor members that are gone from the board, and no more than can be told apart', () => {
    expect(troubledPairs(nodes, new Map([['L1', 'both']]), new Map([['G1~G9', 'loses 5 %']]), new Map())).toEqual([]);
    const many = Array.from({ length: 30 }, (_, i) => member(`M${i}`, i));
    const cuts = new Map(many.flatMap((p, i) => many.slice(i + 1).map((q) => [`${p.id}~${q.id}`, 'both'] as const)));
    expect(troubledPairs(many, cuts, new Map(), new Map())).toHaveLength(MOST_TROUBLED);
  });
});

describe('the chord of a pair in trouble', () => {
  it('is whole where it is only slow or lossy, and broken around a cross where it is cut', () => {
    expect(troubledChord(pair({ cut: 'none', trouble: 'loses 5 %' }), nodes)).toMatchObject({
      line: 'M84 44L684 44',
      cross: '',
      arrow: '',
    });
    const { line, cross, arrow } = troubledChord(pair(), []);
    expect(line).toBe('M84 44L368 44M400 44L684 44');
    expect(cross).not.toBe('');
    expect(arrow).toBe('');
  });

  it('has a mark of its own shape for each sort of trouble, side by side, and none where a cross stands', () => {
    const marksOf = (sorts: string, cut: 'none' | 'both' = 'none'): readonly TroubleMark[] => troubledChord(pair({ cut, sorts }), []).marks;
    const outlines = TROUBLE_SORTS.map((sort) => marksOf(sort)[0].path.replace(/[\d.]+/g, ''));
    expect(new Set(outlines).size).toBe(TROUBLE_SORTS.length);
    expect(marksOf('slow lossy').map(({ sort }) => sort)).toEqual(['slow', 'lossy']);
    expect(marksOf('slow lossy')[0].path).not.toBe(marksOf('slow')[0].path);
    expect(marksOf('slow', 'both')).toEqual([]);
  });

  it('is slow, lossy or disturbed by what lasts', () => {
    const sorts = (does: object): string => at([{ ...lane, ...does } as Fault], 15)[0].sorts;
    expect(sorts({ does: 'slow', factor: 5 })).toBe('slow');
    expect(sorts({ does: 'lossy', percent: 30 })).toBe('lossy');
    expect(sorts({ does: 'duplicate', percent: 30 })).toBe('disturbed');
    expect(sorts({ does: 'cut' })).toBe('');
  });

  it('has an arrow on the side of the one who is not heard', () => {
    const tipOf = (cut: 'forward' | 'backward'): number => Number(/^M(\S+)/.exec(troubledChord(pair({ cut }), []).arrow)?.[1]);
    expect(tipOf('forward')).toBeLessThan(384);
    expect(tipOf('backward')).toBeGreaterThan(384);
  });

  it('has its mark where no face covers it: not on the network in the middle, nor on the ends', () => {
    const { at: mark } = troubledChord(pair(), nodes);
    for (const { x } of [nodes[0], nodes[1], nodes[3]]) expect(mark.x > x && mark.x < x + 168).toBe(false);
    expect(mark.y).toBe(44);
  });

  it('has its mark in the narrow room between two faces that it passes beneath', () => {
    const row = [0, 208, 416].map((x, i) => member(`R${i}`, x));
    const { at: mark } = troubledChord(pair({ low: row[0], high: row[2] }), row);
    expect(row.every(({ x }) => mark.x < x - 8 || mark.x > x + 168 + 8)).toBe(true);
  });

  it('of two members at one place is still a chord', () => {
    expect(JSON.stringify(troubledChord(pair({ high: { ...nodes[0], id: 'G2' } }), nodes))).not.toMatch(/NaN|null|Infinity/);
  });
});
