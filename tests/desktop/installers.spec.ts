import { expect } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FUSES } from '../../packaging/builderConfig.mjs';
import { debName } from '../../packaging/deb.mjs';
import { distFolder } from '../../packaging/folders.mjs';
import { packagingTool } from '../../packaging/packagingTools.mjs';
import { isUnpacked } from '../../packaging/stage.mjs';
import { root, run } from '../../scripts/tools.mjs';
import { NO_CHROMIUM, test } from './desktopTest';
import { usesPackagedApp } from './packagedApp';

const IS_ASKED = process.env.FAULTBOARD_PACKAGES === '1';
test.skip(process.platform !== 'linux' || !IS_ASKED, 'Takes minutes, and 107 MB from the registry; FAULTBOARD_PACKAGES=1 runs it on Linux');
test.skip(NO_CHROMIUM !== '', NO_CHROMIUM);
test.describe.configure({ mode: 'serial', timeout: 900_000 });

const unpacked = join(distFolder, 'linux-unpacked');
const deb = join(distFolder, debName(process.arch));

interface AsarTool {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  extractAll(archive: string, folder: string): void;
}

async function asarTool(): Promise<AsarTool> {
  const tool = (await packagingTool('@electron/asar')) as AsarTool & { default?: AsarTool };
  return tool.default ?? tool;
}

test('are made around a stand-in for Electron, with its fuses set', async () => {
  const { ok, output } = run(process.execPath, [join(root, 'packaging/installers.mjs'), '--stand-in'], { quiet: true });
  expect([ok, ok ? '' : output]).toEqual([true, '']);
  const { getCurrentFuseWire, FuseV1Options } = (await packagingTool('@electron/fuses')) as {
    getCurrentFuseWire(program: string): Promise<Record<number, number>>;
    FuseV1Options: Record<string, number>;
  };
  const wire = await getCurrentFuseWire(join(unpacked, 'faultboard'));
  for (const [name, isOn] of Object.entries(FUSES)) {
    const index = FuseV1Options[`${name[0].toUpperCase()}${name.slice(1)}`];
    if (index !== undefined) expect([name, wire[index]]).toEqual([name, (isOn ? '1' : '0').charCodeAt(0)]);
  }
});

test('hold in their archive what was laid out, and beside it what threads read', async () => {
  const { listPackage } = await asarTool();
  const app = join(root, 'out/package/app');
  const laidOut = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(app, name)).isFile());
  const packed = listPackage(join(unpacked, 'resources/app.asar'), { isPack: true }).map((line) => {
    const found = /^(pack|unpack)\s*: [\\/](.*)$/.exec(line);
    if (found === null) throw new Error(`${line} is no line of asar's list`);
    return { isBeside: found[1] === 'unpack', name: found[2] };
  });
  const besides = new Map(packed.map(({ name, isBeside }) => [name, isBeside]));
  for (const name of laidOut) expect([name, besides.get(name)]).toEqual([name, isUnpacked(name)]);
  for (const name of readdirSync(unpacked)) expect(name).not.toMatch(/node_modules|\.map$/);
  expect(readdirSync(unpacked)).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html', 'faultboard']));
});

test('the deb puts the app, its menu entry, icons and the type of its files into their places', async ({ folder }) => {
  const place = join(folder, 'root of a system');
  mkdirSync(place);
  // As an installation does, into a folder of our own; nothing of the package runs.
  if (process.getuid?.() === 0) {
    mkdirSync(join(place, 'var/lib/dpkg/updates'), { recursive: true });
    mkdirSync(join(place, 'var/lib/dpkg/info'));
    for (const name of ['status', 'available']) cpSync('/dev/null', join(place, 'var/lib/dpkg', name));
    execFileSync('dpkg', [`--root=${place}`, '--force-depends', '--force-script-chrootless', '--install', deb], { stdio: 'pipe' });
  } else execFileSync('dpkg-deb', ['-x', deb, place]);
  const at = (path: string) => join(place, path);
  expect(statSync(at('opt/Faultboard/faultboard')).mode & 0o111).toBe(0o111);
  const rights = execFileSync('dpkg-deb', ['-c', deb], { encoding: 'utf8' });
  expect(rights).toMatch(/^-rwsr-xr-x root\/root .*chrome-sandbox$/m);
  const entry = readFileSync(at('usr/share/applications/faultboard.desktop'), 'utf8');
  expect(entry).toContain('Exec=/opt/Faultboard/faultboard %F\n');
  for (const size of [16, 512])
    expect(
      readFileSync(at(`usr/share/icons/hicolor/${size}x${size}/apps/faultboard.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  execFileSync('update-mime-database', [at('usr/share/mime')], { stdio: 'pipe' });
  expect(readFileSync(at('usr/share/mime/globs'), 'utf8')).toContain('application/vnd.faultboard+json:*.faultboard');
  expect(entry).toContain('MimeType=application/vnd.faultboard+json;');
});

test('the app inside of the deb runs', async ({ browser, folder }) => {
  execFileSync('dpkg-deb', ['-x', deb, join(folder, 'installed')]);
  const resources = join(folder, 'installed/opt/Faultboard/resources');
  const { extractAll } = await asarTool();
  // Only Electron looks into the archive: for plain Node.js it is taken apart, with what lies beside it left there for the threads.
  const app = join(folder, 'started', 'app.asar');
  extractAll(join(resources, 'app.asar'), app);
  cpSync(join(resources, 'app.asar.unpacked'), `${app}.unpacked`, { recursive: true });
  await usesPackagedApp(browser, folder, join(app, 'out/main/index.js'));
});
