import {
  CHALLENGE_PATH,
  NOT_KNOWN,
  proofProtocol,
  proofText,
  START_PATH,
  type Admission,
  type ChallengeAnswer,
} from '../../contract/handshake';
import { strings } from './strings';

/** What this browser is known by at the shell: a name, and a key that scripts can use and nobody can read. */
export interface PageKey {
  readonly page: string;
  readonly key: CryptoKey;
}

/** Where the key is kept between visits. */
export interface PageKeyStore {
  load(): Promise<PageKey | null>;
  save(key: PageKey): Promise<void>;
}

/** Why the shell cannot be reached: it is gone, it does not know this page, or something else answers in its place. */
export class NotConnectedError extends Error {
  override name = 'NotConnectedError';

  constructor(
    readonly reason: 'gone' | 'unknown' | 'stranger',
    message: string,
  ) {
    super(message);
  }
}

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };

/** Trades a start key for a key of this page's own. Null: the start key was used or is too old. */
export async function redeem(origin: string, startKey: string): Promise<PageKey | null> {
  const answer = await ask(`${origin}${START_PATH}`, { method: 'POST', body: startKey });
  if (!answer.ok) return null;
  const { page, secret } = (await answer.json()) as Admission;
  return { page, key: await crypto.subtle.importKey('raw', fromBase64(secret), ALGORITHM, false, ['sign', 'verify']) };
}

/**
 * The subprotocol that proves to the shell who this page is, after the shell has proved that it is the page's shell. Throws
 * `NotConnectedError`.
 */
export async function proveTo(origin: string, { page, key }: PageKey): Promise<string> {
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(24)));
  const answer = await ask(`${origin}${CHALLENGE_PATH}?page=${page}&nonce=${nonce}`);
  if (answer.status === 404 && (await answer.text().catch(() => '')) === NOT_KNOWN)
    throw new NotConnectedError('unknown', strings.notLetIn);
  const challenge = (await answer.json().catch(() => null)) as ChallengeAnswer | null;
  const { port } = new URL(origin);
  const isShell =
    challenge !== null &&
    (await crypto.subtle.verify(
      ALGORITHM.name,
      key,
      fromBase64(challenge.proof),
      bytesOf(proofText('shell', port, nonce, challenge.nonce)),
    ));
  if (!isShell) throw new NotConnectedError('stranger', strings.addressTaken);
  const proof = await crypto.subtle.sign(ALGORITHM.name, key, bytesOf(proofText('page', port, nonce, challenge.nonce)));
  return proofProtocol(page, challenge.nonce, toBase64(new Uint8Array(proof)));
}

/** This page was never let in. */
export function notLetIn(): NotConnectedError {
  return new NotConnectedError('unknown', strings.notLetIn);
}

/** The shell does not answer. */
export function shellGone(): NotConnectedError {
  return new NotConnectedError('gone', strings.stopped);
}

function ask(address: string, options: RequestInit = {}): Promise<Response> {
  return fetch(address, { ...options, cache: 'no-store', credentials: 'omit' }).catch(() => {
    throw shellGone();
  });
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}
