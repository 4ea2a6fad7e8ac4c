import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegularFile, readRegularText, readStream } from './readFile';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-read-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sentenceOf = async (path: string, mostBytes = 1000): Promise<string> => {
  const read = await readRegularFile(path, mostBytes);
  return read.ok ? 'read' : `${read.failure.name}: ${read.failure.message}`;
};

describe('reading a regular file', () => {
  it('gives all of it, however many pieces it takes', async () => {
    const path = join(folder, 'a');
    const bytes = Buffer.alloc(1_000_000, 'abcdefg');
    await writeFile(path, bytes);
    const read = await readRegularFile(path, 1_000_000);
    expect(read.ok && Buffer.from(read.value.bytes).equals(bytes)).toBe(true);
    expect(await sentenceOf(path, 999_999)).toBe(
      `too-large: The file ${path} is larger than 999999 bytes, which is too large to be read; choose another file.`,
    );
  });

  it('takes the byte order mark from a text, and says when it is none', async () => {
    await writeFile(join(folder, 'bom'), '\uFEFFyes');
    expect(await readRegularText(join(folder, 'bom'), 100)).toMatchObject({ ok: true, value: { text: 'yes' } });
    await writeFile(join(folder, 'latin'), Buffer.from('Gr\u00fc\u00dfe', 'latin1'));
    expect(await readRegularText(join(folder, 'latin'), 100)).toMatchObject({ ok: false, failure: { name: 'not-text' } });
  });

  it.skipIf(process.platform === 'win32')('refuses at once what would never end or never begin', async () => {
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(await sentenceOf(pipe)).toBe(`not-a-file: The path ${pipe} is a pipe, not a file; choose a file.`);
    await symlink(pipe, join(folder, 'linked'));
    expect(await sentenceOf(join(folder, 'linked'))).toContain('is a pipe');
    expect(await sentenceOf('/dev/zero')).toBe('not-a-file: The path /dev/zero is a device, not a file; choose a file.');
    expect(await sentenceOf(folder)).toContain('is a folder');
    await symlink(join(folder, 'nothing'), join(folder, 'broken'));
    expect(await sentenceOf(join(folder, 'broken'))).toContain('file-missing: There is no file');
    const server = createServer();
    const socket = join(folder, 'socket');
    await new Promise<void>((listening) => server.listen(socket, listening));
    expect(await sentenceOf(socket)).toContain('is a socket');
    server.close();
  });

  it.skipIf(process.platform !== 'linux')('counts what it reads, where the system says a size of 0', async () => {
    expect(await sentenceOf('/proc/self/status', 10)).toContain('too-large');
    expect(await sentenceOf('/proc/self/status', 100_000)).toBe('read');
  });
});

describe('reading a stream', () => {
  it('gives all of it, and ends one without end', async () => {
    expect(await readStream(Readable.from([Buffer.from('ab'), Buffer.from('c')]), 3)).toEqual(new Uint8Array([97, 98, 99]));
    let given = 0;
    const endless = new Readable({
      read() {
        given++;
        this.push(Buffer.alloc(1000));
      },
    });
    expect(await readStream(endless, 10_000)).toBeNull();
    expect(endless.destroyed).toBe(true);
    expect(given).toBeLessThan(200);
  });
});
