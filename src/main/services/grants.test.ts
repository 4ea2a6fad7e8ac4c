import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grants } from './grants';

let base: string;
let folder: string;
let recent: { path: string }[];
let grants: Grants;
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'faultboard-grants-')));
  folder = join(base, 'home');
  await mkdir(folder);
  recent = [];
  grants = new Grants([folder], async () => recent);
});
afterEach(() => rm(base, { recursive: true, force: true }));

const sentence = async (path: string): Promise<string> =>
  (await grants.scenarioRefusal(path))?.failure.message.replaceAll(base, '') ?? 'may be used';

describe('what a page may use', () => {
  it('is nothing until somebody chose it', async () => {
    const path = join(folder, 'a.json');
    await writeFile(path, '{}');
    expect(await sentence(path)).toBe(
      'Nobody has chosen /home/a.json in this window; open it with the dialog, or start Faultboard with it: npm start -- "/home/a.json"',
    );
    recent.push({ path });
    expect(await sentence(path)).toBe('may be used');
    recent.pop();
    grants.grant(path);
    expect(await sentence(path)).toBe('may be used');
    expect(await sentence(join(folder, 'x', '..', 'a.json'))).toBe('may be used');
    expect(await sentence(join(folder, 'b.json'))).toContain('Nobody has chosen');
  });

  it('is what its dialog has shown, and new files beside', async () => {
    await mkdir(join(folder, 'deep'));
    await grants.showFolder(folder);
    expect(await sentence(join(folder, 'new.faultboard'))).toBe('may be used');
    expect(await sentence(join(folder, 'deep', 'new.faultboard'))).toContain('Nobody has chosen');
    expect(await sentence(join(folder, 'new.faultboard', '..', '..', 'outside.json'))).toContain('Nobody has chosen');
  });

  it('is never hidden, nor named like anything but a scenario', async () => {
    await grants.showFolder(folder);
    for (const name of ['.profile.json', 'id_rsa', 'notes.txt', 'x.figures.json']) grants.grant(join(folder, name));
    expect(await sentence(join(folder, '.profile.json'))).toBe(
      'The file /home/.profile.json is hidden; choose one whose name does not begin with a dot.',
    );
    for (const name of ['id_rsa', 'notes.txt', 'x.figures.json'])
      expect(await sentence(join(folder, name))).toBe(
        `${name} is not named like a scenario; choose a file that ends in .faultboard or .json.`,
      );
    expect(await sentence('a.json')).toBe('The path a.json is not complete; choose a folder and a name.');
    expect(await sentence(join(folder, 'a\0.json'))).toBe(
      'The name contains a character that file names may not have; choose another name.',
    );
  });

  it.skipIf(process.platform === 'win32')('is not reached through a link that leads out', async () => {
    await mkdir(join(base, 'secret'));
    await writeFile(join(base, 'secret', 's.json'), 'x');
    await symlink(join(base, 'secret', 's.json'), join(folder, 'linked.json'));
    await symlink(join(base, 'secret'), join(folder, 'linked'));
    const listed = await grants.showFolder(folder);
    expect(listed.ok && listed.value.entries).toEqual([]);
    expect(await sentence(join(folder, 'linked.json'))).toContain('Nobody has chosen');
    expect(await grants.showFolder(join(folder, 'linked'))).toMatchObject({ ok: false, failure: { name: 'outside' } });
  });

  it('is no folder above, beside or hidden below the places of the dialog', async () => {
    await mkdir(join(folder, '.ssh', 'keys'), { recursive: true });
    for (const path of [base, join(base, 'home2'), '/', join(folder, '.ssh'), join(folder, '.ssh', 'keys'), join(folder, '..')]) {
      await mkdir(join(base, 'home2'), { recursive: true });
      const shown = await grants.showFolder(path);
      expect(shown, path).toMatchObject({ ok: false, failure: { name: 'outside' } });
      expect(!shown.ok && shown.failure.message.replaceAll(base, '')).toMatch(
        /^The folder .* is not inside \/home; to open a file from there start Faultboard with it/,
      );
    }
  });

  it('is chosen by the dialogs of the system alone where there are some', async () => {
    const desktop = new Grants(null, async () => []);
    expect(await desktop.showFolder(folder)).toMatchObject({
      ok: false,
      failure: { message: 'Here, files are chosen with the dialogs of the system; use Open or Save as.' },
    });
  });
});

describe('listing a folder', () => {
  it('shows folders first, then scenario files, and neither hidden nor other files', async () => {
    await mkdir(join(folder, 'zoo'));
    await mkdir(join(folder, '.git'));
    for (const name of ['b.json', 'A.JSON', '.hidden.json', 'notes.txt']) await writeFile(join(folder, name), '');
    const listed = await grants.showFolder(folder);
    if (!listed.ok) throw new Error(listed.failure.message);
    expect(listed.value.entries.map((entry) => [entry.name, entry.folder])).toEqual([
      ['zoo', true],
      ['A.JSON', false],
      ['b.json', false],
    ]);
    expect(listed.value.parent).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('follows links to folders and leaves out links to nothing', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'linked'));
    await symlink(join(folder, 'nothing.json'), join(folder, 'broken.json'));
    const listed = await grants.showFolder(folder);
    if (!listed.ok) throw new Error(listed.failure.message);
    expect(listed.value.entries.map((entry) => [entry.name, entry.folder])).toEqual([
      ['linked', true],
      ['real', true],
    ]);
  });

  it('says so when there is no such folder', async () => {
    expect(await grants.showFolder(join(folder, 'gone'))).toMatchObject({ ok: false, failure: { name: 'file-missing' } });
  });
});
