import { spawnSync } from 'node:child_process';
import { copyFile, link, mkdir, mkdtemp, readFile, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../../src/main/services/dispatch';
import { createServices, type ServicePage, type Services } from '../../src/main/services/services';
import { noAssociation } from '../support/noAssociation';

/*
 * A page that was taken over asks for files as it likes, and files on disk are not what they seem. Every case gives the sentence that a
 * person sees, at once, and nothing is read or written.
 */
let base: string;
let services: Services;
let page: ServicePage;
let socket: Server;
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'faultboard-attack-')));
  for (const name of ['documents', 'data', 'secret']) await mkdir(join(base, name));
  const documents = join(base, 'documents');
  await writeFile(join(base, 'secret', 'theirs.json'), '{"secret":1}');
  await writeFile(join(documents, 'mine.json'), '{}');
  await writeFile(join(documents, 'latin.json'), Buffer.from('{"name":"Gr\u00fc\u00dfe"}', 'latin1'));
  await writeFile(join(documents, '.hidden.json'), '{}');
  await writeFile(join(documents, 'big.json'), '');
  await truncate(join(documents, 'big.json'), 64_000_001);
  await mkdir(join(documents, 'folder.json'));
  spawnSync('mkfifo', [join(documents, 'pipe.json')]);
  await symlink('/dev/zero', join(documents, 'zero.json'));
  await symlink(join(documents, 'nothing.json'), join(documents, 'dangling.json'));
  await symlink(join(documents, 'loop.json'), join(documents, 'loop.json'));
  await symlink(join(base, 'secret', 'theirs.json'), join(documents, 'out.json'));
  await symlink(join(base, 'secret'), join(documents, 'way-out'));
  socket = createServer();
  await new Promise<void>((listening) => socket.listen(join(documents, 'socket.json'), listening));
  services = createServices({
    shell: 'browser',
    platform: process.platform,
    appVersion: '1',
    documentsFolder: documents,
    userDataFolder: join(base, 'data'),
    examplesFolder: join(base, 'none'),
    workerFile: 'none',
    openAtStart: join(documents, 'granted.json'),
    now: () => 0,
    association: noAssociation,
  });
});
afterAll(async () => {
  await services.close();
  socket.close();
  await rm(base, { recursive: true, force: true });
});
beforeEach(async () => {
  page = services.openPage(() => undefined);
  await page.api.listFolder({ path: '' });
});

const at = (name: string): string => join(base, name);
const told = (answer: { ok: boolean; failure?: { message: string } }): string =>
  answer.ok ? 'ok' : (answer.failure?.message ?? '').replaceAll(base, '');

describe.skipIf(process.platform === 'win32')('opening', () => {
  const nobody = (path: string): string =>
    `Nobody has chosen ${path} in this window; open it with the dialog, or start Faultboard with it: npm start -- "${path}"`;
  it.each([
    ['a file that nobody chose', 'secret/theirs.json', nobody('/secret/theirs.json')],
    ['a way up', 'documents/../secret/theirs.json', nobody('/documents/../secret/theirs.json')],
    ['a link that leads out', 'documents/out.json', nobody('/documents/out.json')],
    ['a folder link that leads out', 'documents/way-out/theirs.json', nobody('/documents/way-out/theirs.json')],
    ['a device behind a link', 'documents/zero.json', nobody('/documents/zero.json')],
    [
      'a hidden file',
      'documents/.hidden.json',
      'The file /documents/.hidden.json is hidden; choose one whose name does not begin with a dot.',
    ],
    [
      'what is named like no scenario',
      'documents/id_rsa',
      'id_rsa is not named like a scenario; choose a file that ends in .faultboard or .json.',
    ],
    ['a pipe', 'documents/pipe.json', 'The path /documents/pipe.json is a pipe, not a file; choose a file.'],
    ['a socket', 'documents/socket.json', 'The path /documents/socket.json is a socket, not a file; choose a file.'],
    ['a folder', 'documents/folder.json', 'The path /documents/folder.json is a folder; choose a file.'],
    ['a link to nothing', 'documents/dangling.json', 'There is no file /documents/dangling.json; it may have been moved or deleted.'],
    ['a link to itself', 'documents/loop.json', 'The path /documents/loop.json is a link that leads to itself; choose another file.'],
    [
      'a file of 64 MB and a byte',
      'documents/big.json',
      'The file /documents/big.json is larger than 64 MB, which is too large to be read; choose another file.',
    ],
    [
      'what is no text',
      'documents/latin.json',
      'The file /documents/latin.json is not a text file in UTF-8; save it as UTF-8 or choose another file.',
    ],
    [
      'a name with a zero byte',
      'documents/mine.json\0.json',
      'The name contains a character that file names may not have; choose another name.',
    ],
    [
      'a name that is too long',
      `documents/${'x'.repeat(300)}.json`,
      `The name of /documents/${'x'.repeat(300)}.json is too long; choose a shorter one.`,
    ],
  ])('%s', async (_title, path, sentence) => {
    expect(told(await page.api.openFile({ path: `${base}/${path}` }))).toBe(sentence);
  });

  it('a relative path', async () => {
    expect(told(await page.api.openFile({ path: 'mine.json' }))).toBe('The path mine.json is not complete; choose a folder and a name.');
  });

  it('a folder that was shown in another window', async () => {
    const other = services.openPage(() => undefined);
    expect(told(await other.api.openFile({ path: at('documents/mine.json') }))).toBe(nobody('/documents/mine.json'));
    await other.close();
  });

  it('a device that the command line names', async () => {
    await symlink('/dev/zero', at('documents/granted.json'));
    const fresh = services.openPage(() => undefined);
    expect(told(await fresh.api.openFile({ path: at('documents/granted.json') }))).toBe(
      'The path /documents/granted.json is a device, not a file; choose a file.',
    );
    await rm(at('documents/granted.json'));
    await fresh.close();
  });

  it('what an example is not', async () => {
    await expect(dispatch(page.api, 'openExample', { id: '../../secret/theirs' })).rejects.toThrow(
      /arguments of openExample are not allowed: id/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('saving and exporting', () => {
  it.each([
    ['over a file that nobody chose', 'secret/theirs.json', /^Nobody has chosen/],
    ['through a link that leads out', 'documents/out.json', /^Nobody has chosen/],
    ['into a folder behind such a link', 'documents/way-out/new.json', /^Nobody has chosen/],
    ['a hidden file', 'documents/.bashrc.json', /is hidden; choose one whose name does not begin with a dot\.$/],
    ['a shell script', 'documents/run.sh', /^run\.sh is not named like a scenario/],
    ['over a pipe', 'documents/pipe.json', /is a pipe, not a file; choose a file\.$/],
    ['over a link to nothing', 'documents/dangling.json', /is a link to something that does not exist; choose another name\.$/],
    ['over a folder', 'documents/folder.json', /is a folder; choose a file\.$/],
  ])('%s', async (_title, path, sentence) => {
    expect(told(await page.api.saveFile({ path: at(path), text: '{}', stamp: null }))).toMatch(sentence);
    expect(await readFile(at('secret/theirs.json'), 'utf8')).toBe('{"secret":1}');
  });

  it('an export over a scenario gets an ending of its own', async () => {
    const written = await page.api.exportFile({
      path: at('documents/mine.json'),
      text: 'a,b',
      base64: false,
      ending: '.csv',
      replace: true,
    });
    expect(written).toEqual({ ok: true, value: { path: at('documents/mine.csv') } });
    expect(await readFile(at('documents/mine.json'), 'utf8')).toBe('{}');
  });

  it.each(['.json', '.faultboard', '.sh', '.desktop', ''])('an export cannot end in "%s"', async (ending) => {
    const answer = await page.api.exportFile({ path: at('documents/x'), text: '', base64: false, ending, replace: true });
    expect(told(answer)).toMatch(/^The name of \/documents\/x\S* does not end in \.png or /);
  });

  it('an export over a file that is there asks first', async () => {
    await writeFile(at('documents/old.svg'), 'old');
    const file = { path: at('documents/old'), text: 'new', base64: false, ending: '.svg' };
    expect(told(await page.api.exportFile({ ...file, replace: false }))).toBe(
      'old.svg already exists; replace it, or choose another name.',
    );
    expect(await readFile(at('documents/old.svg'), 'utf8')).toBe('old');
  });

  it('more than a file may hold', async () => {
    const answer = await page.api.saveFile({ path: at('documents/huge.json'), text: '\u00fc'.repeat(40_000_000), stamp: null });
    expect(told(answer)).toBe('The scenario is larger than 64 MB, so /documents/huge.json was not saved; make it smaller.');
  });

  it('another name of the same file (hard link) keeps its own contents', async () => {
    await copyFile(at('documents/mine.json'), at('documents/one.json'));
    await link(at('documents/one.json'), at('documents/two.json'));
    expect(told(await page.api.saveFile({ path: at('documents/one.json'), text: '{"n":1}', stamp: null }))).toBe('ok');
    expect(await readFile(at('documents/two.json'), 'utf8')).toBe('{}');
  });
});

describe('looking around', () => {
  it.each([
    ['the root', '/'],
    ['above', '..'],
    ['system folders', '/etc'],
    ['a folder link that leads out', 'documents/way-out'],
  ])('%s', async (_title, path) => {
    const answer = await page.api.listFolder({ path: path.startsWith('/') ? path : at(path) });
    expect(told(answer)).toMatch(/is not inside .*; to open a file from there start Faultboard with it: npm start -- FILE$/);
  });

  it('for stamps of files that nobody chose', async () => {
    expect(await page.api.fileStamp({ path: at('secret/theirs.json') })).toBeNull();
    expect(await page.api.fileStamp({ path: '/etc/passwd' })).toBeNull();
  });

  it('through unsaved work that names a file', async () => {
    await page.api.saveRecovery({ id: 'thief', name: 'x', path: at('secret/theirs.json'), text: '{}' });
    expect((await page.api.listRecoveries()).map(({ path }) => path)).toEqual([null]);
    expect(told(await page.api.openFile({ path: at('secret/theirs.json') }))).toMatch(/^Nobody has chosen/);
    await page.api.dropRecovery({ id: 'thief' });
  });
});
