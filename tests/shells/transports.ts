import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { startKeyIn, SUBPROTOCOL } from '../../src/contract/handshake';
import type { FaultboardApi } from '../../src/contract/index';
import { decode, encode } from '../../src/contract/wire';
import { startBrowserShell, type BrowserShell } from '../../src/main/browser/server';
import { serveIpc } from '../../src/main/electron/ipc';
import { createAssociation } from '../../src/main/services/association/association';
import { createServices, type ServicesOptions } from '../../src/main/services/services';
import { createBrowserApi } from '../../src/renderer/workbench/browserApi';
import { proveTo, redeem, type PageKey, type PageKeyStore } from '../../src/renderer/workbench/pageKey';

/** A shell with a page connected to it, in folders of its own. */
export interface Connected {
  readonly api: FaultboardApi;
  /** Makes a call without the help of types: what a page that was taken over could send. */
  raw(method: string, args: unknown): Promise<unknown>;
  readonly documentsFolder: string;
  readonly userDataFolder: string;
  close(): Promise<void>;
}

/** A way from a page to the services. */
export interface Transport {
  readonly name: string;
  connect(workerFile: string): Promise<Connected>;
}

async function shellOptions(shell: 'electron' | 'browser', workerFile: string): Promise<{ options: ServicesOptions; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'faultboard-shell-'));
  const options: ServicesOptions = {
    shell,
    platform: process.platform,
    appVersion: '1.2.3',
    workerFile,
    openAtStart: null,
    now: () => 1_700_000_000_000,
    documentsFolder: join(folder, 'documents'),
    userDataFolder: join(folder, 'data'),
    examplesFolder: resolve(import.meta.dirname, '../../scenarios'),
    association: createAssociation({
      platform: 'linux',
      home: join(folder, 'home'),
      env: {},
      launch: ['/opt/node', '/opt/start.mjs'],
      run: async () => ({ code: 0, complaint: '' }),
    }),
    ...(shell === 'electron'
      ? {
          chooseOpen: async () => join(folder, 'chosen.json'),
          chooseSave: async (name: string) => join(folder, 'documents', basename(name)),
        }
      : {}),
  };
  await mkdir(options.documentsFolder);
  return { options, folder };
}

/** A browser shell that really listens, with a small page to serve. */
export async function startShell(workerFile: string): Promise<{ shell: BrowserShell; options: ServicesOptions; folder: string }> {
  const { options, folder } = await shellOptions('browser', workerFile);
  const rendererFolder = join(folder, 'renderer');
  await mkdir(rendererFolder);
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(rendererFolder, 'code.mjs'), 'export const a = 1;');
  await writeFile(join(folder, 'secret.js'), 'outside of the served folder');
  const shell = await startBrowserShell({
    services: createServices(options),
    rendererFolder,
    userDataFolder: options.userDataFolder,
    port: null,
    now: () => Date.now(),
  });
  return { shell, options, folder };
}

/** Keeps a page's key as long as the test: Node has no database of pages. */
export function keysInMemory(): PageKeyStore {
  let own: PageKey | null = null;
  return {
    load: async () => own,
    save: async (key) => {
      own = key;
    },
  };
}

/** Where a shell is, as its pages see it. */
export function originOf(shell: { readonly port: number }): string {
  return `http://127.0.0.1:${shell.port}`;
}

/** What a page that was let in sends when it opens its socket. */
export interface LetIn {
  readonly protocols: string[];
  readonly headers: { readonly origin: string };
}

/** Lets a page in with a fresh start key; returns how its next socket proves who it is. Each proof is good for one socket. */
export async function letIn(shell: Pick<BrowserShell, 'port' | 'freshAddress'>): Promise<() => Promise<LetIn>> {
  const origin = originOf(shell);
  const key = await asPage(origin, () => redeem(origin, startKeyIn(new URL(shell.freshAddress()).hash) ?? ''));
  if (key === null) throw new Error('the shell refused its own start key');
  return async () => ({ protocols: [SUBPROTOCOL, await proveTo(origin, key)], headers: { origin } });
}

/** An open socket of a page that was let in. */
export async function pageSocket(shell: { readonly port: number }, prove: () => Promise<LetIn>): Promise<WebSocket> {
  const { protocols, headers } = await prove();
  const socket = new WebSocket(`${originOf(shell).replace('http', 'ws')}/`, protocols, { headers });
  await once(socket, 'open');
  return socket;
}

/** Does something as a page of this origin would: browsers name the origin with what is sent. */
async function asPage<T>(origin: string, work: () => Promise<T>): Promise<T> {
  const plain = globalThis.fetch;
  globalThis.fetch = (input, init) => plain(input, { ...init, headers: { origin } });
  try {
    return await work();
  } finally {
    globalThis.fetch = plain;
  }
}

/** The renderer's own client over HTTP and a WebSocket, as in a browser. */
const browser: Transport = {
  name: 'browser shell over HTTP and WebSocket',
  connect: async (workerFile) => {
    const { shell, options, folder } = await startShell(workerFile);
    const origin = originOf(shell);
    const raw = await rawPage(shell);
    // What a page has and Node does not: a socket and requests that name the page's origin.
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
    let wasLost = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      wasLost = resolve;
    });
    const api = createBrowserApi({
      origin,
      startKey: startKeyIn(new URL(shell.freshAddress()).hash),
      keys: keysInMemory(),
      onConnection: (problem) => (problem === null ? undefined : wasLost()),
    });
    const close = async (): Promise<void> => {
      await shell.close();
      await gone;
      vi.unstubAllGlobals();
      await rm(folder, { recursive: true, force: true });
    };
    return { api, raw, documentsFolder: options.documentsFolder, userDataFolder: options.userDataFolder, close };
  },
};

/** Makes calls as a page that was taken over could: any method with any arguments. */
async function rawPage(shell: BrowserShell): Promise<(method: string, args: unknown) => Promise<unknown>> {
  const prove = await letIn(shell);
  return async (method, args) => {
    const socket = await pageSocket(shell, prove);
    try {
      return await new Promise((answered, refused) => {
        socket.on('error', refused);
        socket.send(encode({ serial: 1, method, args }));
        socket.on('message', (data: Buffer) => {
          const message = decode(data) as { value?: unknown; error?: string };
          if (message.error === undefined) answered(message.value);
          else refused(new Error(message.error));
        });
      });
    } finally {
      socket.terminate();
    }
  };
}

type IpcListener = (event: { readonly senderFrame: { readonly url: string } | null }, args: unknown) => Promise<unknown>;

/** The preload script and the ipc wrapper, with Electron's two ends played by a pair of maps that copy what passes, as Electron does. */
const electron: Transport = {
  name: 'desktop shell over ipc',
  connect: async (workerFile) => {
    const { options, folder } = await shellOptions('electron', workerFile);
    const handlers = new Map<string, IpcListener>();
    const listeners = new Map<string, Set<(event: unknown, data: unknown) => void>>();
    const services = createServices(options);
    const page = services.openPage((progress) =>
      listeners.get('faultboard:progress')?.forEach((listener) => listener({}, structuredClone(progress))),
    );
    serveIpc(
      { handle: (channel, listener) => void handlers.set(channel, listener) },
      () => page.api,
      (url) => url === 'faultboard://app/',
    );
    const invoke = async (channel: string, args: unknown, url = 'faultboard://app/'): Promise<unknown> => {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler({ senderFrame: { url } }, structuredClone(args)));
    };
    const exposed: Record<string, FaultboardApi> = {};
    vi.resetModules();
    vi.doMock('electron', () => ({
      contextBridge: { exposeInMainWorld: (name: string, api: FaultboardApi) => void (exposed[name] = api) },
      ipcRenderer: {
        invoke,
        on: (channel: string, listener: () => void) => void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
        off: (channel: string, listener: () => void) => listeners.get(channel)?.delete(listener),
      },
    }));
    await import('../../src/preload/index');
    const close = async (): Promise<void> => {
      await page.close();
      await services.close();
      vi.doUnmock('electron');
      await rm(folder, { recursive: true, force: true });
    };
    return {
      api: exposed.faultboard,
      raw: (method, args) => invoke(`faultboard:${method}`, args),
      documentsFolder: options.documentsFolder,
      userDataFolder: options.userDataFolder,
      close,
    };
  },
};

/** Both ways, for one suite. */
export const transports: readonly Transport[] = [browser, electron];
