import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive, pause } from '../../../../tests/support/processes/alive';
import { killTrees, type ProcessSystem } from './killTree';
import { MARK_VARIABLE, type MarkedProcess } from './marks';
import { linuxProcesses, processesIn, type SeenProcess } from './processTable';
import { systemProgram } from './systemProgram';

const folder = mkdtempSync(join(tmpdir(), 'faultboard-watchdog-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A system that does nothing and writes down what it was asked for. */
function noted(platform: NodeJS.Platform, seen: SeenProcess[][] = []): { readonly system: ProcessSystem; readonly asked: string[] } {
  const asked: string[] = [];
  const note = (how: string) => (command: string, args: readonly string[]) => void asked.push(`${how}: ${[command, ...args].join(' ')}`);
  const kill = (pid: number, signal: string): void => void asked.push(`${signal} ${pid}`);
  return { asked, system: { platform, run: note('run'), runAndWait: note('wait'), kill, seen: () => seen.splice(0, 1)[0] ?? [] } };
}

describe('the end of a process', () => {
  const marked = (...pids: number[]): MarkedProcess[] => pids.map((pid) => ({ pid, mark: `a.${pid}.` }));

  it('takes all that it has started along: its group, or on Windows its tree by taskkill', () => {
    const [linux, windows] = [noted('linux'), noted('win32')];
    for (const { system } of [linux, windows]) {
      killTrees(marked(4711), system);
      killTrees(marked(12, 13), system, true);
    }
    expect(linux.asked).toEqual(['SIGKILL -4711', 'SIGKILL -12', 'SIGKILL -13']);
    const asked = windows.asked.map((line) => line.replace(/ .*taskkill\.exe/, ' taskkill'));
    expect(asked).toEqual(['run: taskkill /pid 4711 /T /F', 'wait: taskkill /pid 12 /T /F', 'wait: taskkill /pid 13 /T /F']);
    expect(systemProgram('taskkill.exe', { SYSTEMROOT: 'D:\\Windows' })).toBe('D:\\Windows\\System32\\taskkill.exe');
  });

  it('finds whoever descends from it by parents and by marks, stops them first, and looks again for who was started meanwhile', () => {
    const others = [
      { pid: 1, parent: 0, mark: '' },
      { pid: process.pid, parent: 1, mark: '' },
      { pid: 99, parent: process.pid, mark: 'a.70.' },
    ];
    const first = [
      ...others,
      { pid: 7, parent: process.pid, mark: '' },
      { pid: 8, parent: 7, mark: '' },
      { pid: 9, parent: 1, mark: 'a.7.' },
    ];
    const { system, asked } = noted('linux', [first, [...first, { pid: 10, parent: 9, mark: '' }], first]);
    killTrees(marked(7), system);
    expect(asked).toEqual([...[7, 9, 8, 10].map((pid) => `SIGSTOP ${pid}`), 'SIGKILL -7', ...[7, 9, 8, 10].map((pid) => `SIGKILL ${pid}`)]);
    // The number of one that has ended may be somebody else's by now.
    const after = noted('linux', [[...others, { pid: 7, parent: 1, mark: '' }]]);
    killTrees(marked(7), after.system);
    expect(after.asked).toEqual(['SIGKILL -7']);
  });

  it('reads what systems list: Linux by its folder of processes, a Mac by ps', () => {
    const proc = join(folder, 'proc');
    for (const [pid, stat, environ] of [
      ['5', '5 (a) b (c) S 4 5 5 0', `HOME=/\0${MARK_VARIABLE}=ab.3.\0`],
      ['6', '6 (gone) Z 4 5 5 0', ''],
      ['7', '7 (x) R 5 5 5 0', `X${MARK_VARIABLE}=ab.4.\0`],
    ]) {
      mkdirSync(join(proc, pid), { recursive: true });
      writeFileSync(join(proc, pid, 'stat'), stat);
      writeFileSync(join(proc, pid, 'environ'), environ);
    }
    mkdirSync(join(proc, 'net'));
    expect(linuxProcesses(proc)).toEqual([
      { pid: 5, parent: 4, mark: 'ab.3.' },
      { pid: 7, parent: 5, mark: '' },
    ]);
    expect(linuxProcesses(join(proc, 'none'))).toEqual([]);
    expect(processesIn(`    1     0 /sbin/launchd\n  501     1 node x.js HOME=/ ${MARK_VARIABLE}=ab.12. LANG=C\n`)).toEqual([
      { pid: 1, parent: 0, mark: '' },
      { pid: 501, parent: 1, mark: 'ab.12.' },
    ]);
  });

  // What they have started has, on Linux, begun a session of its own.
  it.skipIf(process.platform === 'win32')('comes when Faultboard is killed by a signal that nobody can catch', async () => {
    const bundled = join(folder, 'killTree.mjs');
    const [killTree, marks] = ['./killTree.ts', './marks.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
    const source = join(folder, 'source.ts');
    writeFileSync(source, `export * from ${JSON.stringify(killTree)};\nexport * from ${JSON.stringify(marks)};\n`);
    await build({
      configFile: false,
      logLevel: 'error',
      build: { ssr: source, outDir: folder, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'killTree.mjs' } } },
    });
    const pids = join(folder, 'pids');
    // A child that hears of nothing: no end of its input, no signal; and one of its own. The first of two has ended before.
    const deaf = `process.on('SIGTERM', () => 0); const { spawn } = await import('node:child_process');
const inner = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore', detached: process.platform === 'linux' });
setInterval(() => 0, 1000); (await import('node:fs')).appendFileSync(${JSON.stringify(pids)}, process.pid + ' ' + inner.pid + ' ');`;
    const main = join(folder, 'main.mjs');
    writeFileSync(
      main,
      `import { spawn } from 'node:child_process';
import { endsWithUs, killTree, MARK_VARIABLE, newMark } from ${JSON.stringify(pathToFileURL(bundled).href)};
const args = ['--input-type=module', '-e', ${JSON.stringify(deaf)}];
const begin = () => {
  const mark = newMark();
  const made = spawn(process.execPath, args, { detached: true, stdio: 'pipe', env: { ...process.env, [MARK_VARIABLE]: mark } });
  endsWithUs({ pid: made.pid, mark });
  return { pid: made.pid, mark };
};
killTree(begin());
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
