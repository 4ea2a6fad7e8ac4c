import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive, pause } from '../../../../tests/support/processes/alive';
import { killTree, killTrees, type ProcessSystem } from './killTree';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-watchdog-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A system that does nothing and writes down what it was asked for. */
function noted(platform: NodeJS.Platform): { readonly system: ProcessSystem; readonly asked: string[] } {
  const asked: string[] = [];
  const note = (how: string) => (command: string, args: readonly string[]) => void asked.push(`${how}: ${[command, ...args].join(' ')}`);
  return { asked, system: { platform, run: note('run'), runAndWait: note('wait'), kill: (pid) => void asked.push(`kill ${pid}`) } };
}

describe('the end of a process', () => {
  it('takes all that it has started along: its group, or on Windows its tree by taskkill', () => {
    const [linux, windows] = [noted('linux'), noted('win32')];
    for (const { system } of [linux, windows]) {
      killTree(4711, system);
      killTrees([12, 13], system);
    }
    expect(linux.asked).toEqual(['kill -4711', 'kill -12', 'kill -13']);
    expect(windows.asked).toEqual(['run: taskkill /pid 4711 /T /F', 'wait: taskkill /pid 12 /T /F', 'wait: taskkill /pid 13 /T /F']);
  });

  it.skipIf(process.platform === 'win32')('comes when Faultboard is killed by a signal that nobody can catch', async () => {
    const source = fileURLToPath(new URL('./killTree.ts', import.meta.url));
    const bundled = join(folder, 'killTree.mjs');
    await build({
      configFile: false,
      logLevel: 'error',
      build: { ssr: source, outDir: folder, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'killTree.mjs' } } },
    });
    const pids = join(folder, 'pids');
    // A child that hears of nothing: no end of its input, no signal; and one of its own. The first of two has ended before.
    const deaf = `process.on('SIGTERM', () => 0); const { spawn } = await import('node:child_process');
const inner = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
setInterval(() => 0, 1000); (await import('node:fs')).appendFileSync(${JSON.stringify(pids)}, process.pid + ' ' + inner.pid + ' ');`;
    const main = join(folder, 'main.mjs');
    writeFileSync(
      main,
      `import { spawn } from 'node:child_process';
import { endsWithUs, killTree } from ${JSON.stringify(pathToFileURL(bundled).href)};
const args = ['--input-type=module', '-e', ${JSON.stringify(deaf)}];
const begin = () => {
  const made = spawn(process.execPath, args, { detached: true, stdio: 'pipe' });
  endsWithUs(made.pid);
  return made;
};
killTree(begin().pid);
begin();
setInterval(() => 0, 1000);`,
    );
    const owner = spawn(process.execPath, [main], { stdio: 'ignore' });
    const started = (): number[] => readText(pids).split(' ').filter(Boolean).map(Number);
    while (started().length < 2) await pause();
    expect(started().every(isAlive)).toBe(true);
    owner.kill('SIGKILL');
    while (started().some(isAlive)) await pause();
    expect(isAlive(owner.pid ?? 0)).toBe(false);
  });
});

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
