import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/contract/wire';
import type { ShellInfo } from '../../src/contract/index';
import { createAssociation, type Association } from '../../src/main/services/association/association';
import { MIME } from '../../src/main/services/association/names';
import { letIn, pageSocket } from '../shells/transports';

const root = resolve(import.meta.dirname, '../..');
const TOOLS = ['update-mime-database', 'update-desktop-database', 'desktop-file-validate', 'xdg-mime', 'xdg-open', 'gio'];
const missing =
  process.platform === 'linux'
    ? TOOLS.filter((tool) => !(process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, tool))))
    : ['Linux'];
const reason = missing.length === 0 ? '' : ` (left out: there is no ${missing.join(', ')} here)`;
const ODD_NAME = 'it\'s a "100% \u00dcbung" $HOME `id`;.faultboard';

let folder: string;
let env: Record<string, string>;
let association: Association;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultboard-double-click-'));
  const home = join(folder, 'home of o');
  mkdirSync(home);
  // The tools ask for a display, which only the desktop app would use.
  env = {
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    DISPLAY: ':987',
  };
  const launch = [
    process.execPath,
    join(root, 'scripts/start.mjs'),
    '--browser',
    '--no-open',
    '--data',
    join(folder, 'd'),
    '--documents',
    join(folder, 'd'),
  ];
  // The tools of the desktop look for what is theirs in the environment.
  association = createAssociation({
    platform: 'linux',
    home,
    env,
    launch,
    run: async (program, args) => ({ code: spawnSync(program, args, { env: { ...process.env, ...env } }).status, complaint: '' }),
  });
});
afterEach(async () => {
  await stopStarted();
  rmSync(folder, { recursive: true, force: true });
});

/** What the file manager has started goes its own way; it is known by the folder that only this test has given it. */
async function stopStarted(): Promise<void> {
  const ids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const ours = ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').includes(join(folder, 'd'));
    } catch {
      return false;
    }
  });
  for (const id of ours) process.kill(Number(id), 'SIGTERM');
  while (ours.some((id) => existsSync(`/proc/${id}`) && !readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z '))) {
    await new Promise((done) => {
      setTimeout(done, 20);
    });
  }
}

const ask = (program: string, ...args: string[]): string => {
  const done = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  return `${done.stdout}${done.stderr}`.trim();
};

/** The file that the shell which a program starts has been given. */
async function openedWith(program: string, ...args: string[]): Promise<string | null> {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  const url = await new Promise<string>((found, failed) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        text += part.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+\/#start=[\w.-]+/.exec(text)?.[0];
        if (address !== undefined) found(address);
        else if (/could not start|No application|not found/.test(text)) failed(new Error(text));
      });
    }
  });
  const shell = { port: Number(new URL(url).port), freshAddress: () => url };
  const socket = await pageSocket(shell, await letIn(shell));
  try {
    return await new Promise((answered) => {
      socket.send(encode({ serial: 1, method: 'shellInfo', args: undefined }));
      socket.on('message', (data: Buffer) => answered((decode(data) as { value: ShellInfo }).value.openAtStart));
    });
  } finally {
    socket.terminate();
  }
}

describe.skipIf(missing.length > 0)(`a double-click on a desktop of freedesktop.org${reason}`, () => {
  it('opens scenario files and no other with the app, until that is taken back, which leaves nothing', async () => {
    const [scenario, json] = [join(env.HOME, ODD_NAME), join(env.HOME, 'plain.json')];
    for (const file of [scenario, json]) cpSync(join(root, 'scenarios/five-workers.json'), file);
    const before = readdirSync(env.HOME);
    expect(await association.add()).toMatchObject({ ok: true, value: { on: true } });
    expect(ask('desktop-file-validate', join(env.XDG_DATA_HOME, 'applications/faultboard.desktop'))).toBe('');
    expect([ask('xdg-mime', 'query', 'filetype', scenario), ask('xdg-mime', 'query', 'filetype', json)]).toEqual([
      MIME,
      'application/json',
    ]);
    expect(ask('gio', 'info', '-a', 'standard::content-type', scenario)).toContain(`standard::content-type: ${MIME}`);
    expect(ask('xdg-mime', 'query', 'default', MIME)).toBe('faultboard.desktop');
    expect(ask('xdg-mime', 'query', 'default', 'application/json')).not.toContain('faultboard');
    expect(await openedWith('gio', 'open', scenario)).toBe(scenario);
    expect(await association.remove()).toMatchObject({ ok: true, value: { on: false } });
    expect(readdirSync(env.HOME)).toEqual(before);
    expect(ask('xdg-mime', 'query', 'default', MIME)).toBe('');
  });

  it('means the same to xdg-open where there is no desktop at all', async () => {
    const scenario = join(env.HOME, ODD_NAME);
    cpSync(join(root, 'scenarios/five-workers.json'), scenario);
    await association.add();
    expect(await openedWith('xdg-open', scenario)).toBe(scenario);
  });
});
