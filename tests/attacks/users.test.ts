import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/buildState.mjs';

/*
 * What other users of the machine see and reach of a shell that is running, as real processes with real rights.
 */
const root = resolve(import.meta.dirname, '../..');
const OTHER = 65_534;
const canBeOther =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('setpriv', ['--reuid', String(OTHER), '--clear-groups', 'true']).status === 0;
const reason = canBeOther ? '' : ' (needs root and setpriv, to be another user)';

let base: string;
const running: ChildProcess[] = [];
beforeAll(() => {
  buildStale({ 'out/renderer/index.html': 'app', 'out/host/index.js': 'host' }, () => undefined);
  base = realpathSync(mkdtempSync(join(tmpdir(), 'faultboard-users-')));
  chmodSync(base, 0o755);
}, 180_000);
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A shell in folders of its own; `opener` is what it finds as the system's way to open a file. */
async function startShell(
  name: string,
  opener: string,
  args: readonly string[] = [],
): Promise<{ folder: string; text: () => string; pid: number }> {
  const folder = join(base, name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', 'xdg-open'), `#!/bin/sh\n${opener}\n`, { mode: 0o755 });
  const child = spawn(
    process.execPath,
    [join(root, 'out/host/index.js'), '--data', join(folder, 'data'), '--documents', join(folder, 'documents'), ...args],
    { env: { ...process.env, HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}` } },
  );
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
  await until(() => text.includes('Ctrl+C') || child.exitCode !== null);
  return { folder, text: () => text, pid: child.pid ?? 0 };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !isSo(); n++)
    await new Promise((done) => {
      setTimeout(done, 20);
    });
  expect(isSo()).toBe(true);
}

/** Runs a line of Node.js as another user of the machine. */
const asOther = (script: string): string => {
  const done = spawnSync('setpriv', ['--reuid', String(OTHER), '--clear-groups', process.execPath, '-e', script], { encoding: 'utf8' });
  return `${done.stdout}${done.stderr}`;
};

describe.skipIf(process.platform !== 'linux')('what the system shows to everybody', () => {
  it('nothing secret stands in the command line of any process, and what the browser is given is private', async () => {
    const { folder, text } = await startShell('lines', 'cp "$1" "$HOME/opened"; printf "%s" "$1" > "$HOME/asked"; sleep 20');
    await until(() => existsSync(join(folder, 'asked')) && readFileSync(join(folder, 'asked'), 'utf8') !== '');
    const asked = readFileSync(join(folder, 'asked'), 'utf8');
    expect(asked).toMatch(/\/documents\/Open Faultboard \d+\.html$/);
    expect(statSync(asked).mode & 0o777).toBe(0o600);
    const keys = [text(), readFileSync(join(folder, 'opened'), 'utf8')].map((one) => /#start=([\w.-]+)/.exec(one)?.[1] ?? 'none');
    expect(new Set(keys).size).toBe(2);
    const { startSecret } = JSON.parse(readFileSync(join(folder, 'data/shells', readdirSync(join(folder, 'data/shells'))[0]), 'utf8')) as {
      startSecret: string;
    };
    const lines = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        } catch {
          return '';
        }
      })
      .join('\n');
    expect(lines).toContain(asked);
    for (const secret of [...keys, startSecret, '#start=']) expect(lines).not.toContain(secret);
  });
});

describe.skipIf(!canBeOther)(`another user of the machine${reason}`, () => {
  it('reads neither the start file, nor the secrets, nor unsaved work', async () => {
    const { folder } = await startShell('reads', 'printf "%s" "$1" > "$HOME/asked"');
    await until(() => existsSync(join(folder, 'asked')) && readFileSync(join(folder, 'asked'), 'utf8') !== '');
    const paths = [
      readFileSync(join(folder, 'asked'), 'utf8'),
      join(folder, 'data', 'shells'),
      join(folder, 'data'),
      join(folder, 'documents'),
    ];
    for (const path of paths)
      expect(
        asOther(
          `try { const fs = require('fs'); fs.statSync(${JSON.stringify(path)}).isDirectory() ? fs.readdirSync(${JSON.stringify(path)}) : fs.readFileSync(${JSON.stringify(path)}); console.log('read'); } catch (e) { console.log(e.code); }`,
        ).trim(),
      ).toBe('EACCES');
  });

  it('gets neither a key nor a socket from the port', async () => {
    const { text } = await startShell('port', 'true');
    const port = /127\.0\.0\.1:(\d+)/.exec(text())?.[1] ?? '';
    const answers = asOther(`(async () => {
      const o = 'http://127.0.0.1:${port}';
      const a = await fetch(o + '/start', { method: 'POST', body: 'x.9999999999999.y', headers: { origin: o } });
      const b = await fetch(o + '/challenge?page=AAAAAAAAAAAAAAAA&nonce=AAAAAAAAAAAAAAAAAAAAAAAA');
      const c = await new Promise((r) => require('http').request({ port: ${port}, headers: { origin: o, connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': 13, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-protocol': 'faultboard, page.AAAAAAAAAAAAAAAA.A.A' } }, (x) => r(x.statusCode)).end());
      console.log(a.status, await a.text(), b.status, c);
    })()`);
    expect(answers.trim()).toBe(
      '403 This address was used already or is older than ten minutes; "npm start -- --link" prints a new one. 404 403',
    );
  });
});

describe.skipIf(process.platform !== 'linux')('a machine that is not as it should be', () => {
  it.each([['no browser: xdg-open says so', 'exit 3', 'No browser could be opened; open the address above yourself.']])(
    '%s',
    async (_title, opener, sentence) => {
      const { text } = await startShell('nobrowser', opener);
      await until(() => text().includes(sentence));
    },
  );

  it('folders with spaces, umlauts and emoji', async () => {
    const { folder, text } = await startShell('\u00dcbung \ud83d\ude80 1', 'printf "%s" "$1" > "$HOME/asked"');
    await until(() => existsSync(join(folder, 'asked')) && readFileSync(join(folder, 'asked'), 'utf8') !== '');
    expect(statSync(readFileSync(join(folder, 'asked'), 'utf8')).isFile()).toBe(true);
    expect(text()).not.toMatch(/rror/);
  });

  it('no file in place of the data folder ends the start: what cannot be kept is told', async () => {
    const folder = join(base, 'blocked');
    mkdirSync(folder);
    writeFileSync(join(folder, 'data'), '');
    writeFileSync(join(folder, 'documents'), '');
    const { text } = await startShell('blocked', 'true');
    await until(() =>
      text().includes(`Settings and unsaved work cannot be kept in ${join(folder, 'data')}; name a writable folder with --data.`),
    );
    await until(() =>
      text().includes(`No file can be written in ${join(folder, 'documents')}, so no browser was opened; open the address above yourself.`),
    );
  });

  it('--link prints a new address of the shell that is running, and says when there is none', async () => {
    const { folder } = await startShell('link', 'true', ['--no-open']);
    const ask = (data: string) =>
      spawnSync(process.execPath, [join(root, 'out/host/index.js'), '--link', '--data', data], { encoding: 'utf8' });
    expect(ask(join(folder, 'data')).stdout).toMatch(/^Faultboard is at http:\/\/127\.0\.0\.1:\d+\/#start=/);
    expect(ask(join(folder, 'none')).stderr).toBe(
      'Faultboard could not start: Faultboard is not running, so there is no address; start it with npm start.\n',
    );
  });

  it('npm start without its packages, without the file that it is given, and in a folder of somebody else', () => {
    const copy = join(base, 'copy of \u00fc \ud83d\ude80');
    mkdirSync(copy);
    for (const name of ['scripts', 'src', 'package.json', 'electron.vite.config.ts', 'vite.node.config.ts'])
      cpSync(join(root, name), join(copy, name), { recursive: true });
    const start = (...args: string[]) =>
      spawnSync(process.execPath, [join(copy, 'scripts/start.mjs'), '--browser', ...args], { encoding: 'utf8' });
    expect(start()).toMatchObject({
      status: 1,
      stderr: 'What Faultboard is built with is not installed; run "npm ci" in its folder first.\n',
    });
    rmSync(join(copy, 'src'), { recursive: true });
    expect(start(join(base, 'gone.json')).stderr).toBe(
      `There is no file ${join(base, 'gone.json')}; name one that is there, or start without one.\n`,
    );
  });

  it.skipIf(!canBeOther)(`npm start in a folder that cannot be written${reason}`, () => {
    const copy = join(base, 'of somebody else');
    mkdirSync(copy);
    for (const name of ['scripts', 'src', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
    const started = spawnSync(
      'setpriv',
      ['--reuid', String(OTHER), '--clear-groups', process.execPath, join(copy, 'scripts/start.mjs'), '--browser'],
      {
        encoding: 'utf8',
      },
    );
    expect(started.stderr).toBe(
      `Faultboard has to be built once, and ${copy} cannot be written by you; start it once as the owner of that folder, or copy it to a folder of your own.\n`,
    );
  });

  it.skipIf(!canBeOther)(`a home that cannot be written, and a disk that is full${reason}`, async () => {
    const home = join(base, 'readonly');
    mkdirSync(home, { mode: 0o555 });
    const disk = join(base, 'full');
    mkdirSync(disk);
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]).status === 0;
    if (isMounted) writeFileSync(join(disk, 'x'), Buffer.alloc(4096));
    try {
      for (const [folder, uid] of [[home, OTHER], ...(isMounted ? [[disk, 0] as const] : [])] as const) {
        const child = spawn('setpriv', ['--reuid', String(uid), '--clear-groups', process.execPath, join(root, 'out/host/index.js')], {
          env: { HOME: folder, PATH: '/nowhere:/usr/bin:/bin' },
        });
        running.push(child);
        let text = '';
        child.stdout.on('data', (part: Buffer) => (text += part.toString()));
        await until(() =>
          text.includes(`Settings and unsaved work cannot be kept in ${join(folder, '.faultboard')}; name a writable folder with --data.`),
        );
        child.kill('SIGKILL');
      }
    } finally {
      if (isMounted) spawnSync('umount', ['-l', disk]);
    }
  });
});
