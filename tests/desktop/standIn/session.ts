import type { CustomScheme, Session } from 'electron';
import type { BrowserWindow } from './window';
import type { PageRequest, PageResponse } from './wire';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type BeforeRequest = (details: PageRequest, decide: (response: { cancel?: boolean }) => void) => void;

const schemes = new Map<string, CustomScheme>();
const served = new Map<string, (request: Request) => Response | Promise<Response>>();
const handlers: { request: RequestHandler; check: CheckHandler; before: BeforeRequest | null } = {
  request: null,
  check: null,
  before: null,
};

/** Schemes of the app's own. */
export const protocol = {
  registerSchemesAsPrivileged(list: CustomScheme[]): void {
    for (const scheme of list) schemes.set(scheme.scheme, scheme);
  },
};

/** The session with its handlers; without a handler Electron allows everything. */
export const session = {
  defaultSession: {
    protocol: {
      handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
        if (schemes.get(scheme)?.privileges?.standard !== true) throw new Error(`${scheme} was not registered before the app was ready`);
        if (served.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
        served.set(scheme, handler);
      },
    },
    webRequest: {
      onBeforeRequest: (listener: BeforeRequest | null): void => {
        handlers.before = listener;
      },
    },
    setPermissionRequestHandler: (handler: RequestHandler): void => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler: CheckHandler): void => {
      handlers.check = handler;
    },
  },
};

/** Requests go through `onBeforeRequest` and then to the handler of their scheme; there is no network behind it. */
async function request({ method, url }: PageRequest): Promise<PageResponse> {
  const before = handlers.before;
  const { cancel } = before === null ? { cancel: false } : await new Promise<{ cancel?: boolean }>((done) => before({ method, url }, done));
  const handler = served.get(new URL(url).protocol.slice(0, -1));
  if (cancel === true || handler === undefined) return { cancelled: true };
  const response = await handler(new Request(url, { method }));
  return {
    cancelled: false,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** Chromium checks first, and asks when the check says no; either may allow. */
async function permission(name: string, origin: string, window: BrowserWindow): Promise<boolean> {
  const contents = window.webContents as never;
  const details = { requestingUrl: `${origin}/`, isMainFrame: true };
  if (handlers.check === null || handlers.check(contents, name as never, origin, details)) return true;
  const ask = handlers.request;
  return ask === null || new Promise((decided) => ask(contents, name as never, decided, details as never));
}

/** What the session says to the page's requests and wishes. */
export const sessionAnswers = { request, permission };
