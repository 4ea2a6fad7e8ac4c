import { expect, type Browser } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { DesktopApp } from './standIn/host';

/** Starts a packed main process over the stand-in and uses it: a run, a program in each language, an example, the licences. */
export async function usesPackagedApp(browser: Browser, folder: string, main: string): Promise<void> {
  const desktop = await DesktopApp.launch({ browser, folder, main, env: { STAND_IN_PACKAGED: '1' } });
  const page = await desktop.window();
  // A thread has computed it, from a file beside the archive.
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  for (const [language, code] of [
    ['javascript', 'function hash(key) { return key.length; }'],
    ['python', 'def hash(key):\n    return len(key)\n'],
  ] as const) {
    const tried = await page.evaluate(
      ([of, written]) => window.faultboard?.tryProgram({ language: of, code: written, name: 'hash', trial: '["a"]' }),
      [language, code] as const,
    );
    expect([language, tried]).toEqual([language, { ok: true, value: null }]);
  }
  expect((await page.evaluate(() => window.faultboard?.listExamples()))?.length).toBeGreaterThan(20);
  await desktop.choose('Help', 'Licences');
  const [shown] = desktop.shownFiles();
  expect(shown?.how).toBe('opened');
  expect(existsSync(shown.path) && readFileSync(shown.path, 'utf8')).toContain('react-dom');
  await desktop.evaluate(({ app }) => app.quit());
  expect(await desktop.ended).toBe(0);
}
