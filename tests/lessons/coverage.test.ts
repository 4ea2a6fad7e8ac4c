import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorker, type BuiltWorker } from '../shells/builtWorker';
import { Commands, coverageRows, type Row } from './coverageRows';

/** Items of the five sources. */
const ITEMS = 117;
const root = resolve(import.meta.dirname, '../..');
const rows = coverageRows();
const covered = rows.filter(([, where]) => /^(lesson|scenario) /.test(where));
const editions = rows.filter(([, where]) => where.startsWith('edition '));

let worker: BuiltWorker;
beforeAll(async () => void (worker = await buildWorker('src/cli/gradeWorker.ts')), 240_000);
afterAll(() => worker.remove());
const commands = new Commands(() => worker.file);

describe('docs/coverage.md', () => {
  it('has every item once, covered or with what it waits for', () => {
    expect(rows).toHaveLength(ITEMS);
    expect(covered.length).toBeGreaterThan(0);
    for (const [item, where] of rows) expect(where, item).toMatch(/^(waits for \S|(lesson|scenario|edition) [a-z0-9-]+$)/);
  });

  it.each(covered)(
    '%s: in %s, the check %s is met by "%s"',
    async (...row) => {
      expect(await commands.problemOf(row)).toBeNull();
    },
    120_000,
  );

  it.each<[why: string, where: string, check: string, command: string, problem: RegExp]>([
    ['a lesson that is not there', 'lesson six-workers', 'goodput', 'grade', /there is no lesson six-workers/],
    ['a scenario that is not there', 'scenario single', 'answers', 'run', /there is no scenario single/],
    ['a check that is not there', 'scenario single-server', 'goodput', 'run', /check goodput is not there/],
    ['an objective that is not there', 'lesson single-server', 'goodput', 'grade', /check goodput is not there/],
    ['a command that is not there', 'scenario single-server', 'answers', 'walk', /exit code 2: .*There is no command "walk"/],
    ['an option that is not there', 'scenario single-server', 'answers', 'run --logs', /exit code 2: .*There is no option --logs/],
    ['an option that belongs elsewhere', 'scenario single-server', 'answers', 'run --csv', /exit code 2/],
    ['a key that is not there', 'scenario single-server', 'answers', 'run --lookup pete@DB1', /exit code 2: .*no key "pete"/],
    ['a check that is not met', 'scenario single-server', 'answers', 'run --until 1s', /exit code 1/],
    ['a lesson that is run', 'lesson single-server', 'kept', 'run', /no command for a lesson/],
  ])('would not have %s', async (why, where, check, command, problem) => {
    expect(await commands.problemOf([why, where, check, command])).toMatch(problem);
  });

  it.each(editions)('%s: the tests of %s have "%s", and "%s" makes it', (...[, where, check, command]: Row) => {
    const tests = readFileSync(resolve(root, `tests/desktop/${where.replace('edition ', '')}.spec.ts`), 'utf8');
    expect(tests).toContain(`test('${check}`);
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).map((name) => `npm run ${name}`)).toContain(command);
  });
});

afterAll(() => console.info(`coverage: ${commands.count} command lines carried out for ${covered.length} items`));
