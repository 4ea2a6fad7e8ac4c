import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decode, encode } from '../../src/contract/wire';
import type { BrowserShell } from '../../src/main/browser/server';
import { buildWorker, type BuiltWorker } from './builtWorker';
import { cookieOf, startShell } from './transports';

let worker: BuiltWorker;
let shell: BrowserShell;
let folder: string;
let cookie: string;
beforeAll(async () => {
  worker = await buildWorker();
  ({ shell, folder } = await startShell(worker.file));
  cookie = await cookieOf(shell);
});
afterAll(async () => {
  await shell.close();
  await worker.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A request as written, without what `fetch` would put right. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: shell.port, path, headers, method }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Whether a socket with these headers is let in. */
function socketOpens(headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

const own = (): { cookie: string; origin: string } => ({ cookie, origin: `http://127.0.0.1:${shell.port}` });

describe('being left alone', () => {
  it('is told once every page has been gone for a while, and not while one is there', async () => {
    const pages = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${shell.port}/`, { headers: own() }));
    await Promise.all(pages.map((page) => once(page, 'open')));
    let isLeft = false;
    const left = shell.untilLeft(20).then(() => {
      isLeft = true;
    });
    pages[0].close();
    await once(pages[0], 'close');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(isLeft).toBe(false);
    pages[1].close();
    await left;
    expect(isLeft).toBe(true);
  });
});

describe('who gets in', () => {
  it('listens on the loopback address only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((face) => face !== undefined && !face.internal && face.family === 'IPv4');
    for (const host of ['::1', ...(outside === undefined ? [] : [outside.address])]) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(shell.port, host, () => resolve(true));
        socket.on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      });
      expect(reached, host).toBe(false);
    }
  });

  it('turns the token of the address into a cookie that scripts and other sites do not get', async () => {
    const { status, headers } = await ask(new URL(shell.url).search.replace(/^/, '/'));
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(/^faultboard=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('leads on with a page of its own where a redirect would lose the cookie', async () => {
    const { status, headers, body } = await ask(new URL(shell.url).search.replace(/^/, '/'), { 'sec-fetch-site': 'cross-site' });
    expect([status, headers['set-cookie']?.length, body.includes('url=/')]).toEqual([200, 1, true]);
  });

  it('makes a new token for every start', async () => {
    const other = await startShell(worker.file);
    expect(new URL(other.shell.url).search).not.toBe(new URL(shell.url).search);
    await other.shell.close();
    await rm(other.folder, { recursive: true, force: true });
  });

  it.each([
    ['no token', '/', {}, 403],
    ['a wrong token', '/?token=x', {}, 403],
    ['a wrong cookie', '/', { cookie: 'faultboard=x' }, 403],
    ['no token for a file', '/code.mjs', {}, 403],
  ])('refuses %s', async (_title, path, headers, status) => {
    expect((await ask(path, headers)).status).toBe(status);
  });

  it('refuses other names for this address (rebinding) and everything but reading', async () => {
    expect((await ask('/', { cookie, host: 'evil.example' })).status).toBe(403);
    expect((await ask('/', { cookie, host: `evil.example:${shell.port}` })).status).toBe(403);
    expect((await ask('/', { cookie }, 'POST')).status).toBe(403);
    expect((await ask('/', { cookie })).status).toBe(200);
  });

  it('lets in a socket of its own page only', async () => {
    expect(await socketOpens(own())).toBe(true);
    expect(await socketOpens({ origin: own().origin })).toBe(false);
    expect(await socketOpens({ cookie })).toBe(false);
    expect(await socketOpens({ cookie, origin: 'http://evil.example' })).toBe(false);
    expect(await socketOpens({ cookie, origin: 'http://127.0.0.1:1' })).toBe(false);
    expect(await socketOpens({ ...own(), host: 'evil.example', origin: 'http://evil.example' })).toBe(false);
  });
});

describe('what is served', () => {
  it('is the page under strict headers', async () => {
    const { headers, body } = await ask('/', { cookie });
    expect(body).toContain('<title>page</title>');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${shell.port};`);
    expect(policy).not.toMatch(/unsafe|https?:/);
  });

  it('calls modules JavaScript, which browsers insist on', async () => {
    expect((await ask('/code.mjs', { cookie })).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each(['/../secret.js', '/%2e%2e/secret.js', '/..%2fsecret.js', '/..%5csecret.js', '/missing.js', '/%', '/%00.js'])(
    'has nothing at %s',
    async (path) => {
      expect((await ask(path, { cookie })).status).toBe(404);
    },
  );

  it('answers HEAD without a body', async () => {
    expect(await ask('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

describe('a socket', () => {
  it('is closed when it sends what is no message', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/`, { headers: own() });
    const code = await new Promise((resolve) => {
      socket.on('open', () => socket.send('hello'));
      socket.on('close', resolve);
    });
    expect(code).toBe(1003);
  });

  it('hears of its own runs only, and takes them with it', async () => {
    const sockets = [1, 2].map(() => new WebSocket(`ws://127.0.0.1:${shell.port}/`, { headers: own() }));
    const heard: unknown[][] = [[], []];
    for (const [index, socket] of sockets.entries()) socket.on('message', (data: Buffer) => heard[index].push(decode(data)));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('open', resolve))));
    const answerTo = async (index: number, serial: number, method: string, args: unknown): Promise<unknown> => {
      sockets[index].send(encode({ serial, method, args }));
      for (;;) {
        const found = heard[index].find((message) => (message as { serial?: number }).serial === serial);
        if (found !== undefined) return (found as { value: unknown }).value;
        await new Promise((resolve) => sockets[index].once('message', resolve));
      }
    };
    const { value: example } = (await answerTo(0, 1, 'openExample', { id: 'single-server' })) as { value: { text: string } };
    const { value: run } = (await answerTo(0, 2, 'startRun', { scenarioText: example.text, seed: 1 })) as { value: { runId: string } };
    expect(await answerTo(0, 3, 'runReport', { runId: run.runId })).toMatchObject({ ok: true });
    expect(heard[1]).toEqual([]);
    const gone = new Promise((resolve) => sockets[0].on('close', resolve));
    sockets[0].close();
    await gone;
    // The server closes the run after the socket; asking is the only way to see when.
    for (let serial = 1; ; serial++) {
      const answer = (await answerTo(1, serial, 'runReport', { runId: run.runId })) as { ok: boolean; failure?: { name: string } };
      if (answer.failure?.name === 'run-not-found') break;
    }
    sockets[1].terminate();
  });
});
