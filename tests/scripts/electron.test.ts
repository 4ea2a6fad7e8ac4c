import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { clearHalfUnpacked, environmentOfApp, sandboxRefusal, unpackedElectron } from '../../scripts/electron.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The folder of Electron's package with this unpacked in it. */
function packageWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultboard-electron-'));
  folders.push(folder);
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

const DIST = ['electron', 'version', 'resources.pak', 'icudtl.dat', 'v8_context_snapshot.bin', 'locales'].map((name) => `dist/${name}`);

describe.skipIf(process.platform !== 'linux')('an Electron that was unpacked in part', () => {
  it('is told from a whole one and from none', () => {
    expect(unpackedElectron(packageWith())).toBe('none');
    expect(unpackedElectron(packageWith(...DIST, 'path.txt'))).toBe('whole');
    expect(unpackedElectron(packageWith(...DIST))).toBe('half');
    for (const missing of DIST) expect(unpackedElectron(packageWith(...DIST.filter((name) => name !== missing), 'path.txt'))).toBe('half');
  });

  it('is taken away, so that the installer of Electron does not take it for all of it', () => {
    const half = packageWith('dist/electron', 'dist/version', 'path.txt');
    expect(clearHalfUnpacked(half)).toBe(true);
    expect([existsSync(join(half, 'dist')), existsSync(join(half, 'path.txt'))]).toEqual([false, false]);
    const whole = packageWith(...DIST, 'path.txt');
    expect(clearHalfUnpacked(whole)).toBe(false);
    expect(existsSync(join(whole, 'dist/electron'))).toBe(true);
  });
});

describe('a system that lets users make no sandbox', () => {
  const read = (files: Readonly<Record<string, string>>) => (file: string) => files[file] ?? null;
  const forbidden = { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n' };

  it('is named with the cure, unless the helper for it is set up', () => {
    const refusal = sandboxRefusal('/opt/electron/electron', read(forbidden), () => false);
    expect(refusal).toContain('apparmor_restrict_unprivileged_userns is 1');
    expect(refusal).toContain("sudo chmod 4755 '/opt/electron/chrome-sandbox'");
    expect(sandboxRefusal('/opt/electron/electron', read(forbidden), (file) => file === '/opt/electron/chrome-sandbox')).toBeNull();
  });

  it('is not found where namespaces are allowed, or nothing is said about them', () => {
    expect(sandboxRefusal('/e', read({ '/proc/sys/kernel/unprivileged_userns_clone': '1' }), () => false)).toBeNull();
    expect(sandboxRefusal('/e', read({}), () => false)).toBeNull();
    expect(sandboxRefusal('/e', read({ '/proc/sys/kernel/unprivileged_userns_clone': '0' }), () => false)).toContain('is 0');
  });
});

describe('a terminal inside of another Electron app', () => {
  it('hands on a variable that would make Electron plain Node.js; the app starts without it, and with all others', () => {
    expect(environmentOfApp({ ELECTRON_RUN_AS_NODE: '1', LANG: 'C' })).toEqual({ env: { LANG: 'C' }, removed: true });
    // Electron asks whether it is there, not what it says.
    expect(environmentOfApp({ ELECTRON_RUN_AS_NODE: '' })).toEqual({ env: {}, removed: true });
    expect(environmentOfApp({ LANG: 'C' })).toEqual({ env: { LANG: 'C' }, removed: false });
  });
});
