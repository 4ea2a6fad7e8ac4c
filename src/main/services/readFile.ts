import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Result } from '../../contract/index';
import { bad, fileFailure, good } from './result';

const MB = 1_000_000;
const FIRST_CHUNK_BYTES = 65_536;
const LARGEST_CHUNK_BYTES = 8 * MB;
// Opening a pipe would wait for a writer, and opening a terminal could make it the process's own. Windows knows neither flag.
const OPEN_FLAGS =
  constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0) | ((constants.O_NOCTTY as number | undefined) ?? 0);

/** Facts of a file that are the same for the read bytes: mode bits, and the stamp of `stampOf`. */
export interface ReadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Changes whenever the file's contents may have. Taken before reading, so that a change while it is read is noticed by the next look. */
  readonly stamp: string;
}

/** A stamp of a file's state from its facts. */
export function stampFrom(facts: { readonly mtimeNs: bigint; readonly size: bigint; readonly ino: bigint }): string {
  return `${facts.mtimeNs}-${facts.size}-${facts.ino}`;
}

/**
 * The bytes of a regular file. Refuses in a sentence, and at once, what is none (folder, pipe, device, socket, broken link) and what has
 * more than `mostBytes`; the size is limited while reading, too, because files such as those of /proc say a wrong one or grow.
 */
export async function readRegularFile(path: string, mostBytes: number): Promise<Result<ReadFile>> {
  let file: FileHandle | null = null;
  try {
    // Looked at before it is opened: opening a device can already do something.
    const refusal = refusalOf(await stat(path), path);
    if (refusal !== null) return refusal;
    file = await open(path, OPEN_FLAGS);
    const facts = await file.stat({ bigint: true });
    const second = refusalOf(facts, path);
    if (second !== null) return second;
    if (facts.size > BigInt(mostBytes)) return tooLarge(path, mostBytes);
    const bytes = await readAtMost(file, mostBytes);
    return bytes === null ? tooLarge(path, mostBytes) : good({ bytes, stamp: stampFrom(facts) });
  } catch (error) {
    return fileFailure(error, path);
  } finally {
    await file?.close();
  }
}

/** The text in UTF-8 of a regular file, without a byte order mark; see `readRegularFile`. */
export async function readRegularText(path: string, mostBytes: number): Promise<Result<{ text: string; stamp: string }>> {
  const read = await readRegularFile(path, mostBytes);
  if (!read.ok) return read;
  const text = decodeText(read.value.bytes);
  if (text === null) return bad('not-text', `The file ${path} is not a text file in UTF-8; save it as UTF-8 or choose another file.`, path);
  return good({ text, stamp: read.value.stamp });
}

/** Text in UTF-8, without a byte order mark; null when the bytes are something else. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * All that a stream such as standard input gives; null as soon as it is more than `mostBytes`, so that a stream without end ends here. The
 * stream is destroyed then.
 */
export async function readStream(stream: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    // Leaving the loop destroys a stream of Node's.
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return joined(parts, size);
}

/** Says what a path is, when it is no regular file. */
export function refusalOf(
  facts: {
    isFile(): boolean;
    isDirectory(): boolean;
    isFIFO(): boolean;
    isSocket(): boolean;
  },
  path: string,
): ReturnType<typeof bad> | null {
  if (facts.isFile()) return null;
  if (facts.isDirectory()) return bad('is-a-folder', `The path ${path} is a folder; choose a file.`, path);
  const what = facts.isFIFO() ? 'a pipe' : facts.isSocket() ? 'a socket' : 'a device';
  return bad('not-a-file', `The path ${path} is ${what}, not a file; choose a file.`, path);
}

async function readAtMost(file: FileHandle, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let chunkBytes = FIRST_CHUNK_BYTES; ; chunkBytes = Math.min(2 * chunkBytes, LARGEST_CHUNK_BYTES)) {
    const chunk = new Uint8Array(Math.min(chunkBytes, mostBytes + 1 - size));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, size);
    if (bytesRead === 0) return joined(parts, size);
    size += bytesRead;
    if (size > mostBytes) return null;
    parts.push(chunk.subarray(0, bytesRead));
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function tooLarge(path: string, mostBytes: number): ReturnType<typeof bad> {
  const most = mostBytes >= MB ? `${Math.floor(mostBytes / MB)} MB` : `${mostBytes} bytes`;
  return bad('too-large', `The file ${path} is larger than ${most}, which is too large to be read; choose another file.`, path);
}
