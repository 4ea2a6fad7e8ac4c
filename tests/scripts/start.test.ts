import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    const gone = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.kill('SIGTERM')) await gone;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts Faultboard where there is no display, and waits until it says where it is. */
async function startWithoutDisplay(...args: string[]): Promise<{ lines: string[]; url: string }> {
  const data = mkdtempSync(join(tmpdir(), 'faultboard-start-'));
  folders.push(data);
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-open', '--data', data, '--documents', data, ...args], {
    cwd: root,
    env,
  });
  running.push(child);
  let text = '';
  return new Promise((found, failed) => {
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${text}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        text += part.toString();
        const url = /http:\/\/127\.0\.0\.1:\d+\/#start=[\w.-]+/.exec(text)?.[0];
        if (url !== undefined)
          found({
            lines: text
              .trim()
              .split('\n')
              .filter((line) => !line.startsWith('Building')),
            url,
          });
      });
    }
  });
}

describe('npm start', () => {
  it.skipIf(process.platform !== 'linux')(
    'says in one line why there is no desktop window, and serves the app to the browser',
    async () => {
      const { lines, url } = await startWithoutDisplay();
      expect(lines[0]).toBe('There is no display for a desktop window, so Faultboard is served to your browser.');
      expect(lines[1]).toBe(`Faultboard is at ${url}`);
      expect(await (await fetch(new URL('/', url))).text()).toContain('<div id="root">');
    },
  );

  it('takes the port it is told to', async () => {
    const { url } = await startWithoutDisplay('--browser');
    const { port } = new URL(url);
    await expect(startWithoutDisplay('--browser', '--port', port)).rejects.toThrow(
      'the port is taken by another program; choose another with --port',
    );
    await expect(startWithoutDisplay('--browser', '--port', '99999')).rejects.toThrow('--port 99999 is not a port');
  });

  it('explains itself, and refuses what it does not know', () => {
    const ask = (...args: string[]) => spawnSync(process.execPath, ['scripts/start.mjs', ...args], { cwd: root, encoding: 'utf8' });
    expect(ask('--help').stdout).toContain('--no-open');
    const refused = ask('--colour');
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--colour');
  });
});
