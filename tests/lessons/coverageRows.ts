import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entryOf, gradeEntry, type Grade, type Lesson } from '../../src/lessons/index';
import { preparePrograms } from '../../src/programs/index';
import { solved, type CheckResult } from '../../src/sim/index';
import { faultboard, scratch, shipped, type Done } from '../cli/faultboard';
import { shippedLessons } from '../support/lessons';
import { shippedScenarios } from '../support/scenarios';

/** A row of docs/coverage.md: an item, the lesson, scenario or edition that has it, its check, and the command that shows it. */
export type Row = readonly [item: string, where: string, check: string, command: string];

const file = resolve(import.meta.dirname, '../../docs/coverage.md');

/** Every row, as it stands in the file. */
export function coverageRows(): Row[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Item'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()) as unknown as Row);
}

/**
 * The lesson whose solution is graded by the command itself, in a thread of its own, which takes most of a second. The others are graded by
 * what that thread grades with.
 */
export const GRADED_HERE = 'single-server';

/** What a command line did: how it ended, and what its checks say where it says so. */
interface Shown {
  readonly done: Done;
  /** Whether each check was met; null: there was no evidence. */
  readonly verdicts: ReadonlyMap<string, boolean | null>;
}

/** A seed that no lesson was made with. */
const SEED = 2_718_281;

/** What `faultboard grade` finds of a lesson's reference solution, without the thread. */
async function gradeHere(lesson: Lesson): Promise<Shown> {
  const entry = entryOf(lesson, lesson.solved);
  if (!entry.ok) return { done: { code: 1, out: '', err: entry.broken.map(({ message }) => message).join(' ') }, verdicts: new Map() };
  const grade = gradeEntry(lesson, entry.scenario, [SEED], await preparePrograms(entry.scenario));
  const err = grade.broken.map(({ message }) => message).join(' ');
  return { done: { code: grade.points === grade.of ? 0 : 1, out: 'graded', err }, verdicts: verdictsOf([grade]) };
}

function verdictsOf(grades: readonly Grade[]): Map<string, boolean> {
  return new Map(grades.flatMap(({ objectives }) => objectives.map(({ id, reason }) => [id, reason === null] as const)));
}

/** Carries out the commands of rows, each only once. */
export class Commands {
  private readonly lessons = new Map(shippedLessons());
  private readonly scenarios = new Map(shippedScenarios());
  private readonly shown = new Map<string, Promise<Shown>>();

  constructor(private readonly gradeWorker: () => string) {}

  /** How many command lines were carried out. */
  get count(): number {
    return this.shown.size;
  }

  /** What is wrong with a row of a lesson or scenario: null, or a sentence. */
  async problemOf([, where, check, command]: Row): Promise<string | null> {
    const [what, name] = where.split(' ');
    const there = what === 'lesson' ? this.lessons.has(name) : this.scenarios.has(name);
    if (!there) return `there is no ${where}`;
    if ((what === 'lesson') !== (command === 'grade')) return `${command} is no command for a ${what}`;
    const lesson = this.lessons.get(name);
    const { done, verdicts } = await this.once(`${where} ${command}`, () =>
      lesson === undefined || what !== 'lesson'
        ? this.carryOut(name, command.split(' '))
        : name === GRADED_HERE
          ? this.grade(name)
          : gradeHere(lesson),
    );
    if (done.code !== 0 || done.out === '') return `it ended with exit code ${done.code}: ${done.err}`;
    // What compares and exports tells of no checks; a run of the same scenario does.
    const judged = verdicts.size > 0 ? verdicts : (await this.once(`${where} run`, () => this.carryOut(name, ['run']))).verdicts;
    const verdict = judged.get(check);
    return verdict === true ? null : `its check ${check} ${verdict === undefined ? 'is not there' : 'is not met'}`;
  }

  private once(key: string, make: () => Promise<Shown>): Promise<Shown> {
    const shown = this.shown.get(key) ?? make();
    this.shown.set(key, shown);
    return shown;
  }

  /** `faultboard grade` of a lesson's reference solution, with one seed that no lesson was made with. */
  private async grade(name: string): Promise<Shown> {
    const path = join(scratch, `${name}.hand-in.json`);
    writeFileSync(path, JSON.stringify(this.lessons.get(name)?.solved));
    const argv = ['grade', name, path, '--seed', String(SEED), '--seeds', '1', '--json'];
    const done = await faultboard(argv, { gradeWorker: this.gradeWorker() });
    const graded = done.out === '' ? [] : (JSON.parse(done.out) as { handIns: Grade[] }).handIns;
    return { done, verdicts: verdictsOf(graded) };
  }

  /** A command on a shipped scenario; where it leaves a task to the learner, on one in which that is done. */
  private async carryOut(name: string, [command, ...options]: readonly string[]): Promise<Shown> {
    const scenario = this.scenarios.get(name);
    const path = scenario?.solution === undefined ? shipped(name) : join(scratch, `${name}.solved.json`);
    if (scenario?.solution !== undefined) writeFileSync(path, JSON.stringify(solved(scenario)));
    const brief = command === 'run' ? ['--json'] : command === 'compare' ? ['--seeds', '2'] : [];
    const done = await faultboard([command, path, ...options, ...brief]);
    const isJudged = command === 'run' && done.code <= 1 && done.out !== '';
    const checks = isJudged ? (JSON.parse(done.out) as { checks: CheckResult[] }).checks : [];
    return { done, verdicts: new Map(checks.map(({ id, ok }) => [id, ok])) };
  }
}
