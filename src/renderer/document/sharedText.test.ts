import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyScenario, parseScenario, serializeScenario } from '../../sim/index';
import { fromSharedText, toSharedText } from './sharedText';

const shipped = readFileSync(join(import.meta.dirname, '../../../scenarios/five-workers.json'), 'utf8');

describe('a scenario as text to paste', () => {
  it('comes back as it was, from one short line that any chat leaves alone', async () => {
    const parsed = parseScenario(shipped);
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const text = await toSharedText(parsed.scenario);
    expect(text).toMatch(/^faultboard:1:[A-Za-z0-9_-]+$/);
    expect(text.length).toBeLessThan(2000);
    const back = await fromSharedText(` ${text.slice(0, 40)}\n${text.slice(40)} `);
    expect(back.ok && serializeScenario(back.scenario)).toBe(serializeScenario(parsed.scenario));
  });

  it('may as well be the text of a file', async () => {
    expect(await fromSharedText(shipped)).toMatchObject({ ok: true });
  });

  it('that is cut off, changed or something else gives one sentence', async () => {
    const text = await toSharedText(emptyScenario());
    for (const bad of [text.slice(0, -8), `${text}!`, 'faultboard:1:', 'hello', '']) {
      const back = await fromSharedText(bad);
      expect(back.ok).toBe(false);
      if (!back.ok) expect(back.failure.message).toMatch(/^\S.*\.$/);
    }
  });
});
