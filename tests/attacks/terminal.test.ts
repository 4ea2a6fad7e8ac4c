import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/cli/clean';
import { faultboard, lines, scenarioOf, written } from '../cli/faultboard';

const escapes = resolve(import.meta.dirname, 'inputs/terminal-escapes.json');
/** What no terminal may get: controls but for ends of lines and tabs, directions of writing, marks that cannot be seen. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const FORGED = 'Goodput\r\n  ok      Everything: fine\u0085\u2028  ok      More\u001b[1A\u001b[2K';

const withTitle = (title: string): string =>
  JSON.stringify({
    ...scenarioOf('single-server'),
    name: title,
    checks: [{ id: 'K1', title, metric: 'goodputPerSecond', atLeast: 1e9 }],
  });

describe('nothing in a file is obeyed by a terminal', () => {
  it.each([
    ['run', escapes],
    ['run', escapes, '--json'],
    ['run', escapes, '--log', '--until', '2s'],
    ['run', escapes, '--log', '--json', '--until', '2s'],
    ['run', escapes, '--set', '\u001b[31mX.a=1'],
    ['run', escapes, '--lookup', 'a@b\u001b[2J'],
    ['run', '\u001b]0;PWN\u0007.json'],
    ['\u001b[2J'],
    ['--\u001b[2J'],
    ['validate', escapes],
    ['replicate', escapes, '--seeds', '2', '--until', '2s'],
    ['compare', escapes, escapes, '--seeds', '2', '--until', '2s'],
    ['difference', escapes, '--seed', '3', '--until', '2s'],
    ...['csv', 'json', 'ndjson', 'otlp', 'chrome', 'shiviz', 'jepsen', 'jepsen-jsonl', 'html'].map((form) => [
      'export',
      escapes,
      '--as',
      form,
      '--until',
      '2s',
    ]),
  ])('%j', async (...argv) => {
    const { out, err } = await faultboard(argv);
    expect(OBEYED.exec(`${out}${err}`)).toBeNull();
    expect(`${out}${err}`.length).toBeGreaterThan(10);
  });

  it('JSON stays JSON, and says the very name', async () => {
    const { out } = await faultboard(['run', escapes, '--json']);
    const { name } = JSON.parse(readFileSync(escapes, 'utf8')) as { name: string };
    expect((JSON.parse(out) as { scenario: string }).scenario).toBe(name);
  });

  it('errors of files that cannot be read say what is in them, harmless', async () => {
    const bad = written('bad.json', '{"format": 1, "nam\u0007e": \u001b[31m}');
    const { code, err } = await faultboard(['validate', bad]);
    expect(code).toBe(2);
    expect(OBEYED.exec(err)).toBeNull();
    const kind = written('kind.json', withTitle('x').replaceAll('"worker"', '"wor\\u001b[2Jker"'));
    expect(OBEYED.exec((await faultboard(['validate', kind])).err)).toBeNull();
  });
});

describe('a hand-in cannot forge an ok', () => {
  it.each([
    FORGED,
    `x${' '.repeat(90)}ok      Everything: fine`,
    `x${'\u2800'.repeat(90)}ok      Everything: fine`,
    `x${'\u00a0\u3000'.repeat(45)}ok      Everything: fine`,
    `x${'\n'.repeat(50)}Checks: 1 of 1 passed`,
    `${'x'.repeat(90)}ok      Everything: fine`,
  ])('by a title or a name (%#)', async (title) => {
    const { code, out } = await faultboard(['run', written('forged.json', withTitle(title)), '--until', '5s']);
    expect(code).toBe(1);
    expect(lines(out).filter((line) => /^ {2}ok {6}/.test(line))).toEqual([]);
    expect(lines(out).filter((line) => line.startsWith('Checks: '))).toEqual(['Checks: 0 of 1 passed']);
    // Nor by pushing it to where the terminal begins another line.
    expect(out).not.toMatch(/ {7,}ok {2,}Everything/);
    const { out: validated } = await faultboard(['validate', written('forged.json', withTitle(title))]);
    expect(lines(validated)[0]).toMatch(/forged\.json: valid$/);
    expect(lines(validated).filter((line) => line.endsWith(': valid'))).toHaveLength(1);
  });

  it('by the name of a file', async () => {
    const { code, out, err } = await faultboard(['validate', 'a.json: valid\nb.json: valid\r']);
    expect({ code, out, lines: lines(err).length }).toEqual({ code: 2, out: '', lines: 1 });
  });

  it('and what is harmless is shown as it is', () => {
    for (const name of ['Caf\u00e9 \u2615', '\u65e5\u672c', 'a b', '\ud83d\ude00']) expect(cleanName(name)).toBe(name);
    expect(cleanName('a\u001b[2J\u202eb\n')).toBe('a\u241b[2J\ufffdb\u240a');
  });
});
