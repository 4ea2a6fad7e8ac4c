import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserData } from './userData';

let folder: string;
let user: UserData;
let nowMs = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultboard-user-'));
  nowMs = 1000;
  user = new UserData(join(folder, 'data'), () => nowMs);
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
      charts: ['part', 'throughput', 'latency', 'queues', 'utilization'],
    });
    await user.changeSettings({ theme: 'dark' });
    expect(await new UserData(join(folder, 'data'), () => 0).settings()).toMatchObject({ theme: 'dark', seenTour: false });
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
      charts: ['part', 'throughput', 'latency', 'queues', 'utilization'],
    });
    await writeFile(join(folder, 'data', 'settings.json'), '{"theme":');
    expect((await user.settings()).theme).toBe('system');
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
  it('are the last ten, the latest first, each once', async () => {
    for (let n = 1; n <= 12; n++) await user.addRecent(`/f${n}.json`);
    await user.addRecent('/f5.json');
    expect((await user.recentFiles()).map((file) => file.name)).toEqual(
      ['f5', 'f12', 'f11', 'f10', 'f9', 'f8', 'f7', 'f6', 'f4', 'f3'].map((name) => `${name}.json`),
    );
  });
});

describe('recovery', () => {
  it('keeps the latest of every window, the newest first', async () => {
    await user.saveRecovery({ id: 'w1', name: 'one', path: null, text: 'first' });
    nowMs = 2000;
    await user.saveRecovery({ id: 'w2', name: 'two', path: '/two.json', text: 'second' });
    nowMs = 3000;
    await user.saveRecovery({ id: 'w1', name: 'one', path: null, text: 'third' });
    expect((await user.recoveries()).map(({ id, text, savedAtMs }) => [id, text, savedAtMs])).toEqual([
      ['w1', 'third', 3000],
      ['w2', 'second', 2000],
    ]);
    await user.dropRecovery('w1');
    await user.dropRecovery('w1');
    expect((await user.recoveries()).map(({ id }) => id)).toEqual(['w2']);
  });

  it('leaves out a file that is damaged, and offers the others', async () => {
    await user.saveRecovery({ id: 'w1', name: 'one', path: null, text: 'kept' });
    await writeFile(join(folder, 'data', 'recovery', 'w2.json'), '{"id":"w2"');
    expect((await user.recoveries()).map(({ id }) => id)).toEqual(['w1']);
  });

  it('says so when the work cannot be kept', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    expect(await user.saveRecovery({ id: 'w1', name: 'one', path: null, text: 'x' })).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/recovery/) as string },
    });
  });
});
