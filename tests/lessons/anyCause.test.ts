import { describe, expect, it } from 'vitest';
import { entryOf, gradeEntry, type Lesson } from '../../src/lessons/index';
import { createRun, seedsFrom, type Scenario } from '../../src/sim/index';
import { shippedLessons } from '../support/lessons';

const CAUSES = ['crash', 'pause', 'slow', 'cut', 'lossy'] as const;
const lesson = new Map(shippedLessons()).get('talk-any-cause') as Lesson;

/** The board with one cause in place of whatever the seed draws. */
function onlyBy(board: Scenario, does: (typeof CAUSES)[number]): Scenario {
  return { ...board, faults: board.faults.map((fault) => (fault.type === 'chaos' ? { ...fault, does } : fault)) };
}

/** Points of a board that the lesson would refuse: its faults are the lesson's own. */
function points(board: Scenario, does: (typeof CAUSES)[number]): number {
  const entry = entryOf(lesson, board);
  if (!entry.ok) throw new Error('the board breaks the rules');
  return gradeEntry(lesson, onlyBy(entry.scenario, does), seedsFrom(7, 2)).points;
}

describe('it is slow, whatever the cause', () => {
  it('draws five causes by seed, on each of the servers, and the same again with the same seed', () => {
    const drawn = (seed: number): string[] =>
      createRun(lesson.start, { seed })
        .actions.filter(({ ends }) => !ends)
        .flatMap(({ effects }) => effects.map(({ type, target }) => `${type} ${target}`));
    const all = seedsFrom(1, 60).flatMap(drawn);
    for (const cause of CAUSES)
      for (const at of cause === 'cut' || cause === 'lossy' ? ['L2', 'L3', 'L4'] : ['W1', 'W2', 'W3'])
        expect(all, `${cause} ${at}`).toContain(`${cause} ${at}`);
    expect(new Set(all).size).toBe(15);
    expect(drawn(4)).toEqual(drawn(4));
    expect(drawn(4)).not.toEqual(drawn(5));
  });

  it.each(CAUSES)('%s alone is too much for the board it begins with, and not for the solution', (does) => {
    expect(points(lesson.start, does)).toBeLessThan(2);
    expect(points(lesson.solved, does)).toBe(2);
  });
});
