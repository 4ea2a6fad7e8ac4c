import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const program = resolve(root, 'bin/faultboard.mjs');
const single = resolve(root, 'scenarios/single-server.json');
const long = resolve(root, 'scenarios/four-shards-replicas.json');
const folder = mkdtempSync(join(tmpdir(), 'faultboard-output-'));
const isUnix = process.platform !== 'win32';
beforeAll(() => void execFileSync(process.execPath, [program, '--version']), 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the program; `stdin` and `stdout` are files where they are numbers. */
function start(argv: readonly string[], stdin: number | 'ignore' | 'pipe', stdout: number | 'pipe'): ChildProcess {
  return spawn(process.execPath, [program, ...argv], { stdio: [stdin, stdout, 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout?.resume();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err };
}

const FULL = 'faultboard: the output could not be written in full, because the disk is full.\n';
const CLOSED = 'faultboard: the output could not be written in full, because whoever read it has stopped reading.\n';

describe.runIf(existsSync('/dev/full'))('a full disk is told, with exit code 5', () => {
  it.each([
    ['--version'],
    ['help'],
    ['schema'],
    ['kinds'],
    ['completion', 'bash'],
    ['validate', single],
    ['run', single],
    ['run', single, '--json'],
    ['run', single, '--log'],
    ['replicate', single, '--seeds', '2'],
    ['compare', single, single, '--seeds', '2'],
    ['difference', single, single],
    ['export', single, '--as', 'csv'],
  ])('%j', async (...argv) => {
    expect(await ended(start(argv, 'ignore', openSync('/dev/full', 'w')))).toEqual({ code: 5, err: FULL });
  });
});

describe.runIf(isUnix)('the terminal of a command', () => {
  it('that is closed is told, and the command ends', async () => {
    const child = start(['run', long, '--log', '--until', '300s'], 'ignore', 'pipe');
    child.stdout?.once('data', () => child.stdout?.destroy());
    const end = ended(child);
    expect(await end).toEqual({ code: 5, err: CLOSED });
  });

  it.each([
    ['whose reader has stopped for a while', ['run', long, '--log', '--until', '300s'], 'pipe'],
    ['that waits for standard input', ['run', '-'], 'pipe'],
    ['that runs a million seeds', ['replicate', long, '--seeds', '1000', '--json'], 'pipe'],
    ['whose program does much', ['run', resolve(import.meta.dirname, 'inputs/hang-indexof.json'), '--until', '100000s'], 'pipe'],
  ] as const)('%s hears Ctrl+C', async (_, argv, stdin) => {
    const child = start(argv, stdin, 'pipe');
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout?.pause();
    // No earlier than the program has its handler: until then the system ends it, which is as good.
    await new Promise((resolveIt) => setTimeout(resolveIt, 1500));
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal === 'SIGINT' || code === 130, `${code} ${signal}`).toBe(true);
    if (code === 130) expect(err).toMatch(/^(faultboard: note: .*\n)*faultboard: stopped/);
  });
});

describe.runIf(isUnix)('what is no file is refused in a sentence, and at once', () => {
  const path = (name: string): string => join(folder, name);
  beforeAll(() => {
    execFileSync('mkfifo', [path('pipe')]);
    symlinkSync(path('nothing'), path('dangling'));
    mkdirSync(path('folder'));
    writeFileSync(path('latin.json'), Uint8Array.of(0xff, 0xfe));
  });

  it.each([
    ['pipe', 'is a pipe, not a file; choose a file. [not-a-file]'],
    ['dangling', 'it may have been moved or deleted. [file-missing]'],
    ['folder', 'is a folder; choose a file. [is-a-folder]'],
    ['latin.json', 'is not a text file in UTF-8; save it as UTF-8 or choose another file. [not-text]'],
    ['/dev/zero', 'is a device, not a file; choose a file. [not-a-file]'],
    ['/dev/tty', 'is a device, not a file; choose a file. [not-a-file]'],
  ])('%s', async (name, sentence) => {
    for (const command of ['run', 'validate']) {
      const { code, err } = await ended(start([command, resolve(folder, name)], 'ignore', 'pipe'));
      expect({ code, lines: err.split('\n').length }).toEqual({ code: 2, lines: 2 });
      expect(err).toContain(sentence);
    }
  });

  it.each([
    ['/dev/zero', 'standard input: It is larger than 64 MB, which is too large for a scenario; send a scenario file. [too-large]'],
    ['/', 'standard input: It is a folder; send a scenario file. [is-a-folder]'],
    ['/dev/null', 'standard input: The file is empty; '],
  ])('%s as standard input', async (name, sentence) => {
    const { code, err } = await ended(start(['run', '-'], openSync(name, 'r'), 'pipe'));
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
