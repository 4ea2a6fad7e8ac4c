import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startKeyIn } from '../../src/contract/handshake';
import { decode, encode } from '../../src/contract/wire';
import { startBrowserShell, type BrowserShell } from '../../src/main/browser/server';
import { createServices } from '../../src/main/services/services';
import { createBrowserApi } from '../../src/renderer/workbench/browserApi';
import { buildWorker, type BuiltWorker } from './builtWorker';
import { keysInMemory, letIn, originOf, pageSocket, startShell, type LetIn } from './transports';

let worker: BuiltWorker;
let shell: BrowserShell;
let folder: string;
let prove: () => Promise<LetIn>;
beforeAll(async () => {
  worker = await buildWorker();
  ({ shell, folder } = await startShell(worker.file));
  prove = await letIn(shell);
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
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: shell.port, path, headers, method }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}

/** Whether a socket with these headers and protocols is let in. */
function socketOpens(headers: Record<string, string>, protocols: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/`, protocols, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

const startKey = (): string => startKeyIn(new URL(shell.freshAddress()).hash) ?? '';
const redeemed = (key: string, headers: Record<string, string> = { origin: originOf(shell) }): Promise<Answer> =>
  ask('/start', headers, 'POST', key);

describe('being left alone', () => {
  it('is told once every page has been gone for a while, and not while one is there', async () => {
    const pages = [await pageSocket(shell, prove), await pageSocket(shell, prove)];

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

  it('trades the key of an address for a secret, once', async () => {
    const key = startKey();
    const first = await redeemed(key);
    expect([first.status, Object.keys(JSON.parse(first.body) as object)]).toEqual([200, ['page', 'secret']]);
    expect(first.headers['set-cookie']).toBeUndefined();
    const second = await redeemed(key);
    expect([second.status, second.body]).toEqual([
      403,
      'This address was used already or is older than ten minutes; "npm start -- --link" prints a new one.',
    ]);
  });

  it('takes no key that is old, changed, of another start, or sent by another site', async () => {
    const other = await startShell(worker.file);
    const keys = [
      startKey().replace(/^./, 'A'),
      startKey().replace(/.$/, ''),
      '',
      'a.b.c',
      'x'.repeat(5000),
      startKeyIn(new URL(other.shell.freshAddress()).hash) ?? '',
    ];
    for (const key of keys) expect((await redeemed(key)).status, key.slice(0, 50)).toBe(403);
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'http://evil.example' },
      { origin: originOf(shell), host: 'evil.example' },
      { origin: originOf(other.shell) },
    ];
    for (const headers of foreign) expect((await redeemed(startKey(), headers)).status).toBe(403);
    await other.shell.close();
    await rm(other.folder, { recursive: true, force: true });
  });

  it('refuses other names and ports for this address (rebinding) and everything but reading', async () => {
    for (const host of ['evil.example', `evil.example:${shell.port}`, '127.0.0.1', '127.0.0.1:1', `[::1]:${shell.port}`])
      expect((await ask('/', { host })).status, host).toBe(403);
    expect((await ask('/', {}, 'POST')).status).toBe(403);
    expect((await ask('/', { host: `localhost:${shell.port}` })).status).toBe(200);
  });

  it('lets in a socket of a page that proves who it is, each proof once', async () => {
    const { protocols, headers } = await prove();
    expect(await socketOpens({ ...headers }, protocols)).toBe(true);
    expect(await socketOpens({ ...headers }, protocols)).toBe(false);
    expect(await socketOpens({ ...headers }, ['faultboard'])).toBe(false);
    expect(await socketOpens({ ...headers }, ['faultboard', (await prove()).protocols[1].replace(/.$/, '_')])).toBe(false);
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'http://evil.example' },
      { origin: 'http://127.0.0.1:1' },
      { origin: 'http://evil.example', host: 'evil.example' },
    ];
    for (const wrong of foreign) expect(await socketOpens(wrong, (await prove()).protocols)).toBe(false);
  });
});

describe('a page and its shell', () => {
  it('find each other again after a new start, at the same port', async () => {
    const { folder: own, options, shell: before } = await startShell(worker.file);
    const proof = await letIn(before);
    await before.close();
    const again = await startBrowserShell({
      services: createServices(options),
      rendererFolder: join(own, 'renderer'),
      userDataFolder: options.userDataFolder,
      port: null,
      now: () => Date.now(),
    });
    expect(again.port).toBe(before.port);
    const socket = await pageSocket(again, proof);
    socket.terminate();
    await again.close();
    await rm(own, { recursive: true, force: true });
  });

  it('a page tells a program that has taken the port from its shell, and sends it nothing of use', async () => {
    const { folder: own, shell: real } = await startShell(worker.file);
    const proof = await letIn(real);
    await real.close();
    const heard: string[] = [];
    const thief = createServer((asked, answered) => {
      heard.push(`${asked.method} ${asked.url}`);
      answered.end(JSON.stringify({ nonce: 'x'.repeat(43), proof: 'x'.repeat(43) }));
    });
    thief.listen(real.port, '127.0.0.1');
    await once(thief, 'listening');
    await expect(proof()).rejects.toThrow('Another program has taken the address of this page');
    expect(heard).toEqual([expect.stringMatching(/^GET \/challenge\?page=[\w-]{16}&nonce=[\w-]{32}$/)]);
    thief.close();
    await rm(own, { recursive: true, force: true });
  });

  it('pages of a port that another program has taken are forgotten', async () => {
    const { folder: own, options, shell: real } = await startShell(worker.file);
    const proof = await letIn(real);
    await real.close();
    const thief = createServer();
    thief.listen(real.port, '127.0.0.1');
    await once(thief, 'listening');
    const start = {
      services: createServices(options),
      rendererFolder: join(own, 'renderer'),
      userDataFolder: options.userDataFolder,
      now: () => Date.now(),
    };
    const elsewhere = await startBrowserShell({ ...start, port: null });
    expect(elsewhere.port).not.toBe(real.port);
    thief.close();
    await once(thief, 'close');
    const back = await startBrowserShell({ ...start, port: real.port });
    await expect(proof()).rejects.toThrow('This page may not connect; open it with the address that "npm start -- --link" prints.');
    await Promise.all([elsewhere.close(), back.close()]);
    await rm(own, { recursive: true, force: true });
  });

  it('a call fails at once while the shell is gone, and works again once it is back', async () => {
    const { folder: own, options, shell: before } = await startShell(worker.file);
    const origin = originOf(before);
    vi.stubGlobal(
      'WebSocket',
      class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { origin } });
        }
      },
    );
    const plain = globalThis.fetch;
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => plain(input, { ...init, headers: { origin } }));
    const told: (string | null)[] = [];
    let onNews = (): void => undefined;
    const news = async (count: number): Promise<void> => {
      while (told.length < count) await new Promise<void>((resolve) => (onNews = resolve));
    };
    const api = createBrowserApi({
      origin,
      startKey: startKeyIn(new URL(before.freshAddress()).hash),
      keys: keysInMemory(),
      onConnection: (problem) => {
        told.push(problem?.message ?? null);
        onNews();
      },
    });
    expect((await api.shellInfo()).shell).toBe('browser');
    await before.close();
    await news(2);
    await expect(api.shellInfo()).rejects.toThrow('Faultboard was stopped. Your work is kept in this page');
    const again = await startBrowserShell({
      services: createServices(options),
      rendererFolder: join(own, 'renderer'),
      userDataFolder: options.userDataFolder,
      port: null,
      now: () => Date.now(),
    });
    await news(3);
    expect((await api.shellInfo()).shell).toBe('browser');
    expect(told).toEqual([null, expect.stringMatching(/^Faultboard was stopped\. Your work is kept/) as string, null]);
    await again.close();
    await news(4);
    vi.unstubAllGlobals();
    await rm(own, { recursive: true, force: true });
  });
});

describe('what is served', () => {
  it('is the page under strict headers', async () => {
    const { headers, body } = await ask('/');
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
    expect((await ask('/code.mjs')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each(['/../secret.js', '/%2e%2e/secret.js', '/..%2fsecret.js', '/..%5csecret.js', '/missing.js', '/%', '/%00.js'])(
    'has nothing at %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('answers HEAD without a body', async () => {
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});

describe('a socket', () => {
  it('is closed when it sends what is no message', async () => {
    const socket = await pageSocket(shell, prove);
    const code = await new Promise((resolve) => {
      socket.send('hello');
      socket.on('close', resolve);
    });
    expect(code).toBe(1003);
  });

  it('hears of its own runs only, and knows no others', async () => {
    const sockets = [await pageSocket(shell, prove), await pageSocket(shell, prove)];
    const heard: unknown[][] = [[], []];
    for (const [index, socket] of sockets.entries()) socket.on('message', (data: Buffer) => heard[index].push(decode(data)));
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
    // The name of a run means nothing to another page.
    expect(await answerTo(1, 1, 'runReport', { runId: run.runId })).toMatchObject({ ok: false, failure: { name: 'run-not-found' } });
    sockets[0].terminate();
    sockets[1].terminate();
  });
});
