import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { decode, encode } from '../../src/contract/wire';
import type { BrowserShell } from '../../src/main/browser/server';
import { letIn, originOf, pageSocket, startShell, type LetIn } from '../shells/transports';

/*
 * Programs on the same machine, with and without a way in, do to the server what they like. After every case it answers a page as before.
 */
let shell: BrowserShell;
let folder: string;
let prove: () => Promise<LetIn>;
beforeAll(async () => {
  ({ shell, folder } = await startShell('none'));
  prove = await letIn(shell);
});
afterAll(async () => {
  await shell.close();
  await rm(folder, { recursive: true, force: true });
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Answer {
  serial?: number;
  value?: unknown;
  error?: string;
}
type Settle = (answer: Answer) => void;
const waiting = new WeakMap<WebSocket, Map<number, Settle>>();

/** Whoever waits for an answer on this socket; each message is read once, however many wait. */
function waitingOn(socket: WebSocket): Map<number, Settle> {
  const known = waiting.get(socket);
  if (known) return known;
  const settles = new Map<number, Settle>();
  waiting.set(socket, settles);
  socket.on('message', (data: Buffer) => {
    const answer = decode(data) as Answer;
    settles.get(answer.serial ?? -1)?.(answer);
  });
  return settles;
}

/** What a page gets for a call; rejects with the sentence of a refusal. */
function call(socket: WebSocket, serial: number, method: string, args?: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    waitingOn(socket).set(serial, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
    socket.send(encode({ serial, method, args }));
  });
}

async function stillServes(): Promise<void> {
  const socket = await pageSocket(shell, prove);
  expect(await call(socket, 1, 'shellInfo')).toMatchObject({ shell: 'browser' });
  socket.terminate();
}

/** A plain connection that says this at once. */
async function connection(text: string): Promise<Socket> {
  const socket = connect(shell.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const host = (): string => `Host: 127.0.0.1:${shell.port}\r\n`;

describe('without a way in', () => {
  it('forty connections are reset during the upgrade', async () => {
    for (let n = 0; n < 40; n++) {
      const socket = await connection(`GET / HTTP/1.1\r\n${host()}${UPGRADE}${n % 2 === 0 ? '\r\n' : ''}`);
      if (n % 4 > 1) await wait(1);
      socket.resetAndDestroy();
    }
    await stillServes();
  });

  it.each([
    ['no HTTP', '\0\0\0\0'],
    ['half a request', 'GET / HTTP/1.1\r\n'],
    ['two lengths', 'POST /start HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
    ['a header of 1 MB', `GET / HTTP/1.1\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['an address that is none', 'GET //[ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['an upgrade to something else', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
  ])('%s gets nothing', async (_title, text) => {
    const socket = await connection(text);
    let answer = '';
    socket.on('data', (part: Buffer) => (answer += part.toString()));
    socket.end();
    await once(socket, 'close');
    expect(answer).not.toContain(' 200 ');
    await stillServes();
  });

  it('a request that never ends is ended', async () => {
    const socket = await connection(`POST /start HTTP/1.1\r\n${host()}Origin: ${originOf(shell)}\r\nContent-Length: 900\r\n\r\n`);
    const drip = setInterval(() => socket.write('x'), 200);
    await new Promise((closed) => socket.once('close', closed));
    clearInterval(drip);
    await stillServes();
  }, 30_000);

  it('a start key of 100 MB is not read', async () => {
    const status = await new Promise((resolve) => {
      const asked = request({ port: shell.port, path: '/start', method: 'POST', headers: { origin: originOf(shell) } }, (answer) =>
        resolve(answer.statusCode),
      );
      asked.on('error', () => resolve('cut off'));
      const send = (left: number): void => {
        if (left > 0 && !asked.destroyed) asked.write(Buffer.alloc(1_000_000), () => send(left - 1));
        else asked.end();
      };
      send(100);
    });
    expect([403, 'cut off']).toContain(status);
    await stillServes();
  });

  it('three hundred connections at once', async () => {
    const many = Array.from({ length: 300 }, () => connect(shell.port, '127.0.0.1').on('error', () => undefined));
    await wait(300);
    for (const socket of many) socket.destroy();
    await wait(100);
    await stillServes();
  });

  it('a thousand guesses at a start key', async () => {
    for (let n = 0; n < 1000; n += 50) {
      const statuses = await Promise.all(
        Array.from({ length: 50 }, async (_none, i) => {
          const answer = await fetch(`${originOf(shell)}/start`, {
            method: 'POST',
            body: `AAAAAAAAAAAAAAAA.9999999999999.${n + i}`,
            headers: { origin: originOf(shell) },
          });
          await answer.text();
          return answer.status;
        }),
      );
      expect(new Set(statuses)).toEqual(new Set([403]));
    }
    await stillServes();
  });

  it('another page of the same browser sees nothing: no other site may read, frame or embed', async () => {
    const answer = await fetch(originOf(shell));
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /frame-ancestors 'none'.*require-trusted-types-for 'script'.*trusted-types 'none'/,
    );
  });
});

describe('with a way in', () => {
  it.each([
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['a method that is no text', { serial: 1, method: { toString: 'x' }, args: null }],
    ['a serial that is no number', { serial: 'a', method: 'shellInfo' }],
    ['more than it should have', { serial: 1, method: 'shellInfo', more: 1 }],
    ['an array of arrays that are not there', { serial: 1, method: 'shellInfo', args: { $array: 'f64', at: 1e9, length: 1e9 } }],
    ['an array of no known type', { serial: 1, method: 'shellInfo', args: { $array: 'constructor', at: 0, length: 1 } }],
  ])('a message of %s closes its own page only', async (_title, message) => {
    const socket = await pageSocket(shell, prove);
    const closed = once(socket, 'close');
    socket.send(encode(message));
    socket.send(encode({ serial: 2, method: 'shellInfo' }));
    await Promise.race([closed, once(socket, 'message')]);
    socket.terminate();
    await stillServes();
  });

  it('bytes of no form, and a list 100,000 deep', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([1]), Buffer.alloc(100, 255), Buffer.from('[4,0,0,0')]) {
      const socket = await pageSocket(shell, prove);
      const closed = once(socket, 'close');
      socket.send(bytes);
      expect((await closed)[0]).toBe(1003);
    }
    const socket = await pageSocket(shell, prove);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const closed = once(socket, 'close');
    const head = Buffer.from(`{"serial":1,"method":"startRun","args":${deep}}`);
    const bytes = Buffer.alloc(4 + head.length);
    bytes.writeUInt32LE(head.length);
    head.copy(bytes, 4);
    socket.send(bytes);
    await Promise.race([closed, once(socket, 'message')]);
    socket.terminate();
    await stillServes();
  });

  it.each(['__proto__', 'constructor', 'toString', 'close', 'grant'])('a call named %s is none', async (method) => {
    const socket = await pageSocket(shell, prove);
    await expect(call(socket, 1, method, {})).rejects.toThrow(`there is no call named "${method}"`);
    socket.terminate();
  });

  it('a message of 200 MB is cut off', async () => {
    const socket = await pageSocket(shell, prove);
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.send(Buffer.alloc(200 * 1024 * 1024));
    await closed;
    await stillServes();
  });

  it('two thousand calls at once are answered or refused in a sentence', async () => {
    const socket = await pageSocket(shell, prove);
    const answers = await Promise.allSettled(Array.from({ length: 2000 }, (_none, serial) => call(socket, serial, 'getSettings')));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    for (const { reason } of refused) expect(String(reason)).toContain('too many calls at once: 500 wait for an answer already');
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(500);
    socket.terminate();
    await stillServes();
  });

  it('ten recovery files of 60 MB are offered one at a time, and the start goes on', async () => {
    const place = join(folder, 'data', 'recovery');
    await mkdir(place, { recursive: true });
    const text = 'x'.repeat(60_000_000);
    for (let n = 0; n < 10; n++)
      await writeFile(join(place, `old${n}.json`), JSON.stringify({ id: `old${n}`, name: 'big', path: null, text, savedAtMs: n }));
    const socket = await pageSocket(shell, prove);
    const offered = (await call(socket, 1, 'listRecoveries')) as { id: string }[];
    expect(offered).toHaveLength(1);
    expect(await call(socket, 2, 'shellInfo')).toMatchObject({
      notices: ['More unsaved work (9 of 10) is kept than fits on the list; the rest is offered once this is recovered or discarded.'],
    });
    expect((await readdir(place)).filter((name) => name.endsWith('.json'))).toHaveLength(10);
    socket.terminate();
    await rm(place, { recursive: true });
  });

  it('thirty-three pages: the last is not let in, and is once another goes', async () => {
    const pages = await Promise.all(Array.from({ length: 32 }, () => pageSocket(shell, prove)));
    await expect(pageSocket(shell, prove)).rejects.toThrow('503');
    const gone = once(pages[0], 'close');
    pages[0].close();
    await gone;
    await wait(50);
    await stillServes();
    for (const page of pages) page.terminate();
    await wait(50);
  });
});

describe('two servers side by side', () => {
  it('know nothing of each other\u2019s pages, and what they keep is for their user alone', async () => {
    const other = await startShell('none');
    const proof = (await prove()).protocols;
    await expect(pageSocket(other.shell, async () => ({ protocols: proof, headers: { origin: originOf(other.shell) } }))).rejects.toThrow(
      '403',
    );
    await other.shell.close();
    const place = join(folder, 'data', 'shells');
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(place)) {
      // A file that is just being written is renamed between the two looks.
      const found = await stat(join(place, name)).catch(() => null);
      if (found !== null) expect(found.mode & 0o777, name).toBe(0o600);
    }
    const kept = JSON.parse(await readFile(join(place, `shell-${shell.port}.json`), 'utf8')) as { pid: number };
    expect(kept.pid).toBe(process.pid);
    await rm(other.folder, { recursive: true, force: true });
  });
});
