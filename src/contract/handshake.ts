/*
 * How a page and the browser shell come to trust each other. A start key, which works once and for ten minutes, gets the page a secret of
 * its own over POST; from then on each proves to the other that it knows the secret, and never sends it: another program that has taken
 * the shell's port learns nothing from a page that comes back. The port is part of each proof, so that none can be passed on to a shell at
 * another port. The page keeps the secret as a key that cannot be read, for its own address alone.
 */

/** The WebSocket subprotocol; the page's proof travels as a second one that is offered and never chosen. */
export const SUBPROTOCOL = 'faultboard';
/** Where a start key is redeemed (POST), and where the shell answers a page's challenge (GET). */
export const START_PATH = '/start';
export const CHALLENGE_PATH = '/challenge';
/** What the shell says (404) to a challenge of a page that it does not know; another program at its port says something else. */
export const NOT_KNOWN = 'This page is not known here.';
const START_FRAGMENT = '#start=';

/** The address that lets a page in, once. What stands behind # is never sent over the network, nor to other sites. */
export function startAddress(origin: string, key: string): string {
  return `${origin}/${START_FRAGMENT}${key}`;
}

/** The start key in the fragment of an address; null: there is none. */
export function startKeyIn(fragment: string): string | null {
  return fragment.startsWith(START_FRAGMENT) ? fragment.slice(START_FRAGMENT.length) : null;
}

/** What the shell gives for a start key. */
export interface Admission {
  readonly page: string;
  /** 32 bytes, base64url. */
  readonly secret: string;
}

/** What the shell answers to a page's challenge: its own, and the proof that it knows the page's secret. */
export interface ChallengeAnswer {
  readonly nonce: string;
  readonly proof: string;
}

/** What is signed: who proves it, at which port, over both challenges. */
export function proofText(who: 'shell' | 'page', port: string, pageNonce: string, shellNonce: string): string {
  return ['faultboard', who, port, pageNonce, shellNonce].join('|');
}

/** The second subprotocol of a page: who it is, the challenge it answers, and its proof. */
export function proofProtocol(page: string, shellNonce: string, proof: string): string {
  return `page.${page}.${shellNonce}.${proof}`;
}

/** The parts of `proofProtocol`; null: it is something else. */
export function readProofProtocol(protocol: string): { page: string; shellNonce: string; proof: string } | null {
  const found = /^page\.([\w-]{1,60})\.([\w-]{1,60})\.([\w-]{1,60})$/.exec(protocol);
  return found === null ? null : { page: found[1], shellNonce: found[2], proof: found[3] };
}
