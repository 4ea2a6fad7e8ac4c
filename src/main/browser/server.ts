import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CHALLENGE_PATH, NOT_KNOWN, readProofProtocol, START_PATH, SUBPROTOCOL } from '../../contract/handshake';
import { rendererFile, securityHeaders } from '../services/content';
import type { Services } from '../services/services';
import { Access, newStartSecret } from './access';
import { serve } from './connection';
import { freshAddress, ShellFiles } from './shellFiles';

const LARGEST_MESSAGE_BYTES = 128 * 1024 * 1024;
const LARGEST_KEY_BYTES = 1000;
/** A request of a page of ours is one small packet. */
const SLOWEST_REQUEST_MS = 10_000;
const LOOK_FOR_SLOW_MS = 2000;
const MOST_CONNECTIONS = 200;
const MOST_PAGES = 32;
const USED_ADDRESS = 'This address was used already or is older than ten minutes; "npm start -- --link" prints a new one.';

/** A browser shell that is listening. */
export interface BrowserShell {
  readonly port: number;
  /** Whether anything can be kept in the user's folder. */
  readonly keeps: boolean;
  /** A new address that lets one page in, once, within ten minutes. */
  freshAddress(): string;
  /** Once no page has been there for so long, from now on. */
  untilLeft(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** What a browser shell is made of. */
export interface BrowserShellOptions {
  readonly services: Services;
  readonly rendererFolder: string;
  readonly userDataFolder: string;
  /** Null: the one that open pages come back to, else any free one. */
  readonly port: number | null;
  readonly now: () => number;
}

/**
 * Serves the renderer and the services on 127.0.0.1 only. The renderer's files are no secret; its calls go over a WebSocket that is opened
 * for nobody but a page that was let in (`contract/handshake`). Throws when the port is taken.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { services, userDataFolder, now } = options;
  const files = new ShellFiles(userDataFolder);
  const startSecret = newStartSecret();
  const server = createServer({
    requestTimeout: SLOWEST_REQUEST_MS,
    headersTimeout: SLOWEST_REQUEST_MS,
    connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
  });
  server.maxConnections = MOST_CONNECTIONS;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, handleProtocols: () => SUBPROTOCOL });
  // Pages that wait for the shell to come back ask as soon as it listens, before it has read who they are.
  const known = later<Access>();
  server.on('request', (request, response) => {
    known.promise.then((access) => answer(request, response, access, options.rendererFolder)).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    // Whoever asks may reset the connection at any moment, and nobody else listens for that here.
    socket.on('error', () => socket.destroy());
    void known.promise.then((access) => upgrade({ request, socket, head }, sockets, access, (page) => serve(page, services)));
  });
  const port = await listenWhereItCan(server, options.port, files);
  const shell = { pid: process.pid, port, startSecret };
  known.resolve(new Access(port, startSecret, await files.pages(port), now, (pages) => files.keepPages(port, pages)));
  const keeps = await files.announce(shell).then(
    () => true,
    () => false,
  );
  return {
    port,
    keeps,
    freshAddress: () => freshAddress(shell, now()),
    untilLeft: (ms) => untilLeft(sockets, ms),
    close: async () => {
      await closeAll(server, sockets, services);
      await files.leave(port);
    },
  };
}

/**
 * Listens at the port asked for, or where pages that were open at the last start come back to. A port that another program has taken
 * meanwhile is given up with all that was known there.
 */
async function listenWhereItCan(server: Server, asked: number | null, files: ShellFiles): Promise<number> {
  if (asked !== null) return listen(server, asked);
  const running = (await files.running()).map(({ port }) => port);
  for (const port of (await files.portsOfPages()).filter((one) => !running.includes(one)).slice(0, 5)) {
    try {
      return await listen(server, port);
    } catch {
      await files.forgetPages(port);
    }
  }
  return listen(server, 0);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, access: Access, rendererFolder: string): Promise<void> {
  const headers = securityHeaders(isOurHost(request) ? `ws://${request.headers.host}` : undefined);
  const say = (status: number, type: string, body: string | Buffer | undefined): void => {
    response.writeHead(status, { ...headers, 'Content-Type': type }).end(body);
  };
  const refuse = (status: number, text: string): void => say(status, 'text/plain; charset=utf-8', text);
  const url = urlOf(request);
  if (!isOurHost(request) || url === null) return refuse(403, 'Forbidden');
  if (url.pathname === START_PATH && request.method === 'POST') {
    if (!isOurOrigin(request)) return refuse(403, 'Forbidden');
    const admission = access.redeem((await bodyOf(request, LARGEST_KEY_BYTES)) ?? '');
    return admission === null ? refuse(403, USED_ADDRESS) : say(200, 'application/json', JSON.stringify(admission));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(403, 'Forbidden');
  if (url.pathname === CHALLENGE_PATH) {
    const answered = access.challenge(url.searchParams.get('page') ?? '', url.searchParams.get('nonce') ?? '');
    return answered === null ? refuse(404, NOT_KNOWN) : say(200, 'application/json', JSON.stringify(answered));
  }
  const file = await rendererFile(rendererFolder, url.pathname);
  if (file === null) return refuse(404, 'Not found');
  return say(200, file.type, request.method === 'HEAD' ? undefined : file.body);
}

function urlOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', 'http://127.0.0.1');
  } catch {
    return null;
  }
}

/** The body of a small request; null: it is larger. */
async function bodyOf(request: IncomingMessage, mostBytes: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

function upgrade({ request, socket, head }: Upgrade, sockets: WebSocketServer, access: Access, onPage: (page: WebSocket) => void): void {
  const refuse = (status: string): void => void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  const proof = protocolsOf(request)
    .map(readProofProtocol)
    .find((found) => found !== null);
  if (!isOurHost(request) || !isOurOrigin(request) || proof === undefined) return refuse('403 Forbidden');
  if (!access.admits(proof.page, proof.shellNonce, proof.proof)) return refuse('403 Forbidden');
  if (sockets.clients.size >= MOST_PAGES) return refuse('503 Service Unavailable');
  sockets.handleUpgrade(request, socket, head, (connection) => {
    connection.on('close', () => access.seen(proof.page));
    onPage(connection);
    sockets.emit('connection', connection, request);
  });
}

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function protocolsOf(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
}

/**
 * The page must have been asked for by its loopback name and port: a foreign name that resolves to 127.0.0.1 is an attack (DNS rebinding).
 */
function isOurHost(request: IncomingMessage): boolean {
  const { localPort } = request.socket;
  return [`127.0.0.1:${localPort}`, `localhost:${localPort}`].includes(request.headers.host ?? '');
}

function isOurOrigin(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}

function untilLeft(sockets: WebSocketServer, ms: number): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (sockets.clients.size === 0) timer = setTimeout(resolve, ms);
    };
    const follow = (connection: WebSocket): void => {
      connection.on('close', look);
      look();
    };
    for (const connection of sockets.clients) follow(connection);
    sockets.on('connection', follow);
    look();
  });
}

async function closeAll(server: Server, sockets: WebSocketServer, services: Services): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  await services.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
