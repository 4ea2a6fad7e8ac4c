import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST } from './leftovers';
import { Notices } from './notices';
import { Recoveries, type RecoveryWindow } from './recoveries';

let folder: string;
let notices: Notices;
let nowMs = 0;
let kept: Recoveries;
let window: RecoveryWindow;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-recovery-'));
  notices = new Notices();
  nowMs = 1000;
  kept = new Recoveries(folder, () => nowMs, notices);
  window = kept.openWindow();
});
afterEach(async () => {
  await window.close();
  kept.close();
  await rm(folder, { recursive: true, force: true });
});

const work = (id: string, text: string) => ({ id, name: 'mine', path: null, text });
const offered = async (to: RecoveryWindow): Promise<string[]> => (await to.list()).map(({ text }) => text);

describe('unsaved work', () => {
  it('of a window that is gone is offered, the newest first, until it is dropped', async () => {
    await window.save(work('w1', 'first'));
    nowMs = 2000;
    await window.save(work('w2', 'second'));
    nowMs = 3000;
    await window.save(work('w1', 'third'));
    await window.close();
    const next = kept.openWindow();
    expect((await next.list()).map(({ id, text, savedAtMs }) => [id, text, savedAtMs])).toEqual([
      ['w1', 'third', 3000],
      ['w2', 'second', 2000],
    ]);
    await next.drop('w1');
    await next.drop('w1');
    expect(await offered(next)).toEqual(['second']);
  });

  it('is private', async () => {
    await window.save(work('w1', 'x'));
    expect((await stat(join(folder, 'recovery'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'recovery', 'w1.json'))).mode & 0o777).toBe(0o600);
  });

  it('says so when it cannot be kept', async () => {
    await writeFile(join(folder, 'recovery'), 'a file where the folder should be');
    expect(await window.save(work('w1', 'x'))).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/recovery/) as string },
    });
  });
});

describe('two windows', () => {
  // In one process, and in two that share the folder.
  it.each([
    ['of one process', () => kept.openWindow()],
    ['of two processes', () => new Recoveries(folder, () => nowMs, notices).openWindow()],
  ])('%s: one never offers, discards or overwrites the live work of the other', async (_title, open) => {
    const other = open();
    await window.save(work('w1', 'mine'));
    expect(await offered(other)).toEqual([]);
    await other.drop('w1');
    expect(await other.save(work('w1', 'theirs'))).toMatchObject({
      ok: false,
      failure: { message: 'This recovery file belongs to another open window; reload this page to get one of its own.' },
    });
    await other.close();
    await window.close();
    expect(await offered(open())).toEqual(['mine']);
  });

  it('a window of another process counts as open while that process says so', async () => {
    await mkdir(join(folder, 'recovery'));
    await writeFile(join(folder, 'recovery', 'w1.json'), JSON.stringify({ ...work('w1', 'theirs'), savedAtMs: 5 }));
    const mark = join(folder, 'recovery', 'w1.open');
    await writeFile(mark, `${HOST} ${process.ppid}\n`);
    expect(await offered(window)).toEqual([]);
    await utimes(mark, 1, 1);
    expect(await offered(window)).toEqual(['theirs']);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(mark, `${HOST} ${pid}\n`);
    expect(await offered(window)).toEqual(['theirs']);
  });
});

describe('damaged files', () => {
  it.each([
    ['not JSON', '{"id":"w2"', /^Some recovery files were damaged; .* kept as /],
    ['not a recovery file', '{"id":"other","name":"","path":null,"text":"","savedAtMs":1}', /^Some recovery files were damaged; /],
    ['of a newer version', '{"format":2}', /^Some recovery files were written by a newer Faultboard; /],
  ])('%s: told of once, kept aside, and the others are offered', async (_title, text, sentence) => {
    await window.save(work('w1', 'good'));
    await window.close();
    await writeFile(join(folder, 'recovery', 'w2.json'), text);
    expect(await offered(window)).toEqual(['good']);
    expect(notices.drain()).toEqual([expect.stringMatching(sentence)]);
    expect(await offered(window)).toEqual(['good']);
    expect(notices.drain()).toEqual([]);
    expect(await readdir(join(folder, 'damaged'))).toHaveLength(1);
  });

  it('many and huge ones are offered as far as an answer holds them, and the rest is told of and kept', async () => {
    for (let n = 0; n < 10; n++) await window.save(work(`w${n}`, `${n}`.repeat(n === 9 ? 1 : 600)));
    await window.close();
    const small = new Recoveries(folder, () => nowMs, notices, 2000);
    const next = small.openWindow();
    const found = await next.list();
    expect(found).toHaveLength(3);
    expect(notices.drain()).toEqual([
      'More unsaved work (7 of 10) is kept than fits on the list; the rest is offered once this is recovered or discarded.',
    ]);
    for (const { id } of found) await next.drop(id);
    expect(await next.list()).toHaveLength(2);
    small.close();
  });
});
