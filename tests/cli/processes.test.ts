import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultboard, scratch, written } from './faultboard';
import { isAlive, pause } from '../support/processes/alive';

const root = resolve(import.meta.dirname, '../..');
const program = fileURLToPath(new URL('../support/processes/node.mjs', import.meta.url));

/** Two nodes that tell each other what they know all the time, and a workload for one second. */
function board(mode: string, params: object = {}, durationSeconds = 1.5): string {
  const node = (id: string): object => ({ id, kind: 'process-node', x: 0, y: 0, params: { path: program, arguments: mode, ...params } });
  const asker = { workload: 'broadcast', ratePerSecond: 20, operationLimit: 10, settleSeconds: 0.3, arrivals: 'constant' };
  return JSON.stringify({
    format: 2,
    kinds: { 'process-node': 1, network: 1, workload: 1 },
    checkKinds: {},
    name: 'Processes',
    durationSeconds,
    seed: 1,
    faults: [],
    checks: [],
    nodes: [
      node('n1'),
      node('n2'),
      { id: 'N1', kind: 'network', x: 0, y: 0, params: {} },
      { id: 'c1', kind: 'workload', x: 0, y: 0, params: asker },
    ],
    links: ['n1', 'n2', 'c1'].map((from) => ({ id: `${from}-N1`, from, to: 'N1' })),
  });
}

function start(...argv: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(root, 'bin/faultboard.mjs'), ...argv], { cwd: root });
}

async function done(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = start(...argv);
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

interface Summary {
  readonly traceHash: string;
  readonly requests: { readonly sent: number; readonly ok: number };
  readonly nodes: readonly { readonly id: string; readonly problem?: string }[];
}

const summaryOf = ({ out }: { readonly out: string }): Summary => JSON.parse(out) as Summary;

describe('programs outside, from the command line', () => {
  it('run in real time, are recorded, and the journal alone gives the same figures', async () => {
    const file = written('gossip.json', board('gossip'));
    const journal = join(scratch, 'gossip.journal.json');
    const live = await done('run', file, '--allow-process', '--record', journal, '--json');
    expect(live.code, live.err).toBe(0);
    const { requests } = summaryOf(live);
    expect(requests.ok).toBe(requests.sent);
    // They told each other, unasked.
    expect(readFileSync(journal, 'utf8')).toMatch(/"line","\{\\"src\\":\\"n1\\",\\"dest\\":\\"n2\\",\\"body\\":\{\\"type\\":\\"gossip\\"/);
    const played = await faultboard(['run', file, '--replay', journal, '--json']);
    expect(summaryOf(played)).toEqual(summaryOf(live));
    const again = await faultboard(['run', file, '--allow-process', '--record', journal], { processes: () => Promise.reject(new Error()) });
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('a file with this name exists; choose another name') as string });
  });

  it('run as fast as they answer: a minute takes no minute', async () => {
    const file = written('fast.json', board('echo', { pace: 'as-it-answers' }, 60));
    const begunMs = performance.now();
    const { requests } = summaryOf(await done('run', file, '--allow-process', '--json'));
    expect(requests.ok).toBe(requests.sent);
    expect(performance.now() - begunMs).toBeLessThan(60_000);
  });

  it('are never started by a file: not by any command without the option, nor in another thread', async () => {
    const mark = join(scratch, 'mark');
    const file = written('marks.json', board(`marks ${mark}`, {}, 0.2));
    const processes = (): never => {
      throw new Error('a program was about to be started');
    };
    for (const argv of [
      ['run', file, '--json'],
      ['run', file, '--log'],
      ['run', file, '--set', 'n1.arguments=marks'],
      ['replicate', file, '--seeds', '2'],
      ['compare', file, '--seeds', '2', '--set', 'n1.pace=as-it-answers'],
      ['export', file, '--as', 'csv'],
      ['difference', file, '--seed', '2'],
      ['validate', file],
    ]) {
      const { err } = await faultboard(argv, { processes });
      expect(err.replace(/^faultboard: note.*\n/gm, ''), argv.join(' ')).not.toContain('about to be started');
    }
    await done('grade', 'single-server', file, '--seeds', '1');
    await done('prove', file);
    expect(existsSync(mark)).toBe(false);
    const { out } = await faultboard(['run', file, '--json']);
    expect(summaryOf({ out }).nodes[0].problem).toBe('The process of n1 is not there: nobody has allowed it to be started.');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leave nobody behind when the command is ended by %s', async (signal) => {
    const numbers = join(scratch, `numbers-${signal}`);
    const child = start('run', written(`${signal}.json`, board(`parent ${numbers}`, {}, 600)), '--allow-process');
    const ended = once(child, 'close');
    const pids = (): number[] =>
      existsSync(`${numbers}.pids`) ? readFileSync(`${numbers}.pids`, 'utf8').trim().split(/\s+/).map(Number) : [];
    while (pids().length < 4) await pause();
    child.kill(signal);
    await ended;
    for (const pid of pids()) while (isAlive(pid)) await pause();
    expect(pids().some(isAlive)).toBe(false);
  });

  it('do not go with what they contradict', async () => {
    const file = written('none.json', board('echo'));
    for (const [argv, message] of [
      [['--replay', 'x', '--allow-process'], '--replay starts no program; remove --allow-process.'],
      [['--record', 'x'], '--record needs --allow-process'],
      [['--replay', file], 'none.json is no journal; --record writes one.'],
    ] as const) {
      expect(await faultboard(['run', file, ...argv])).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
    }
  });
});
