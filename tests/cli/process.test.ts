import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const single = resolve(root, 'scenarios/single-server.json');
const replicas = resolve(root, 'scenarios/four-shards-replicas.json');

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

function start(...argv: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [resolve(root, 'bin/faultboard.mjs'), ...argv], { cwd: root });
}

function collect(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    out,
    err: err.replace('Building the command line first...\n', ''),
  }));
}

/** The built program as people start it: what only a real process shows. */
describe('the program', () => {
  beforeAll(async () => {
    expect((await collect(start('--version'))).out).toMatch(/^faultboard \d/);
  }, 120_000);

  it('runs a file and a pipe alike', async () => {
    const file = await collect(start('run', single, '--json'));
    const child = start('run', '-', '--json');
    createReadStream(single).pipe(child.stdin);
    expect(await collect(child)).toEqual(file);
    expect(file).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(file.out)).toMatchObject({ scenario: 'Single server', endedBy: 'duration' });
  });

  it('writes a log of megabytes whole into a pipe', async () => {
    const { code, out, err } = await collect(start('run', replicas, '--log', '--until', '300s'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.length).toBeGreaterThan(1_000_000);
    expect(out.endsWith('Simulation complete, runtime 300 seconds.\n')).toBe(true);
  });

  it('says that it could not write all when whoever reads has enough', async () => {
    const child = start('run', replicas, '--log', '--until', '300s');
    const ended = collect(child);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toMatchObject({ code: 5, signal: null, err: expect.stringContaining('has stopped reading') as string });
  });

  it('names the program that does not come to an end, and ends', async () => {
    // The thread of the command as it would be, were the sandbox itself at fault.
    const folder = mkdtempSync(join(tmpdir(), 'faultboard-stuck-'));
    cpSync(resolve(root, 'out/cli'), folder, { recursive: true });
    writeFileSync(
      join(folder, 'worker.js'),
      `import { parentPort, workerData } from 'node:worker_threads';
      parentPort.postMessage({ type: 'programs', names: ['P1', 'mine'] });
      const beat = new Int32Array(workerData.beat.memory, workerData.beat.at, 2);
      Atomics.store(beat, 1, 1);
      Atomics.add(beat, 0, 1);
      for (;;);`,
    );
    const { code, err } = await collect(spawn(process.execPath, [join(folder, 'index.js'), 'run', 'x.json']));
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(err).toBe(
      'faultboard: The program mine did not end, so it was stopped and there is no run; look for a loop in it that never ends.\n',
    );
  });

  it('tells bad input in one line and ends with 2', async () => {
    const { code, out, err } = await collect(start('run', 'no-such-file.json'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^faultboard: [^\n]*no-such-file\.json[^\n]*\n$/);
  });

  it.runIf(process.platform !== 'win32')('stops at Ctrl+C with the figures up to there', async () => {
    const child = start('run', '-', '--until', '1000000s', '--json');
    const ended = collect(child);
    // The note about the late fault is printed when the run is about to begin: from then on there is something to stop.
    const late = { id: 'F9', atSeconds: 1_000_000, type: 'crash', node: 'S1' };
    child.stdin.end(readFileSync(replicas, 'utf8').replace('"faults": [', `"faults": [ ${JSON.stringify(late)},`));
    let seen = '';
    const listen = (chunk: Buffer): void => {
      seen += chunk.toString();
      if (!seen.includes('note:')) return;
      child.stderr.off('data', listen);
      child.kill('SIGINT');
    };
    child.stderr.on('data', listen);
    const { code, out, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain('faultboard: stopped at ');
    expect(JSON.parse(out)).toMatchObject({ endedBy: 'cancelled' });
  });
});
