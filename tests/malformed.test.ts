import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../src/cli/main';
import { openScenarioFile } from '../src/main/services/scenarioFiles';
import { parseScenario } from '../src/sim/index';
import { malformed } from './support/malformed';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-malformed-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe(`${malformed.length} malformed files`, () => {
  it('are at least forty', () => expect(malformed.length).toBeGreaterThanOrEqual(40));

  it.each(malformed.map((entry) => [entry.title, entry] as const))('%s: a named failure and one useful sentence, in app and command line', async (title, entry) => {
    const file = join(folder, `${title.replace(/[^a-z0-9]+/gi, '-')}.json`);
    writeFileSync(file, entry.bytes);
    const opened = await openScenarioFile(file);
    const parsed = opened.ok ? parseScenario(opened.value.text) : opened;
    if (parsed.ok) throw new Error('it was accepted');
    const { failure } = parsed;
    expect(failure.name).toBe(entry.failure);
    expect(opened.ok ? failure.path : entry.path).toBe(entry.path);
    expect(failure.message).toMatch(/^[A-Z(a-z][^\n]*[.!]$/);
    expect(failure.message.length).toBeLessThan(230);
    expect(failure.message).not.toMatch(/Invalid input|expected |undefined|\[object|zod/);
    let err = '';
    const code = await main(['validate', file], { out: () => undefined, err: (text) => (err += text), stdin: () => Promise.resolve(''), isInteractive: false });
    expect(code).toBe(2);
    expect(err).toContain(failure.message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
