import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main';
import { parseScenario, parseScenarioValue, type LoadFailure } from '../../src/sim/index';
import { malformedFiles } from './table';
import { noAssociation } from '../support/noAssociation';

const folder = import.meta.dirname;
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

function failureOf(text: string): LoadFailure {
  const parsed = parseScenario(text);
  if (parsed.ok) throw new Error('it was accepted');
  return parsed.failure;
}

async function validate(path: string): Promise<{ code: number; err: string }> {
  let err = '';
  const code = await main(['validate', path], {
    out: () => undefined,
    err: (text) => (err += text),
    stdin: () => Promise.resolve(new Uint8Array()),
    isInteractive: false,
    association: noAssociation,
  });
  return { code, err };
}

function expectUsefulSentence(message: string): void {
  expect(message).toMatch(/^[\p{L}(][\P{Cc}]*[.!]$/u);
  expect(message, 'one sentence').not.toMatch(/[.!?] [A-Z]/);
  expect(message.length).toBeLessThan(200);
  expect(message).not.toMatch(/Invalid (input|option)|[Ee]xpected |Unrecognized|received|undefined|\[object|zod|SyntaxError/);
}

describe('malformed files', () => {
  it('are at least forty, all in the table', () => {
    expect(malformedFiles.length).toBeGreaterThanOrEqual(40);
    expect(
      readdirSync(folder)
        .filter((name) => !name.endsWith('.ts'))
        .sort(),
    ).toEqual(malformedFiles.map((entry) => entry.file).sort());
  });

  it.each(malformedFiles.map((entry) => [entry.file, entry] as const))(
    '%s: a named failure with its place, and one useful sentence',
    (file, entry) => {
      const failure = failureOf(read(file));
      expect({ name: failure.name, path: failure.path }).toEqual({ name: entry.failure, path: entry.path });
      expectUsefulSentence(failure.message);
      expect(failure.message).toContain(entry.mentions);
    },
  );

  it.each(malformedFiles.map((entry) => [entry.file, entry] as const))(
    '%s: exit code 2 and one line from the command line',
    async (file, entry) => {
      const { code, err } = await validate(join(folder, file));
      expect(code).toBe(2);
      expect(err).toMatch(/^faultboard: [^\n]*\n$/);
      expect(err).toContain(file);
      if (entry.opening === '') expect(err).toContain(failureOf(read(file)).message);
      expect(err).toContain(`[${entry.opening || entry.failure}`);
    },
  );
});

describe('files that are meant to break a reader', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'faultboard-malformed-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  it.each([
    ['10 MB of nested arrays', () => '['.repeat(10_000_000), 'too-deep'],
    ['10 MB of nested arrays, closed', () => '['.repeat(5_000_000) + ']'.repeat(5_000_000), 'too-deep'],
    ['10 MB of nested objects', () => '{"a":'.repeat(2_000_000), 'too-deep'],
    ['a text of 10 MB that never ends', () => `{"a":"${'x'.repeat(10_000_000)}`, 'not-json'],
    ['10 MB of digits', () => `{"a":${'1'.repeat(10_000_000)}}`, 'wrong-shape'],
    ['10 MB of spaces, then a word', () => `{${' '.repeat(10_000_000)}oops`, 'not-json'],
    ['ten million values', () => `[${'1,'.repeat(10_000_000)}1]`, 'too-large'],
    ['65 million characters', () => `{"a":"${'x'.repeat(65_000_000)}"}`, 'too-large'],
  ] as const)('%s', async (title, text, name) => {
    const failure = failureOf(text());
    expect(failure.name).toBe(name);
    expectUsefulSentence(failure.message);
    const path = join(scratch, `${title.replace(/\W+/g, '-')}.json`);
    writeFileSync(path, text());
    const { code, err } = await validate(path);
    rmSync(path);
    expect(code).toBe(2);
    expect(err).toContain(`[${name}`);
  });

  it('documents that are no JSON: circles, functions, numbers without a value', () => {
    const circle: Record<string, unknown> = { format: 1 };
    circle.lesson = { again: circle };
    const inLesson = (lesson: unknown): unknown => ({ format: 1, lesson });
    const names = [circle, inLesson(() => 1), inLesson(Number.NaN), inLesson(10n), inLesson(Symbol('x'))].map((value) => {
      const parsed = parseScenarioValue(value);
      if (parsed.ok) throw new Error('it was accepted');
      expectUsefulSentence(parsed.failure.message);
      return `${parsed.failure.name} ${parsed.failure.path}`;
    });
    expect(names).toEqual([
      'too-deep lesson.again.lesson.again',
      'wrong-shape lesson',
      'wrong-shape lesson',
      'wrong-shape lesson',
      'wrong-shape lesson',
    ]);
  });
});

describe('files that only look odd are read', () => {
  const good = read('unknown-param.json').replace(', "concurency": 4', '');

  it.each([
    ['a byte order mark', `\ufeff${good}`],
    ['line ends of Windows', good.replace(/\n/g, '\r\n')],
    ['all on one line', JSON.stringify(JSON.parse(good))],
    ['no parts at all', '{"format":1,"kinds":{},"name":"x","seed":0,"durationSeconds":0.5,"nodes":[],"links":[],"faults":[],"checks":[]}'],
    [
      'a shard that has no router yet',
      good
        .replace('"kind": "worker"', '"kind": "shard"')
        .replace('"concurrency": 4', '')
        .replace(/,\n.*"L2".*\n/, '\n'),
    ],
  ])('%s', (_title, text) => {
    expect(parseScenario(text)).toMatchObject({ ok: true });
  });
});
