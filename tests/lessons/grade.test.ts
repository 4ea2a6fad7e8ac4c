import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, scoreText, type Grade, type Lesson, type Score } from '../../src/lessons/index';
import { createRun, type Fault, type Run, type Scenario } from '../../src/sim/index';
import { faultboard, lines, scratch, written, type Done } from '../cli/faultboard';
import { buildWorker, type BuiltWorker } from '../shells/builtWorker';
import { lessonFile, shippedLessons } from '../support/lessons';
import { honest, hostile, type HandIn } from './handIns';

interface Json {
  readonly lesson: string;
  readonly seeds: readonly number[];
  readonly handIns: readonly (Grade & { readonly file: string; readonly reasons: readonly string[] })[];
}

let worker: BuiltWorker;
beforeAll(async () => void (worker = await buildWorker('src/cli/gradeWorker.ts')), 240_000);
afterAll(() => worker.remove());

const fiveWorkers = shippedLessons().find(([name]) => name === 'five-workers')?.[1] as Lesson;
const grade = (...argv: string[]): Promise<Done> => faultboard(['grade', ...argv], { gradeWorker: worker.file });

function file({ name, text }: HandIn): string {
  const path = join(scratch, `${name}.json`);
  writeFileSync(path, text);
  return path;
}

describe('thirty hand-ins, of which ten are hostile', () => {
  const all = [...honest(fiveWorkers), ...hostile(fiveWorkers)];
  let done: Done;
  let json: Json;

  beforeAll(async () => {
    done = await grade('five-workers', ...all.map(file), '--seeds', '2', '--secret', 'not told to anybody', '--json');
    json = JSON.parse(done.out) as Json;
  }, 600_000);

  it('are thirty', () => expect(all).toHaveLength(30));

  it.each(all.map((handIn, i) => [handIn.name, handIn, i] as const))(
    '%s gets the points it deserves, and the reason',
    (_name, handIn, i) => {
      const { points, of, reasons } = json.handIns[i];
      expect({ points, of, reasons }).toMatchObject({ points: handIn.points, of: 4 });
      if (handIn.says === null) expect(reasons).toEqual([]);
      else expect(reasons.join('\n')).toMatch(handIn.says);
    },
  );

  it('end with the exit code for points that are missing, and nothing that a terminal would obey', () => {
    expect(done.code).toBe(1);
    expect(done.err).toBe('');
    // eslint-disable-next-line no-control-regex -- this is what is looked for
    expect(done.out).not.toMatch(/[\u001b\u0007]/);
  });
});

/** The lesson as a file, with a balancer that a learner may program. */
function withOwnBalancer({ solved: _solved, ...lesson }: Lesson): object {
  const offered = { kind: 'load-balancer', free: ['strategy', 'program'], most: 1 };
  const board = { ...lesson.board, locked: ['C1', 'DB1'], palette: [...lesson.board.palette, offered], ownPrograms: true };
  return { ...lesson, board, wrongAnswers: [] };
}

/** The solution with a balancer that asks a program. */
function withProgram({ solved }: Lesson, code: string): object {
  const nodes = solved.nodes.map((node) =>
    node.id === 'LB1' ? { ...node, params: { ...node.params, strategy: 'own', program: 'pick' } } : node,
  );
  return { ...solved, nodes, programs: { pick: { language: 'javascript', code } } };
}

describe('grade', () => {
  const [good] = honest(fiveWorkers);
  const start = honest(fiveWorkers).find(({ name }) => name === 'start') as HandIn;

  it('prints a table with points and reasons, and gives the same for the same secret', async () => {
    const argv = ['five-workers', file(good), file(start), '--seeds', '2', '--secret', 'abc'];
    const { out, code } = await grade(...argv);
    expect(code).toBe(1);
    expect(lines(out)[0]).toMatch(/^Version 2: five workers: 2 graded with 2 seeds from \d+, 1 with all points$/);
    expect(out).toMatch(/good-4-1\.json +4 of 4 +all met/);
    expect(out).toMatch(/start\.json +0 of 4 +At least 55 requests/);
    expect((await grade(...argv)).out).toBe(out);
    expect((await grade(...argv.slice(0, -1), 'abd')).out).not.toBe(out);
  }, 240_000);

  it('ends with 0 when all have all points; a lesson may be a file', async () => {
    expect(await grade(lessonFile('five-workers'), file(good), '--seeds', '1')).toMatchObject({ code: 0, err: '' });
  }, 240_000);

  it('writes a table for spreadsheets in which nothing is a formula', async () => {
    const missing = '=HYPERLINK("x")';
    const { out } = await grade('five-workers', file(good), missing, '--seeds', '1', '--seed', '7', '--csv');
    expect(lines(out)).toEqual([
      '"hand-in","points","of","reasons"',
      `"${join(scratch, 'good-4-1.json')}",4,4,""`,
      expect.stringMatching(/^"'=HYPERLINK\(""x""\)",0,4,".+"$/),
    ]);
  }, 240_000);

  it('gives a hand-in up that computes too long or does not come to an end, and grades the next', async () => {
    const loops = written('loop.mjs', "import { workerData } from 'node:worker_threads'; while (workerData) ;");
    const memory = written('memory.mjs', 'const all = []; for (;;) all.push(new Array(1000).fill(all.length));');
    const ends = written('ends.mjs', 'process.exit(0);');
    const graded = (gradeWorker: string): Promise<Done> =>
      faultboard(['grade', 'five-workers', file(good), file(start), '--max-seconds', '1', '--seeds', '1', '--json'], { gradeWorker });
    for (const [thread, says] of [
      [loops, /given up/],
      [memory, /memory|given up/],
      [ends, /thread ended/],
    ] as const) {
      const { out, code } = await graded(thread);
      const { handIns } = JSON.parse(out) as Json;
      expect({ code, points: handIns.map(({ points }) => points) }).toEqual({ code: 1, points: [0, 0] });
      for (const { reasons } of handIns) expect(reasons.join()).toMatch(says);
    }
  }, 300_000);

  it('gives a hand-in up whose program burns time, and one whose program never ends', async () => {
    const lesson = written('own-balancer-lesson.json', JSON.stringify(withOwnBalancer(fiveWorkers)));
    const handIn = (name: string, code: string): string => written(name, JSON.stringify(withProgram(fiveWorkers, code)));
    const fair = handIn(
      'fair.json',
      'function choose(request, targets) { return targets.reduce((a, b) => (b.open < a.open ? b : a)).id; }',
    );
    const slow = handIn('slow.json', 'function choose(request, targets) { for (let i = 0; i < 60000; i++); return targets[0].id; }');
    const endless = handIn('endless.json', 'function choose() { for (;;); }');
    const { out } = await grade(lesson, fair, slow, endless, '--seeds', '1', '--seed', '3', '--max-seconds', '4', '--json');
    const { handIns } = JSON.parse(out) as Json;
    expect(handIns.map(({ points }) => points)).toEqual([4, 0, 0]);
    expect(handIns[1].reasons.join()).toMatch(/given up|met in 0/);
    expect(handIns[2].reasons.join()).toMatch(/given up|met in 0/);
  }, 300_000);

  it.each([
    [[], 'grade needs a LESSON'],
    [['five-workers'], 'at least one HAND-IN'],
    [['no-such-lesson', 'a.json'], 'There is no lesson "no-such-lesson"'],
    [['five-workers', 'a.json', '--seeds', '0'], '--seeds 0 is not a whole number from 1 to 1000'],
    [['five-workers', 'a.json', '--seed', '1', '--secret', 'x'], 'leave one of them out'],
    [['five-workers', 'a.json', '--json', '--csv'], 'leave one of them out'],
    [['five-workers', 'a.json', '--max-seconds', 'x'], '--max-seconds x is not a whole number'],
  ])('says what is wrong with %j', async (argv, says) => {
    const { code, err } = await grade(...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(lines(err)).toHaveLength(1);
  });
});

describe('prove', () => {
  const prove = (...argv: string[]): Promise<Done> => faultboard(['prove', ...argv], { gradeWorker: worker.file });
  const crash: Fault = { id: 'Hand', type: 'crash', node: 'W2', atSeconds: 4, forSeconds: 2 };
  let told: Score;

  /** A run of a board in the lesson, in which somebody crashed a worker by hand. */
  function meddled(board: Scenario): { readonly run: Run; readonly scenario: Scenario } {
    const entry = entryOf(fiveWorkers, board, true);
    if (!entry.ok) throw new Error(entry.broken[0].message);
    const first = createRun(entry.scenario, { seed: 77 });
    while (!first.advance({ maxEvents: 100_000 }));
    const run = first.branch(4e9, [crash]);
    while (!run.advance({ maxEvents: 100_000 }));
    return { run, scenario: board };
  }

  function scored(change: Partial<Score>): string {
    return written('a.score.json', JSON.stringify({ ...told, ...change }));
  }

  beforeAll(() => {
    const { run, scenario } = meddled(fiveWorkers.solved);
    told = JSON.parse(scoreText({ lesson: 'five-workers', scenario, interventions: [crash], summary: run.summary() })) as Score;
  });

  it('finds a true score true, with what was done by hand, and whatever its file says of checks', async () => {
    const { code, out } = await prove(scored({}));
    expect(out).toContain('proved. Run again, it is the same run.');
    expect(code).toBe(0);
    const { code: again, out: json } = await prove(scored({ scenario: { ...told.scenario, checks: [], seed: 1 } }), '--json');
    expect([again, JSON.parse(json)]).toMatchObject([0, [{ isProved: true, checks: told.checks }]]);
  }, 60_000);

  it.each([
    ['another hash', () => ({ traceHash: 'f'.repeat(told.traceHash.length) }), /It was a different run/],
    ['other luck', () => ({ seed: 78 }), /It was a different run|It says otherwise/],
    ['a hand that is not told', () => ({ interventions: [] }), /It was a different run|It says otherwise/],
    ['a forged check', () => ({ checks: told.checks.map(({ id, ok }) => ({ id, ok: !ok })) }), /It says otherwise about/],
    ['no checks', () => ({ checks: [] }), /It says otherwise about/],
    ['one more check', () => ({ checks: [...told.checks, { id: 'Mine', ok: true }] }), /no.* of that name/],
    ['a board that breaks a rule', () => ({ scenario: { ...told.scenario, nodes: [], links: [], faults: [] } }), /is locked/],
    ['a fault for nobody', () => ({ interventions: [{ ...crash, node: 'W9' }] }), /W9/],
    ['another engine', () => ({ engineVersion: '2' }), /engine 2, and this is engine/],
    ['a lesson that is not there', () => ({ lesson: 'no-such-lesson' }), /There is no lesson/],
  ])(
    'finds %s, and says so',
    async (_name, change, says) => {
      const { code, out } = await prove(scored(change()));
      expect(out).toMatch(says);
      expect(code).toBe(1);
    },
    60_000,
  );

  it('refuses what is no score, and goes on with the next', async () => {
    const { code, out } = await prove(written('b.score.json', '{"faultboardScore": 2}'), written('c.score.json', '['), scored({}));
    expect(lines(out).filter((line) => line.includes('not proved'))).toHaveLength(2);
    expect(out).toContain('a.score.json: proved');
    expect(code).toBe(1);
    expect((await prove()).err).toContain('prove needs at least one SCORE');
  }, 60_000);
});
