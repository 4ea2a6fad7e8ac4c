import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { isAlive, pause } from '../../../../tests/support/processes/alive';
import { LineSplitter } from './lineSplitter';
import { ProcessOwner, type Permit } from './owner';
import type { ProcessRequest, ProcessTold } from './protocol';

const program = fileURLToPath(new URL('../../../../tests/support/processes/node.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'faultboard-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const owners: ProcessOwner[] = [];
afterEach(() => {
  for (const owner of owners.splice(0)) owner.close();
});

const INIT = JSON.stringify({ src: 'c0', dest: 'n1', body: { type: 'init', msg_id: 1, node_id: 'n1', node_ids: ['n1'] } });

/** A process that was started, and what was told of it so far. */
class Started {
  readonly told: ProcessTold[] = [];
  private heard: () => void = () => undefined;
  readonly owner: ProcessOwner;

  constructor(args: readonly string[], path = program, permit: Permit = (command) => Promise.resolve(command)) {
    this.owner = new ProcessOwner(permit);
    owners.push(this.owner);
    this.owner.line.port.on('message', (told: ProcessTold) => {
      this.told.push(told);
      this.heard();
    });
    this.ask({ type: 'start', process: 1, command: { path, args } });
    this.write(INIT);
  }

  ask(request: ProcessRequest): void {
    this.owner.line.port.postMessage(request);
  }

  write(line: string): void {
    this.ask({ type: 'write', process: 1, line });
  }

  /** Waits for what is told. */
  async until(isIt: (told: ProcessTold) => boolean): Promise<ProcessTold> {
    for (;;) {
      const found = this.told.find(isIt);
      if (found !== undefined) return found;
      await new Promise<void>((done) => (this.heard = done));
    }
  }

  async end(): Promise<string> {
    return (await this.until(({ type }) => type === 'end')).text;
  }
}

/** Waits until a process is there no longer. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause();
}

describe('a process and who owns it', () => {
  it('is given lines and gives lines; its error output is its log', async () => {
    const started = new Started(['echo']);
    expect(JSON.parse((await started.until(({ type }) => type === 'line')).text)).toEqual({
      src: 'n1',
      dest: 'c0',
      body: { type: 'init_ok', in_reply_to: 1 },
    });
    expect((await started.until(({ type }) => type === 'log')).text).toBe('n1 is ready');
  });

  it.each([
    ['it dies', ['dies', '7'], 'it ended with exit code 7, after it logged: it was too much'],
    ['it floods', ['flood'], 'it wrote more at once than can be read, so it was stopped'],
    ['a line never ends', ['long-line'], 'it wrote a line of more than 1000000 bytes, so it was stopped'],
    ['it logs a line of 20 MB', ['long-log'], 'it ended with exit code 4, after it logged: the end'],
  ])('is told of when %s', async (_what, args, text) => {
    const started = new Started(args);
    started.write(INIT.replace('"init"', '"echo"'));
    expect(await started.end()).toBe(text);
  });

  it('is ended when it does not read what it is given', async () => {
    const started = new Started(['deaf']);
    for (let i = 0; i < 60; i++) started.write('x'.repeat(100_000));
    expect(await started.end()).toBe('it does not read its input, so it was stopped');
  });

  it.each([
    ['input', 'so nothing can be given to it any more, and it was stopped'],
    ['output', 'so nothing that it does can be seen any more, and it was stopped'],
  ])('is told of when it closes its %s and lives on', async (which, text) => {
    const started = new Started([`closes-${which}`]);
    await started.until(({ type }) => type === 'log');
    for (let i = 0; i < 20 && started.told.every(({ type }) => type !== 'end'); i++) {
      started.write(INIT.replace('"init"', '"echo"'));
      await pause();
    }
    expect(await started.end()).toBe(`it closed its standard ${which}, ${text}`);
  });

  it('says what it began to say, and a log without an end takes no memory', async () => {
    const started = new Started(['half']);
    expect(await started.end()).toBe('it ended with exit code 0');
    expect(started.told.filter(({ type }) => type === 'line').at(-1)?.text).toBe('{"src":"n1","dest":"c1\ufffd');
    const log = new LineSplitter(10);
    for (let i = 0; i < 100; i++) expect(log.add(Buffer.alloc(100_000, 'x'))).toEqual([]);
    expect(log.pending).toBe(10);
    expect(log.add(Buffer.from('y\nz\n'))).toEqual(['xxxxxxxxxxy', 'z']);
  });

  it('is not ended for what another one writes', async () => {
    const started = new Started(['flood']);
    started.ask({ type: 'start', process: 2, command: { path: program, args: ['gossip'] } });
    const init = JSON.stringify({ src: 'c0', dest: 'n2', body: { type: 'init', msg_id: 1, node_id: 'n2', node_ids: ['n1', 'n2'] } });
    started.ask({ type: 'write', process: 2, line: init });
    expect(await started.end()).toBe('it wrote more at once than can be read, so it was stopped');
    const before = started.told.length;
    await started.until((told) => told.process === 2 && started.told.indexOf(told) >= before && told.text.includes('gossip'));
    expect(started.told.some(({ process, type }) => process === 2 && type === 'end')).toBe(false);
  });

  it('may log much, of which a part is told', async () => {
    const started = new Started(['log-flood']);
    await started.until(({ text }) => text === '(more lines in this second are left out)');
    expect(started.told.filter(({ type }) => type === 'log').length).toBeLessThan(5_000);
  });

  it('says what to do where a file is no program', async () => {
    expect(await new Started([], join(folder, 'nothing')).end()).toMatch(/^it could not be started: there is no file .*nothing/);
    expect(await new Started([], `${folder}/\0`).end()).toBe('it could not be started (ERR_INVALID_ARG_VALUE)');
    const plain = join(folder, 'plain.py');
    writeFileSync(plain, 'print(1)\n');
    expect(await new Started([], plain).end()).toMatch(/^it could not be started: .* is not executable \(chmod \+x makes it so\)$/);
  });

  it('is not started where that is not permitted, and what it is given meanwhile is lost', async () => {
    const file = join(folder, 'mark');
    const started = new Started(['marks', file], program, () => Promise.resolve('nobody has allowed it to be started'));
    expect(await started.end()).toBe('nobody has allowed it to be started');
    expect(() => readFileSync(file)).toThrow();
  });

  it('goes with all that it has started, when it is stopped and when its run ends', async () => {
    for (const end of [(started: Started) => started.ask({ type: 'stop', process: 1 }), ({ owner }: Started) => owner.close()]) {
      const file = join(folder, `numbers-${String(end).length}`);
      const started = new Started(['parent', file]);
      await started.until(({ type }) => type === 'log');
      let numbers: number[] = [];
      while (numbers.length < 2) {
        await new Promise((done) => setTimeout(done, 20));
        numbers = (await Promise.resolve(read(`${file}.pids`))).trim().split(' ').filter(Boolean).map(Number);
      }
      end(started);
      await Promise.all(numbers.map(gone));
    }
    expect(true).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('goes with those that have begun sessions of their own', async () => {
    const file = join(folder, 'sessions');
    const started = new Started(['sessions', file]);
    const numbers = (): number[] => read(`${file}.pids`).split(' ').filter(Boolean).map(Number);
    while (numbers().length < 3) await pause();
    expect(numbers().every(isAlive)).toBe(true);
    started.ask({ type: 'stop', process: 1 });
    await Promise.all(numbers().map(gone));
  });
});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
