import { describe, expect, it } from 'vitest';
import type { Scenario } from '../sim/index';
import { boardRefusal, entryOf, parseCourse, parseLesson } from './index';

const scenario = {
  format: 1,
  kinds: {},
  name: 'One worker',
  seed: 1,
  durationSeconds: 10,
  nodes: [
    { id: 'C1', kind: 'client', x: 0, y: 0, params: {} },
    { id: 'W1', kind: 'worker', x: 300, y: 0, params: {} },
  ],
  links: [{ id: 'L1', from: 'C1', to: 'W1' }],
  faults: [],
  checks: [],
};
const objective = { check: { id: 'done', title: 'Some are answered', metric: 'completed', atLeast: 10, leastEvidence: 10 } };
const lesson = {
  lesson: 1,
  id: 'one-worker',
  title: 'One worker',
  level: 'first-steps',
  minutes: 5,
  goal: 'Answer.',
  steps: ['Press Run.'],
  start: scenario,
  board: { locked: ['C1'], palette: [{ kind: 'worker', free: ['concurrency'] }] },
  objectives: [objective],
  hints: [],
  questions: [],
  debrief: 'Done.',
  solution: { set: [{ node: 'W1', param: 'concurrency', value: 6 }] },
  wrongAnswers: [],
};

function failure(change: object): { name: string; path: string; message: string } {
  const parsed = parseLesson(JSON.stringify({ ...lesson, ...change }));
  if (parsed.ok) throw new Error('was read');
  return parsed.failure;
}

describe('a lesson file', () => {
  it('is read with its board and its solution', () => {
    const parsed = parseLesson(JSON.stringify(lesson));
    if (!parsed.ok) throw new Error(parsed.failure.message);
    expect(parsed.value.solved.nodes.find(({ id }) => id === 'W1')?.params.concurrency).toBe(6);
    expect(parsed.value.start.nodes.find(({ id }) => id === 'W1')?.params.concurrency).not.toBe(6);
  });

  it.each([
    ['a newer form', { lesson: 2 }, 'newer-format', 'lesson', 'update Faultboard'],
    ['a form that is none', { lesson: 'one' }, 'wrong-shape', 'lesson', 'lesson is "one"'],
    ['an unknown name', { levl: 'x' }, 'wrong-shape', 'levl', 'did you mean "level"'],
    ['a board that is no scenario', { start: { ...scenario, seed: -1 } }, 'wrong-shape', 'start: seed', 'seed'],
    ['a lock on nothing', { board: { ...lesson.board, locked: ['C9'] } }, 'no-such-part', 'board.locked', '"C9"'],
    ['a kind that is none', { board: { ...lesson.board, palette: [{ kind: 'wheel' }] } }, 'unknown-kind', 'board.palette', '"wheel"'],
    [
      'a way between parts that may go away',
      { board: { ...lesson.board, through: [{ from: 'C1', to: 'W1', kind: 'worker' }] } },
      'not-locked',
      'board.through',
      '"W1"',
    ],
    [
      'an objective that asks for no evidence',
      { objectives: [{ check: { ...objective.check, leastEvidence: 0 } }] },
      'wrong-shape',
      'objectives[0]',
      'leastEvidence of 1 or more',
    ],
    ['bars of a part that may go away', { shares: ['C1', 'W1'] }, 'not-locked', 'shares', '"W1"'],
    [
      'a wire to set that is not there',
      { board: { ...lesson.board, wires: [{ id: 'L9', free: ['inOrder'] }] } },
      'no-such-part',
      'board.wires',
      '"L9"',
    ],
    [
      'a solution of a wire that is not there',
      { solution: { tune: [{ wire: 'L9', network: {} }] } },
      'no-such-part',
      'solution.tune',
      '"L9"',
    ],
    ['two objectives of one name', { objectives: [objective, objective] }, 'twice', 'objectives', '"done"'],
    ['a solution of a part that is not there', { solution: { without: ['W7'] } }, 'no-such-part', 'solution.without', '"W7"'],
    [
      'a wrong answer that fails at nothing known',
      { wrongAnswers: [{ id: 'w', title: 'W', changes: {}, fails: ['luck'], because: 'So.' }] },
      'no-such-objective',
      'wrongAnswers[0].fails',
      '"luck"',
    ],
  ])('with %s is refused in one sentence', (_what, change, name, path, says) => {
    expect(failure(change)).toMatchObject({ name, path });
    expect(failure(change).message).toContain(says);
    expect(failure(change).message.trim().split('\n')).toHaveLength(1);
  });

  it.each(['', '{', '[]', 'null', '{"lesson":1}', '[[[['])('of %j is none, and says so', (text) => {
    expect(parseLesson(text)).toMatchObject({ ok: false });
    expect(parseCourse(text)).toMatchObject({ ok: false });
  });
});

describe('a course file', () => {
  const course = { course: 1, id: 'all', title: 'All', description: 'All of it.', lessons: [{ id: 'a' }, { id: 'b', after: ['a'] }] };

  it('is read', () => expect(parseCourse(JSON.stringify(course))).toMatchObject({ ok: true, value: course }));

  it.each([
    ['a newer form', { course: 2 }, 'newer-format'],
    ['a lesson listed twice', { lessons: [{ id: 'a' }, { id: 'a' }] }, 'twice'],
    ['a lesson before what it needs', { lessons: [{ id: 'a', after: ['b'] }, { id: 'b' }] }, 'bad-order'],
  ])('with %s is refused', (_what, change, name) => {
    expect(parseCourse(JSON.stringify({ ...course, ...change }))).toMatchObject({ ok: false, failure: { name } });
  });
});

describe('a wire with one field for the learner', () => {
  const wire = { ...scenario.links[0], network: { distanceKm: 2000, idleSeconds: 0 } };
  const parsed = parseLesson(
    JSON.stringify({
      ...lesson,
      start: { ...scenario, links: [wire] },
      board: { ...lesson.board, wires: [{ id: 'L1', free: ['idleSeconds'] }] },
      solution: { tune: [{ wire: 'L1', network: { idleSeconds: 60 } }] },
    }),
  );
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { value } = parsed;
  const withWire = (network: object): Scenario => ({ ...value.start, links: [{ ...value.start.links[0], network }] });

  it('is handed in as it was set, and the rest of it as the lesson has it', () => {
    expect(value.solved.links[0].network).toEqual({ distanceKm: 2000, idleSeconds: 60 });
    const entry = entryOf(value, withWire({ distanceKm: 0, idleSeconds: 30, bandwidthMbps: 1 }));
    expect(entry.ok && entry.scenario.links[0].network).toEqual({ distanceKm: 2000, idleSeconds: 30 });
    expect(entryOf(value, withWire({}))).toMatchObject({ scenario: { links: [{ network: { distanceKm: 2000 } }] } });
  });

  it('may be set on the board, and nothing else of it', () => {
    expect(boardRefusal(value, value.start, withWire({ distanceKm: 2000, idleSeconds: 60 }))).toBeNull();
    expect(boardRefusal(value, value.start, withWire({ distanceKm: 1, idleSeconds: 60 }))).toContain('only what the lesson is about');
  });
});
