import { expect, type Browser } from '@playwright/test';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { licencesOf } from '../../packaging/licenceList.mjs';
import { isUnpacked, stageDesktop } from '../../packaging/stage.mjs';
import { root } from '../../scripts/tools.mjs';
import { NO_CHROMIUM, test } from './desktopTest';
import { usesPackagedApp } from './packagedApp';

test.skip(NO_CHROMIUM !== '', NO_CHROMIUM);

/** Files of a folder, from there, with slashes. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join('/'))
    .sort();
}

/** What goes into the installers, laid out as Electron sees it: the archive, and beside it what threads read. */
function layOut(folder: string): string {
  const app = join(folder, 'resources', 'app.asar');
  stageDesktop(app);
  for (const name of filesOf(app).filter(isUnpacked)) cpSync(join(app, name), join(folder, 'resources', 'app.asar.unpacked', name));
  return app;
}

test('what is packed is all that the desktop app needs, and nothing else', async ({ browser, folder }) => {
  test.slow();
  const app = layOut(folder);
  const names = filesOf(app);
  expect(
    names.filter(
      (name) => !/^(out\/(main|preload|renderer|licences)\/|scenarios\/|packaging\/icons\/icon\.png$|package\.json$)/.test(name),
    ),
  ).toEqual([]);
  expect(names.filter((name) => /\.(map|ts|tsx)$|\.test\.|node_modules|\.vite/.test(name))).toEqual([]);
  expect(names).toContain('scenarios/five-workers.json');
  // Threads cannot look into the archive: what they import lies beside it, with what says that these are modules.
  const beside = filesOf(join(folder, 'resources', 'app.asar.unpacked'));
  for (const name of names.filter((file) => file.startsWith('out/main/chunks/'))) expect(beside).toContain(name);
  expect(beside).toEqual(expect.arrayContaining(['out/main/runWorker.js', 'package.json', 'out/licences/LICENCES.txt']));
  // Outside of the project there are no packages to fall back on.
  expect(relative(root, app).startsWith('..')).toBe(true);
  await usesPackagedApp(browser as Browser, folder, join(app, 'out/main/index.js'));
});

interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Packages of the project that need no licence in the list, with the reason. */
const NOT_SHIPPED: Readonly<Record<string, string>> = {
  '@babel/runtime': 'for old browsers, which the bundles do not serve',
  '@codemirror/streamparser': 'for languages that the editor does not have',
  reselect: 'for parts of Base UI that the window does not use',
};

test('the list of licences names everything that is shipped, each with its text', () => {
  const parts = ['main', 'preload', 'renderer', 'host', 'cli'];
  const licences = licencesOf(parts);
  for (const { name, identifier, text } of licences)
    expect([name, identifier, text.length > 200]).toEqual([name, expect.any(String), true]);
  const listed = new Set(licences.map(({ name }) => name));
  // What is installed for the app, and for whatever the app uses, is in the list, or there is a reason why it is not in the app.
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const needed = packages.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true).map(([path]) => nameOf(path));
  expect(needed.filter((name) => !listed.has(name) && !name.startsWith('@types/') && NOT_SHIPPED[name] === undefined)).toEqual([]);
  // And the list is of what is really installed.
  const installed = new Set(packages.map(([path, { version }]) => `${nameOf(path)} ${version}`));
  for (const { name, version } of licences.filter(({ name: whole }) => !whole.includes(' ')))
    expect(installed).toContain(`${name} ${version}`);
  expect(listed).toContain('CPython (inside of pyodide)');
});
