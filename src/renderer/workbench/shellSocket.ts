import { SUBPROTOCOL } from '../../contract/handshake';
import { decode, encode, type WireMessage } from '../../contract/wire';
import { NotConnectedError, notLetIn, proveTo, redeem, shellGone, type PageKeyStore } from './pageKey';

/** How soon it is tried again to reach a shell that is gone, ms: at first, and at last. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;

/** What a connection to the shell needs around it. */
export interface ShellSocketOptions {
  /** Such as http://127.0.0.1:8080. */
  readonly origin: string;
  /** What the page was opened with, if it was. */
  readonly startKey: string | null;
  readonly keys: PageKeyStore;
  readonly onEvent: (event: 'progress' | 'command', data: unknown) => void;
  /** Null: the shell is there (again). */
  readonly onConnection: (problem: NotConnectedError | null) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Calls to the browser shell over a WebSocket. When the shell is gone every call fails at once, and the page looks for it until it is there
 * again, at the same address.
 */
export class ShellSocket {
  private socket: WebSocket | null = null;
  private problem: NotConnectedError | null = null;
  private serial = 0;
  private retryMs = FIRST_RETRY_MS;
  private startKey: string | null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly firstTry: Promise<void>;

  constructor(private readonly options: ShellSocketOptions) {
    this.startKey = options.startKey;
    this.firstTry = this.connect();
  }

  /** Makes a call. Rejects at once when the shell is not there. */
  async call(method: string, args: unknown): Promise<unknown> {
    await this.firstTry;
    const { socket } = this;
    if (socket === null || socket.readyState !== WebSocket.OPEN) throw this.problem ?? shellGone();
    return new Promise((resolve, reject) => {
      this.waiting.set(++this.serial, { resolve, reject });
      socket.send(encode({ serial: this.serial, method, args }));
    });
  }

  private async connect(): Promise<void> {
    try {
      const socket = await this.open();
      this.socket = socket;
      this.retryMs = FIRST_RETRY_MS;
      socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => this.receive(event));
      socket.addEventListener('close', () => this.lost(shellGone()));
      this.problem = null;
      this.options.onConnection(null);
    } catch (error) {
      this.lost(error instanceof NotConnectedError ? error : shellGone());
    }
  }

  private async open(): Promise<WebSocket> {
    const { origin, keys } = this.options;
    const fresh = this.startKey === null ? null : await redeem(origin, this.startKey);
    this.startKey = null;
    if (fresh !== null) await keys.save(fresh);
    const key = fresh ?? (await keys.load());
    if (key === null) throw notLetIn();
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/`, [SUBPROTOCOL, await proveTo(origin, key)]);
    socket.binaryType = 'arraybuffer';
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(socket));
      socket.addEventListener('error', () => reject(shellGone()));
    });
  }

  private lost(problem: NotConnectedError): void {
    this.socket = null;
    const isNews = this.problem?.reason !== problem.reason;
    this.problem = problem;
    for (const { reject } of this.waiting.values()) reject(problem);
    this.waiting.clear();
    if (isNews) this.options.onConnection(problem);
    // A page that is not known will not be known later: its user has to open it with another address.
    if (problem.reason === 'unknown') return;
    setTimeout(() => void this.connect(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  private receive({ data }: MessageEvent<ArrayBuffer>): void {
    const message = decode(new Uint8Array(data)) as WireMessage;
    if ('event' in message) {
      this.options.onEvent(message.event, message.data);
      return;
    }
    const entry = this.waiting.get(message.serial);
    this.waiting.delete(message.serial);
    if ('error' in message) entry?.reject(new Error(message.error));
    else entry?.resolve(message.value);
  }
}
