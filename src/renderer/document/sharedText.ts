import { parseScenario, serializeScenario, type Scenario } from '../../sim/index';
import type { Failure } from '../../contract/index';
import { strings } from './strings';

const PREFIX = 'faultboard:1:';
/** Longest text that a packed one may become: a short text could otherwise fill the memory. */
const MOST_BYTES = 64_000_000;

/**
 * A scenario as one short line of letters, digits, - and _, to be pasted into a message: its canonical text, deflated (RFC 1951), in
 * base64url (RFC 4648).
 */
export async function toSharedText(scenario: Scenario): Promise<string> {
  const packed = await through(
    new TextEncoder().encode(serializeScenario(scenario)),
    new CompressionStream('deflate-raw'),
    Number.POSITIVE_INFINITY,
  );
  return PREFIX + toBase64Url(packed);
}

/** Whether a text looks like one made by `toSharedText`. */
export function isSharedText(text: string): boolean {
  return text.trimStart().startsWith(PREFIX);
}

/** The scenario behind a pasted text: one made by `toSharedText`, or the text of a scenario file; or in one sentence why there is none. */
export async function fromSharedText(
  text: string,
): Promise<{ readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly failure: Failure }> {
  const trimmed = text.trim();
  if (!isSharedText(trimmed)) return parseScenario(trimmed === '' ? '{}' : trimmed);
  const file = await unpacked(trimmed.slice(PREFIX.length).replace(/\s+/g, ''));
  if (file === null)
    return {
      ok: false,
      failure: { name: 'bad-shared-text', path: '', message: strings.pastedTextDamaged },
    };
  return parseScenario(file);
}

async function unpacked(letters: string): Promise<string | null> {
  try {
    const bytes = await through(fromBase64Url(letters), new DecompressionStream('deflate-raw'), MOST_BYTES);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** All of the bytes after they went through a stream; throws when they become more than `most`. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) throw new Error('the text is too long');
    pieces.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(letters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
