import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { decode, encode, type WireMessage, type WireRequest } from '../../contract/wire';
import { rendererFile, securityHeaders } from '../services/content';
import { BadCallError, dispatch } from '../services/dispatch';
import type { Services } from '../services/services';

const COOKIE = 'faultboard';
const LARGEST_MESSAGE_BYTES = 128 * 1024 * 1024;

/** A browser shell that is listening. */
export interface BrowserShell {
  /** Address with the token, which the first answer turns into a cookie. */
  readonly url: string;
  readonly port: number;
  /** Once no page has been there for so long, from now on. */
  untilLeft(ms: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the renderer and the services on 127.0.0.1 only (`port` 0: any free one). Whoever does not have the token gets nothing. Throws
 * when the port is taken.
 */
export async function startBrowserShell(services: Services, rendererFolder: string, port: number): Promise<BrowserShell> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    answer(request, response, token, rendererFolder).catch(() => response.writeHead(500).end());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (!isOurHost(request) || !isOurOrigin(request) || !hasToken(cookieOf(request), token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      sockets.emit('connection', connection, request);
      serve(connection, services);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${actual}/?token=${token}`,
    port: actual,
    untilLeft: (ms) => untilLeft(sockets, ms),
    close: () => closeAll(server, sockets, services),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, token: string, rendererFolder: string): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers = securityHeaders(isOurHost(request) ? `ws://${request.headers.host}` : undefined);
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  };
  if (!isOurHost(request) || (request.method !== 'GET' && request.method !== 'HEAD')) return refuse(403, 'Forbidden');
  const offered = url.searchParams.get('token');
  if (offered !== null && hasToken(offered, token)) {
    return enter(request, response, { ...headers, 'Set-Cookie': `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/` });
  }
  if (!hasToken(cookieOf(request), token)) return refuse(403, 'Open Faultboard with the address that "npm start" printed.');
  const file = await rendererFile(rendererFolder, url.pathname);
  if (file === null) return refuse(404, 'Not found');
  response.writeHead(200, { ...headers, 'Content-Type': file.type }).end(request.method === 'HEAD' ? undefined : file.body);
}

/**
 * Leads from the address with the token to the one without. From a link on another site a redirect would arrive without the strict cookie,
 * so there a page of our own leads on.
 */
function enter(request: IncomingMessage, response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  if (request.headers['sec-fetch-site'] !== 'cross-site') response.writeHead(303, { ...headers, Location: '/' }).end();
  else
    response
      .writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Faultboard</title><meta http-equiv="refresh" content="0;url=/"><a href="/">Open Faultboard</a>');
}

function serve(connection: WebSocket, services: Services): void {
  const send = (message: WireMessage): void => {
    if (connection.readyState === connection.OPEN) connection.send(encode(message));
  };
  const page = services.openPage((progress) => send({ event: 'progress', data: progress }));
  connection.on('close', () => void page.close());
  connection.on('error', () => connection.terminate());
  connection.on('message', (data: Buffer) => {
    let request: WireRequest;
    try {
      request = decode(data) as WireRequest;
    } catch {
      connection.close(1003, 'not a message of this app');
      return;
    }
    dispatch(page.api, String(request.method), request.args).then(
      (value) => send({ serial: request.serial, value: value ?? null }),
      (error: unknown) =>
        send({ serial: request.serial, error: error instanceof BadCallError ? error.message : `internal error: ${String(error)}` }),
    );
  });
}

/** The page must have been asked for by its loopback name: a foreign name that resolves to 127.0.0.1 is an attack (DNS rebinding). */
function isOurHost(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return host === '127.0.0.1' || host === 'localhost';
}

function isOurOrigin(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}

function cookieOf(request: IncomingMessage): string {
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  return found === undefined ? '' : found.slice(COOKIE.length + 1);
}

function hasToken(offered: string, token: string): boolean {
  const a = Buffer.from(offered);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
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
