import { describe, expect, it } from 'vitest';
import { defaultParams, emptyScenario, serializeScenario, type Check, type Scenario, type ScenarioNode } from '../sim/index';
import { entryOf } from './entry';
import { parseTask } from './exercise';
import { gradeEntry, type Grade } from './grade';

const part = (id: string, kind: string, params: object = {}, locked?: true): ScenarioNode => ({
  id,
  kind,
  x: 0,
  y: 0,
  params: { ...(defaultParams(kind) as ScenarioNode['params']), ...params } as ScenarioNode['params'],
  ...(locked === undefined ? {} : { locked }),
});

const checks: Check[] = [
  { id: 'errors', metric: 'errorPercent', atMost: 1 },
  { id: 'cost', metric: 'costPerHour', atMost: 0.7 },
];

/** A worker that is too small, before a store that is given. */
const exercise: Scenario = {
  ...emptyScenario('Make it fast enough'),
  durationSeconds: 20,
  nodes: [
    part('C1', 'client', { ratePerSecond: 40 }),
    part('W1', 'worker', { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 50 }, queueLimit: 5 }),
    part('DB1', 'database', {}, true),
  ],
  links: [
    { id: 'L1', from: 'C1', to: 'W1' },
    { id: 'L2', from: 'W1', to: 'DB1' },
  ],
  checks,
};

const withParams = (id: string, params: object, board = exercise): Scenario => ({
  ...board,
  nodes: board.nodes.map((node) => (node.id === id ? ({ ...node, params: { ...node.params, ...params } } as ScenarioNode) : node)),
});

function gradeOf(handIn: Scenario): Grade {
  const task = parseTask(serializeScenario(exercise));
  if (!task.ok) throw new Error(task.failure.message);
  const entry = entryOf(task.value, handIn);
  return entry.ok ? gradeEntry(task.value, entry.scenario, [1, 2]) : { ...gradeEntry(task.value, exercise, []), broken: entry.broken };
}

describe('a scenario as an exercise', () => {
  it('gives the points of its own checks, whatever checks a hand-in has left', () => {
    const solved = withParams('W1', { concurrency: 4 });
    expect(gradeOf(solved)).toMatchObject({ points: 1, of: 1, broken: [] });
    expect(gradeOf({ ...solved, checks: [] }).points).toBe(1);
    expect(gradeOf(exercise).points).toBe(0);
    expect(gradeOf({ ...exercise, checks: [] }).points).toBe(0);
  });

  it('keeps locked parts, clients and the budget, and offers no kinds that it does not have', () => {
    const rulesOf = (board: Scenario): string[] => gradeOf(board).broken.map(({ rule }) => rule);
    expect(rulesOf(withParams('DB1', { concurrency: 9 }))).toEqual(['locked']);
    expect(rulesOf(withParams('C1', { ratePerSecond: 1 }))).toEqual(['locked']);
    expect(rulesOf({ ...exercise, nodes: [...exercise.nodes, part('K1', 'cache')] })).toContain('palette');
    expect(rulesOf(withParams('W1', { concurrency: 40 }))).toEqual(['budget']);
  });

  it('without a check is refused with what to do; a lesson stays a lesson', () => {
    const bare = parseTask(serializeScenario({ ...exercise, checks: [checks[1]] }));
    expect(bare.ok ? null : bare.failure).toMatchObject({ name: 'no-checks', path: 'checks' });
    const lesson = parseTask('{"lesson": 1, "objectives": []}');
    expect(lesson.ok).toBe(false);
    expect(parseTask('{').ok).toBe(false);
  });
});
