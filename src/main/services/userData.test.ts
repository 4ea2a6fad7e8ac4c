import { mkdtemp, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Notices } from './notices';
import { UserData } from './userData';

let folder: string;
let user: UserData;
let notices: Notices;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-user-'));
  notices = new Notices();
  user = new UserData(join(folder, 'data'), notices);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('start at their defaults and outlive the app', async () => {
    expect(await user.settings()).toEqual({
      theme: 'system',
      reducedMotion: 'system',
      seenTour: false,
      panelWidthPx: 320,
      dockHeightPx: 0,
      openLesson: '',
      lessons: {},
      partsOpen: null,
      sideOpen: null,
      dockOpen: null,
      charts: ['part', 'throughput', 'latency', 'queues'],
    });
    await user.changeSettings({ theme: 'dark' });
    expect(await new UserData(join(folder, 'data'), notices).settings()).toMatchObject({ theme: 'dark', seenTour: false });
  });

  it('survive a damaged file, keeping what makes sense', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'settings.json'), '{"theme":"pink","seenTour":true}');
    expect(await user.settings()).toEqual({
      theme: 'system',
      reducedMotion: 'system',
      seenTour: true,
      panelWidthPx: 320,
      dockHeightPx: 0,
      openLesson: '',
      lessons: {},
      partsOpen: null,
      sideOpen: null,
      dockOpen: null,
      charts: ['part', 'throughput', 'latency', 'queues'],
    });
    await writeFile(join(folder, 'data', 'settings.json'), '{"theme":');
    expect((await user.settings()).theme).toBe('system');
  });

  it.each([
    [
      'is damaged',
      '{"theme":',
      /^The settings were damaged; Faultboard goes on without them\. The file is kept as .*damaged.*settings\.json\.$/,
    ],
    ['is of a newer version', '{"format":9,"theme":"dark"}', /^The settings were written by a newer Faultboard; /],
    ['is of an unknown format', '{"format":"x"}', /^The settings were damaged; /],
    ['is partly damaged', '{"theme":"pink","seenTour":true}', /^The settings were partly damaged \(theme\); /],
    ['is huge', 'x'.repeat(4_100_000), /^The settings could not be read; /],
  ])('a file that %s is told of once and kept aside', async (_title, text, sentence) => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'settings.json'), text);
    await Promise.all([user.settings(), user.settings()]);
    const told = notices.drain();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(sentence);
    expect(await readFile(/kept as (.*)\.$/.exec(told[0])?.[1] ?? '', 'utf8')).toBe(text);
    await user.changeSettings({ reducedMotion: 'on' });
    expect(notices.drain()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('a link to a device is put aside as it is', async () => {
    await mkdir(join(folder, 'data'));
    await symlink('/dev/zero', join(folder, 'data', 'settings.json'));
    expect((await user.settings()).theme).toBe('system');
    expect(notices.drain()[0]).toMatch(/^The settings could not be read; /);
  });

  it('of a later version of the same format keep what this one does not know', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'settings.json'), '{"format":1,"theme":"dark","later":[1]}');
    await user.changeSettings({ seenTour: true });
    expect(JSON.parse(await readFile(join(folder, 'data', 'settings.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
      later: [1],
      seenTour: true,
    });
    expect(notices.drain()).toEqual([]);
  });

  it('are not lost when two processes change them at once', async () => {
    const other = new UserData(join(folder, 'data'), new Notices());
    await Promise.all([
      user.changeSettings({ theme: 'light' }),
      other.changeSettings({ seenTour: true }),
      user.changeSettings({ dockHeightPx: 7 }),
    ]);
    expect(await user.settings()).toMatchObject({ theme: 'light', seenTour: true, dockHeightPx: 7 });
  });

  it('are not lost when several change at once', async () => {
    await Promise.all([
      user.changeSettings({ theme: 'light' }),
      user.changeSettings({ reducedMotion: 'on' }),
      user.changeSettings({ seenTour: true }),
    ]);
    expect(await user.settings()).toMatchObject({ theme: 'light', reducedMotion: 'on', seenTour: true });
  });

  it('hold until the end of the session where the folder cannot be written', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    await user.changeSettings({ theme: 'dark' });
    await user.addRecent('/a.json');
    expect((await user.settings()).theme).toBe('dark');
    expect(await user.recentFiles()).toEqual([{ path: '/a.json', name: 'a.json' }]);
    expect(await readFile(join(folder, 'data'), 'utf8')).toBe('a file where the folder should be');
  });
});

describe('recent files', () => {
  it('of a damaged file are told of and kept aside, and the next one is remembered again', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'recent.json'), '{"a":1}');
    expect(await user.recentFiles()).toEqual([]);
    expect(notices.drain()[0]).toMatch(/^The recent files were damaged; /);
    await user.addRecent('/a.json');
    expect(await user.recentFiles()).toEqual([{ path: '/a.json', name: 'a.json' }]);
  });

  it('are the last ten, the latest first, each once', async () => {
    for (let n = 1; n <= 12; n++) await user.addRecent(`/f${n}.json`);
    await user.addRecent('/f5.json');
    expect((await user.recentFiles()).map((file) => file.name)).toEqual(
      ['f5', 'f12', 'f11', 'f10', 'f9', 'f8', 'f7', 'f6', 'f4', 'f3'].map((name) => `${name}.json`),
    );
  });
});
