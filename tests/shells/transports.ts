import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import type { FaultboardApi } from '../../src/contract/index';
import { startBrowserShell, type BrowserShell } from '../../src/main/browser/server';
import { serveIpc } from '../../src/main/electron/ipc';
import { createAssociation } from '../../src/main/services/association/association';
import { createServices, type ServicesOptions } from '../../src/main/services/services';
import { createBrowserApi } from '../../src/renderer/workbench/browserApi';

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
      ? { chooseOpen: async () => join(folder, 'chosen.json'), chooseSave: async (name: string) => join(folder, name) }
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
  return { shell: await startBrowserShell(createServices(options), rendererFolder, 0), options, folder };
}

/** The cookie that the address with the token gives. */
export async function cookieOf(shell: BrowserShell): Promise<string> {
  const answer = await fetch(shell.url, { redirect: 'manual' });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0];
}

/** The renderer's own client over HTTP and a WebSocket, as in a browser. */
const browser: Transport = {
  name: 'browser shell over HTTP and WebSocket',
  connect: async (workerFile) => {
    const { shell, options, folder } = await startShell(workerFile);
    const headers = { cookie: await cookieOf(shell), origin: `http://127.0.0.1:${shell.port}` };
    // What a page has and Node does not: a socket that sends the page's cookie and origin, and a window for its events.
    vi.stubGlobal(
      'WebSocket',
      class extends WebSocket {
        constructor(address: string) {
          super(address, { headers });
        }
      },
    );
    const window = new EventTarget();
    const gone = new Promise((resolve) => {
      window.addEventListener('faultboard-disconnected', resolve);
    });
    vi.stubGlobal('window', window);
    const api = createBrowserApi(`ws://127.0.0.1:${shell.port}/`);
    const raw = (method: string, args: unknown): Promise<unknown> => rawCall(shell.port, headers, method, args);
    const close = async (): Promise<void> => {
      await shell.close();
      await gone;
      vi.unstubAllGlobals();
      await rm(folder, { recursive: true, force: true });
    };
    return { api, raw, documentsFolder: options.documentsFolder, userDataFolder: options.userDataFolder, close };
  },
};

async function rawCall(port: number, headers: Record<string, string>, method: string, args: unknown): Promise<unknown> {
  const { decode, encode } = await import('../../src/contract/wire');
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers });
  try {
    return await new Promise((answered, refused) => {
      socket.on('error', refused);
      socket.on('open', () => socket.send(encode({ serial: 1, method, args })));
      socket.on('message', (data: Buffer) => {
        const message = decode(data) as { value?: unknown; error?: string };
        if (message.error === undefined) answered(message.value);
        else refused(new Error(message.error));
      });
    });
  } finally {
    socket.terminate();
  }
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
