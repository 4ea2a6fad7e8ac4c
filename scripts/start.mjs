import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { isStale } from './buildState.mjs';

const root = resolve(import.meta.dirname, '..');
const electronFolder = join(root, 'node_modules', 'electron');
const DOWNLOAD_LIMIT_MS = 120_000;

/** Electron's program, or null when it has not been downloaded. */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const name = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
  if (override && existsSync(join(override, name))) return join(override, name);
  try {
    const path = join(electronFolder, 'dist', readFileSync(join(electronFolder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function downloadElectron() {
  process.stdout.write('Downloading Electron from its makers (only this once)...\n');
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  return electronBinary();
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * @param {string[]} args
 * @returns {{ binary?: string, reason?: string }}
 */
function desktopShell(args) {
  if (args.includes('--browser')) return { reason: 'As asked, Faultboard opens in the browser.' };
  if (!hasDisplay()) return { reason: 'There is no display for a desktop window, so Faultboard is served to your browser.' };
  const binary = electronBinary() ?? downloadElectron();
  return binary === null ? { reason: 'Electron could not be downloaded (blocked or offline), so Faultboard opens in your browser instead.' } : { binary };
}

function main() {
  const args = process.argv.slice(2);
  if (isStale('out/renderer/index.html') || isStale('out/host/index.js')) {
    process.stdout.write('Building Faultboard...\n');
    build(['app', 'host'], true);
  }
  const { binary, reason } = desktopShell(args);
  const rest = args.filter((argument) => argument !== '--browser');
  if (binary === undefined) process.stdout.write(`${reason}\n`);
  const [program, programArgs] = binary === undefined ? [process.execPath, [join(root, 'out/host/index.js'), ...rest]] : [binary, [root, ...rest]];
  const child = spawn(program, programArgs, { cwd: root, stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 0));
}

if (process.argv[1] === import.meta.filename) main();
