import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '..');

/**
 * The script behind a tool of node_modules, run with `node`: so no shell and no `.cmd` file is needed on Windows.
 * @param {string} name Name of the package, and of the program in it.
 * @param {string} [program] Name of the program where it differs.
 * @returns {string} Its path. Throws when the package is not installed.
 */
export function toolPath(name, program = name) {
  const folder = join(root, 'node_modules', name);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/**
 * Runs a program and waits for it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean, limitMs?: number }} [options] quiet: collect what it prints instead of showing it.
 * @returns {{ ok: boolean, output: string, timedOut: boolean }}
 */
export function run(program, args, { env = {}, quiet = false, limitMs } = {}) {
  const done = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: quiet ? 'pipe' : 'inherit',
    timeout: limitMs,
    env: { ...process.env, ...env },
  });
  const timedOut = done.error !== undefined && /** @type {NodeJS.ErrnoException} */ (done.error).code === 'ETIMEDOUT';
  return {
    ok: done.status === 0,
    output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? `${done.error.message}\n` : ''}`,
    timedOut,
  };
}

/**
 * Runs a program without blocking; a limit ends it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {number} limitMs
 * @returns {Promise<boolean>} Whether it ended well in time.
 */
export function runWithin(program, args, limitMs) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: 'ignore', timeout: limitMs });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}
