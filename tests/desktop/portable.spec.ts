import { expect, test, type Page } from '@playwright/test';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutPortable, packPortable, portableName } from '../../packaging/portable.mjs';

const NOBODY = 65_534;
/** All that the script needs of the system; there is no Node.js among it. */
const PROGRAMS = ['sh', 'dirname', 'basename'];
const FOLDER_NAME = 'F\u00e4cher & B\u00f6den \u{1F9EA}';

test.skip(process.platform !== 'linux', 'the script is for Linux');

let root: string;
let running: ChildProcess | null;
test.beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultboard-portable-'));
  running = null;
});
test.afterEach(async () => {
  const child = running;
  if (child !== null && child.exitCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const path = join(root, name);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
  rmSync(root, { recursive: true, force: true });
});

/** A PATH with nothing but what the script needs, and an opener that only notes what it is to open. */
function poorPath(noted: string): string {
  const folder = join(root, 'bin');
  mkdirSync(folder);
  for (const name of PROGRAMS) symlinkSync(`/bin/${name}`, join(folder, name));
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$1" > '${noted}'\n`, { mode: 0o755 });
  return folder;
}

/** Nobody may write below a folder any more, not even its owner. */
function makeReadOnly(folder: string): void {
  const names = readdirSync(folder, { withFileTypes: true });
  for (const entry of names) {
    if (entry.isDirectory()) makeReadOnly(join(folder, entry.name));
    else if (entry.isFile()) chmodSync(join(folder, entry.name), entry.name === 'node' || entry.name.endsWith('.sh') ? 0o555 : 0o444);
  }
  chmodSync(folder, 0o555);
}

/** What a double-click does: the script, without arguments, by a user who owns nothing here but a home. Returns the page it opens. */
async function doubleClick(script: string, page: Page): Promise<void> {
  const home = join(root, 'home');
  mkdirSync(home);
  chmodSync(root, 0o755);
  const noted = join(home, 'opened');
  const env = { PATH: poorPath(noted), HOME: home, LANG: 'C.UTF-8' };
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(home, NOBODY, NOBODY);
  running = spawn(script, [], { cwd: '/', env, stdio: ['ignore', 'inherit', 'inherit'], ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}) });
  await expect.poll(() => (existsSync(noted) ? readFileSync(noted, 'utf8') : '')).toMatch(/\.html$/);
  await page.goto(`file://${encodeURI(readFileSync(noted, 'utf8'))}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 45_000 });
}

/** The command line of the edition, run as a terminal does. */
function commandLine(folder: string, ...args: readonly string[]): string {
  return execFileSync(join(folder, 'faultboard-cli.sh'), args, { encoding: 'utf8', env: { PATH: join(root, 'bin') } });
}

test('starts by its script without a Node.js in sight, from a read-only folder with an odd name', async ({ page }) => {
  test.slow();
  const folder = join(root, FOLDER_NAME);
  layOutPortable('linux-x64', folder, (_system, node) => {
    mkdirSync(join(node, 'bin'), { recursive: true });
    // The very Node.js of these tests stands in for the one of the registry.
    symlinkSync(process.execPath, join(node, 'bin/node'));
    writeFileSync(join(node, 'LICENSE'), '');
  });
  makeReadOnly(folder);
  await doubleClick(join(folder, 'Faultboard.sh'), page);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  expect(commandLine(folder, '--version')).toMatch(/^faultboard \d+\.\d+\.\d+/);
});

test('the archive starts with the Node.js that it brings', async ({ page }) => {
  test.skip(process.env.FAULTBOARD_PACKAGES !== '1', 'Needs 50 MB from the registry; FAULTBOARD_PACKAGES=1 runs it');
  test.setTimeout(900_000);
  const name = portableName('linux-x64');
  layOutPortable('linux-x64', join(root, 'laid-out', name));
  const archive = packPortable('linux-x64', join(root, 'laid-out'), root);
  const place = join(root, FOLDER_NAME);
  mkdirSync(place);
  execFileSync('tar', ['-xzf', archive, '-C', place]);
  const folder = join(place, name);
  makeReadOnly(folder);
  const startedMs = performance.now();
  await doubleClick(join(folder, 'Faultboard.sh'), page);
  const seconds = (performance.now() - startedMs) / 1000;
  const hash = await page.getByTestId('trace-hash').textContent();
  const summary = commandLine(folder, 'run', join(folder, 'app/scenarios/five-workers.json'));
  expect(summary).toContain(hash?.trim().slice(0, 8));
  const mebi = (path: string) => Math.round(statSync(path).size / 1024 ** 2);
  const text = `${seconds.toFixed(1)} s from the script to the first picture; archive ${mebi(archive)} MB, node ${mebi(join(folder, 'node/bin/node'))} MB`;
  test.info().annotations.push({ type: 'measured', description: text });
  process.stdout.write(`${text}\n`);
});
