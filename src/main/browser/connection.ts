import type { WebSocket } from 'ws';
import { z } from 'zod';
import { decode, encode, type WireMessage } from '../../contract/wire';
import { BadCallError, dispatch } from '../services/dispatch';
import type { Services } from '../services/services';

/** Calls of one page that wait for an answer; a page of ours asks for some dozens at most. */
const MOST_WAITING = 500;
/** Answers that a page has not taken yet; a page that does not read at all is cut off, so that it does not fill the memory. */
const MOST_UNREAD_BYTES = 512 * 1024 * 1024;
/** Progress is left out for a page that is behind by this much: the next message says the same and more. */
const BEHIND_BYTES = 8 * 1024 * 1024;

const requestSchema = z.strictObject({ serial: z.int().min(0), method: z.string().max(100), args: z.unknown().optional() });

/** Closing codes of WebSockets: what came is of no use here; the other side breaks a rule. */
const NOT_USABLE = 1003;
const BROKEN_RULE = 1008;

/** Serves one page over its socket until either goes. */
export function serve(connection: WebSocket, services: Services): void {
  let waiting = 0;
  const page = services.openPage((progress) => {
    if (connection.bufferedAmount < BEHIND_BYTES) send(connection, { event: 'progress', data: progress });
  });
  connection.on('close', () => void page.close());
  connection.on('error', () => connection.terminate());
  connection.on('message', (data: Buffer) => {
    const request = read(data);
    if (request === null) {
      connection.close(NOT_USABLE, 'not a message of this app');
      return;
    }
    const { serial, method, args } = request;
    if (waiting >= MOST_WAITING) {
      send(connection, { serial, error: `too many calls at once: ${MOST_WAITING} wait for an answer already` });
      return;
    }
    waiting++;
    void dispatch(page.api, method, args)
      .then(
        (value) => answer(connection, serial, method, value ?? null),
        (error: unknown) =>
          send(connection, { serial, error: error instanceof BadCallError ? error.message : `internal error: ${String(error)}` }),
      )
      .finally(() => waiting--);
  });
}

function read(data: Buffer): { serial: number; method: string; args?: unknown } | null {
  try {
    const parsed = requestSchema.safeParse(decode(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** An answer that no message can hold is a failure like any other. */
function answer(connection: WebSocket, serial: number, method: string, value: unknown): void {
  try {
    sendBytes(connection, encode({ serial, value }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    send(connection, { serial, error: `the answer to ${method} is too large to be sent; ask for less` });
  }
}

function send(connection: WebSocket, message: WireMessage): void {
  sendBytes(connection, encode(message));
}

function sendBytes(connection: WebSocket, bytes: Uint8Array): void {
  if (connection.readyState !== connection.OPEN) return;
  if (connection.bufferedAmount > MOST_UNREAD_BYTES) connection.close(BROKEN_RULE, 'the page does not read what it asked for');
  else connection.send(bytes);
}
