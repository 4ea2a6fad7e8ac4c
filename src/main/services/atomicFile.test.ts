import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReadOnly, stampOf, writeAtomically } from './atomicFile';
import { clearLeftovers, HOST } from './leftovers';
import { saveScenarioFile } from './scenarioFiles';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-atomic-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writing a file atomically', () => {
  it('replaces the contents and leaves nothing else behind', async () => {
    const path = join(folder, 'a.json');
    await writeAtomically(path, 'old');
    await writeAtomically(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('leaves the old file and no litter when it fails', async () => {
    const path = join(folder, 'taken');
    await writeAtomically(join(folder, 'other'), 'x');
    // A folder that is not empty cannot be replaced by a file, so the very last step fails.
    await mkdir(join(path, 'inside'), { recursive: true });
    await expect(writeAtomically(path, 'new')).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['other', 'taken']);
    expect(await readdir(path)).toEqual(['inside']);
  });

  it('never shows a half-written file to a reader', async () => {
    const path = join(folder, 'big.json');
    const texts = ['a', 'b'].map((letter) => letter.repeat(2_000_000));
    await writeAtomically(path, texts[0]);
    let writing = true;
    const writes = (async () => {
      for (let round = 0; round < 10; round++) await writeAtomically(path, texts[round % 2]);
      writing = false;
    })();
    let reads = 0;
    while (writing) {
      const text = await readFile(path, 'utf8');
      expect(texts.includes(text)).toBe(true);
      reads++;
    }
    await writes;
    expect(reads).toBeGreaterThan(0);
  });

  it('lets several writers at once each finish whole', async () => {
    const path = join(folder, 'a.json');
    const texts = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(1000));
    await Promise.all(texts.map((text) => writeAtomically(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it.skipIf(process.platform === 'win32')('keeps a link a link and permissions as they were', async () => {
    const path = join(folder, 'real.json');
    const link = join(folder, 'link.json');
    await writeFile(path, 'old');
    await chmod(path, 0o640);
    await symlink(path, link);
    await writeAtomically(link, 'new');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });
});

describe.skipIf(process.platform === 'win32')('what a save must not replace, and what it makes', () => {
  it('refuses a pipe, a link to nothing and a folder in a sentence, and leaves them as they are', async () => {
    const [pipe, dangling] = [join(folder, 'pipe.json'), join(folder, 'dangling.json')];
    spawnSync('mkfifo', [pipe]);
    await symlink(join(folder, 'nothing'), dangling);
    await mkdir(join(folder, 'folder.json'));
    const sentences = [];
    for (const path of [pipe, dangling, join(folder, 'folder.json')]) {
      const saved = await saveScenarioFile(path, '{}', null);
      sentences.push(saved.ok ? 'saved' : saved.failure.message.replace(folder, ''));
    }
    expect(sentences).toEqual([
      'The path /pipe.json is a pipe, not a file; choose a file.',
      'The path /dangling.json is a link to something that does not exist; choose another name.',
      'The path /folder.json is a folder; choose a file.',
    ]);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['dangling.json', 'folder.json', 'pipe.json']);
  });

  it('makes files and folders for their owner alone, and keeps the mode of what it replaces, whatever the umask', async () => {
    const before = process.umask(0o022);
    const path = join(folder, 'new', 'a.json');
    await saveScenarioFile(path, '{}', null);
    expect([(await stat(path)).mode & 0o777, (await stat(join(folder, 'new'))).mode & 0o777]).toEqual([0o600, 0o700]);
    await chmod(path, 0o664);
    await saveScenarioFile(path, '{}', null);
    process.umask(before);
    expect((await stat(path)).mode & 0o777).toBe(0o664);
  });

  it('takes names as long as a file system allows', async () => {
    const path = join(folder, `${'\u00fc'.repeat(122)}.faultboard`);
    expect(await saveScenarioFile(path, '{}', null)).toMatchObject({ ok: true });
    expect(await saveScenarioFile(join(folder, `${'x'.repeat(300)}.json`), '{}', null)).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/is too long; choose a shorter one/) as string },
    });
  });
});

describe('two saves with the same stamp', () => {
  it('one wins, and the other is told, a hundred times', async () => {
    const path = join(folder, 'a.json');
    await saveScenarioFile(path, 'first', null);
    for (let round = 0; round < 100; round++) {
      const stamp = await stampOf(path);
      const texts = [`one ${round}`, `two ${round}`];
      const saved = await Promise.all(texts.map((text) => saveScenarioFile(path, text, stamp)));
      expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
      expect(saved.find(({ ok }) => !ok)).toMatchObject({ failure: { name: 'changed-on-disk' } });
      expect(await readFile(path, 'utf8')).toBe(texts[saved.findIndex(({ ok }) => ok)]);
    }
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('a lock of a process that was killed is in nobody\u2019s way', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(folder, '.a.json.faultboard-lock'), `${HOST} ${gone} x\n`);
    expect(await saveScenarioFile(join(folder, 'a.json'), '{}', null)).toMatchObject({ ok: true });
    expect(await readdir(folder)).toEqual(['a.json']);
  });
});

describe('temporary files of a save that was killed', () => {
  it('are cleared, and those of a process that is there are not', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const names = [gone, process.ppid, process.pid].map((pid) => `.a.json.${HOST}-${pid}-0.faultboard-tmp`);
    for (const name of [...names, 'a.json', '.b.tmp', `.a.json.00000000-${gone}-0.faultboard-tmp`])
      await writeFile(join(folder, name), 'x');
    await clearLeftovers(folder);
    const left = await readdir(folder);
    expect(left).not.toContain(names[0]);
    expect(left).toHaveLength(5);
  });
});

describe('a disk that is really full', () => {
  /** Mounts a disk of 64 KiB in memory, for which one has to be root on Linux. Whether it did. */
  const mount = (path: string): boolean =>
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]).status === 0;

  it('keeps the old file whole, and nothing of the new one', async ({ skip }) => {
    if (!mount(folder)) skip('a small disk can only be mounted by root on Linux');
    try {
      const path = join(folder, 'mine.json');
      const old = 'o'.repeat(40_000);
      await writeAtomically(path, old);
      await expect(writeAtomically(path, 'n'.repeat(50_000))).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(await saveScenarioFile(path, 'n'.repeat(50_000), await stampOf(path))).toMatchObject({
        ok: false,
        failure: {
          name: 'disk-full',
          message: expect.stringMatching(/^The disk is full, so .*mine\.json was not saved; free some space/) as string,
        },
      });
      expect(await readFile(path, 'utf8')).toBe(old);
      expect(await readdir(folder)).toEqual(['mine.json']);
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});

describe('the stamp of a file', () => {
  it('stays as long as the file does, and changes with every write, even of the same length', async () => {
    const path = join(folder, 'a.json');
    expect(await stampOf(path)).toBeNull();
    await writeAtomically(path, 'one');
    const first = await stampOf(path);
    expect(await stampOf(path)).toBe(first);
    await writeAtomically(path, 'two');
    expect(await stampOf(path)).not.toBe(first);
  });
});

describe('read-only files', () => {
  it('are not those that do not exist yet', async () => {
    expect(await isReadOnly(join(folder, 'new.json'))).toBe(false);
  });
});
