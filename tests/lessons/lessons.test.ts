import { afterAll, describe, expect, it } from 'vitest';
import { changed, entryOf, gradeEntry, nothing, scoreAnswer, type Grade, type Lesson } from '../../src/lessons/index';
import { createRun, MUTATIONS, mutate, seedsFrom, withChanges, type Scenario } from '../../src/sim/index';
import { preparePrograms } from '../../src/programs/index';
import { shippedCourses, shippedLessons } from '../support/lessons';

/** Seeds that no lesson was made with; FAULTBOARD_SEEDS=100 is the nightly size. */
const SEEDS = seedsFrom(2_718_281, Number(process.env.FAULTBOARD_SEEDS ?? 30));
/** For what must fail: it fails with every seed, so that fewer tell as much. */
const FEW = SEEDS.slice(0, SEEDS.length > 30 ? 5 : 2);
const covered = { runs: 0, wrong: 0 };

async function graded(lesson: Lesson, board: Scenario, seeds: readonly number[]): Promise<Grade> {
  const entry = entryOf(lesson, board);
  if (!entry.ok) return nothing(lesson, entry.broken);
  covered.runs += seeds.length;
  return gradeEntry(lesson, entry.scenario, seeds, await preparePrograms(entry.scenario));
}

/** Objectives and rules that stop a board in every run, by name. */
function failures({ broken, objectives }: Grade): string[] {
  return [...broken.map(({ rule }) => rule), ...objectives.filter(({ met }) => met === 0).map(({ id }) => id)];
}

describe.each(shippedLessons())('%s', (_name, lesson) => {
  it('is won by its solution, whatever the seed', async () => {
    const grade = await graded(lesson, lesson.solved, SEEDS);
    expect(grade.broken).toEqual([]);
    expect(grade.objectives.filter(({ reason }) => reason !== null)).toEqual([]);
    expect(grade.points).toBe(grade.of);
  }, 300_000);

  it('is not won by the board it begins with, nor by an empty one', async () => {
    const start = await graded(lesson, lesson.start, FEW);
    expect(start.points).toBeLessThan(start.of);
    expect(failures(start)).not.toEqual([]);
    const empty = await graded(lesson, { ...lesson.start, nodes: [], links: [], faults: [] }, FEW);
    expect(empty).toMatchObject({ points: 0, runs: 0, broken: [expect.objectContaining({ rule: 'locked' }), ...empty.broken.slice(1)] });
  });

  it('gives no point where nothing works', async () => {
    const entry = entryOf(lesson, lesson.solved);
    if (!entry.ok) throw new Error('its solution breaks its rules');
    for (const { name } of MUTATIONS.filter(({ isFatal }) => isFatal)) {
      const made = mutate(entry.scenario, name);
      expect(made.length, name).toBeGreaterThan(0);
      for (const { title, scenario } of made)
        expect(gradeEntry(lesson, scenario, FEW.slice(0, 1), await preparePrograms(scenario)).points, title).toBe(0);
    }
  });

  it.each(lesson.wrongAnswers.map((wrong) => [wrong.id, wrong] as const))(
    'is not won by %s, for the reason it gives',
    async (_id, wrong) => {
      const board = changed(lesson.start, wrong.changes, lesson, wrong.id);
      if (!board.ok) throw new Error(board.failure.message);
      const grade = await graded(lesson, board.value, FEW);
      expect(failures(grade)).toEqual(expect.arrayContaining(wrong.fails));
      expect(grade.points).toBeLessThan(grade.of);
      covered.wrong++;
    },
  );

  it('can answer its own questions from a run of the board it begins with', async () => {
    const run = createRun(lesson.start, { programs: await preparePrograms(lesson.start) });
    while (!run.advance({ maxEvents: 1_000_000 }));
    for (const question of lesson.questions) {
      const { was } = scoreAnswer(question, '', run.summary());
      expect(was, question.id).not.toBeNull();
      const right = question.type === 'bottleneck' ? String(was) : Number(was);
      expect(scoreAnswer(question, right, run.summary()).isRight, question.id).toBe(true);
      expect(scoreAnswer(question, question.type === 'bottleneck' ? 'C1' : Number(was) * 2, run.summary()).isRight, question.id).toBe(
        false,
      );
    }
  });
});

describe('a run of a hand-in', () => {
  it('ends at a limit, and then gives no points', () => {
    const [, lesson] = shippedLessons()[0];
    const entry = entryOf(lesson, lesson.solved);
    if (!entry.ok) throw new Error('its solution breaks its rules');
    const flood = withChanges({ ...entry.scenario, durationSeconds: 10_000 }, [{ node: 'C1', param: 'ratePerSecond', value: 50_000 }]);
    expect(gradeEntry(lesson, flood, FEW)).toMatchObject({ points: 0, runs: 0, broken: [{ rule: 'limit' }] });
  }, 240_000);
});

describe('the courses', () => {
  it('list every lesson once, and none that is not there', () => {
    const listed = shippedCourses().flatMap(({ lessons }) => lessons.map(({ id }) => id));
    expect(listed.sort()).toEqual(
      shippedLessons()
        .map(([, { id }]) => id)
        .sort(),
    );
    for (const [name, { id }] of shippedLessons()) expect(id).toBe(name);
  });
});

afterAll(() => console.info(`lessons: ${covered.runs} runs; ${covered.wrong} wrong answers fail for the reason they give`));
