import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/tools.mjs';

/** @typedef {import('./measure.mjs').Command} Command */

/**
 * Compiles a C++ program; null when there is no compiler. FP contraction is off, so that its numbers are those of every other machine.
 * @param {string} source @param {string} binary
 */
export function compile(source, binary) {
  return spawnSync('g++', ['-O3', '-march=native', '-ffp-contract=off', source, '-o', binary], { stdio: 'ignore' }).status === 0
    ? binary
    : null;
}

/**
 * A Python that has a library, which may lie in a folder of its own; null when there is none.
 * @param {string} library @param {readonly string[]} programs @param {string} [folder]
 * @returns {{ program: string, env: Record<string, string> } | null}
 */
function python(library, programs, folder = '') {
  /** @type {Record<string, string>} */
  const env = folder === '' ? {} : { PYTHONPATH: folder };
  const program = programs.find(
    (candidate) => spawnSync(candidate, ['-c', `import ${library}`], { stdio: 'ignore', env: { ...process.env, ...env } }).status === 0,
  );
  return program === undefined ? null : { program, env };
}

/**
 * Other simulators that are there, each with a command for a workload of so many requests.
 * @returns {{ name: string, asked: number, requests: number, command: ((workload: string, requests: number) => Command) | null, hint:
 * string }[]}
 */
export function rivals() {
  const simpy = python('simpy', ['/usr/bin/python3', 'python3']);
  const happy = python('happysimulator', [process.env.FAULTBOARD_HAPPYSIM_PYTHON ?? 'python3'], process.env.FAULTBOARD_HAPPYSIM ?? '');
  /** @param {string} file @param {{ program: string, env: Record<string, string> } | null} found */
  const command = (file, found) =>
    found === null
      ? null
      : (/** @type {string} */ workload, /** @type {number} */ requests) => ({
          ...found,
          args: [join(root, 'bench', file), workload, requests],
        });
  return [
    {
      name: 'SimPy',
      asked: 12,
      requests: 100_000,
      command: command('simpyWorkloads.py', simpy),
      hint: 'Debian: apt-get install python3-simpy3',
    },
    {
      name: 'happy-simulator',
      asked: 30,
      requests: 50_000,
      command: command('happySimulatorWorkloads.py', happy),
      hint: 'FAULTBOARD_HAPPYSIM names a folder with it, FAULTBOARD_HAPPYSIM_PYTHON its Python',
    },
  ];
}
