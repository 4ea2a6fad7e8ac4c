import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_INFOS, optionsOf } from '../../src/cli/commands';
import { shippedLessons } from '../support/lessons';
import { shippedScenarios } from '../support/scenarios';

/** Items of the five sources. */
const ITEMS = 117;
const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(resolve(root, 'docs/coverage.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Item'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const covered = rows.filter(([, where]) => /^(lesson|scenario) /.test(where));
const editions = rows.filter(([, where]) => where.startsWith('edition '));

const lessons = new Map(shippedLessons());
const scenarios = new Map(shippedScenarios());

/** Ids of the checks of a lesson or scenario, as "lesson five-workers"; none: it is not there. */
function checksOf(where: string): string[] {
  const [what, name] = where.split(' ');
  if (what === 'lesson') return lessons.get(name)?.objectives.map(({ check }) => check.id) ?? [];
  return scenarios.get(name)?.checks.map(({ id }) => id) ?? [];
}

describe('docs/coverage.md', () => {
  it('has every item once, covered or with what it waits for', () => {
    expect(rows).toHaveLength(ITEMS);
    expect(covered.length).toBeGreaterThan(0);
    for (const [item, where] of rows) expect(where, item).toMatch(/^(waits for \S|(lesson|scenario|edition) [a-z0-9-]+$)/);
  });

  it.each(covered)('%s: %s has the check %s, and "%s" is a command', (_item, where, check, command) => {
    expect(checksOf(where)).toContain(check);
    const [name, ...options] = command.split(' ');
    expect(COMMAND_INFOS.map((info) => info.name)).toContain(name);
    for (const option of options) expect(optionsOf(name)).toContain(option.replace('--', ''));
    expect(where.startsWith('lesson')).toBe(name === 'grade');
  });

  it.each(editions)('%s: the tests of %s have "%s", and "%s" makes it', (_item, where, check, command) => {
    const tests = readFileSync(resolve(root, `tests/desktop/${where.replace('edition ', '')}.spec.ts`), 'utf8');
    expect(tests).toContain(`test('${check}`);
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).map((name) => `npm run ${name}`)).toContain(command);
  });
});
