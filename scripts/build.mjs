import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** @param {string} name */
function binOf(name) {
  const file = require.resolve(`${name}/package.json`);
  const { bin } = require(file);
  return join(dirname(file), typeof bin === 'string' ? bin : bin[name]);
}

/** @param {string} tool @param {string[]} args @param {boolean} quiet */
function run(tool, args, quiet) {
  const done = spawnSync(process.execPath, [binOf(tool), ...args], { cwd: root, encoding: 'utf8', stdio: quiet ? 'pipe' : 'inherit' });
  if (done.status === 0) return;
  if (quiet) process.stderr.write(`${done.stdout}\n${done.stderr}\n`);
  process.stderr.write(`The build failed in ${tool} ${args.join(' ')}.\n`);
  process.exit(1);
}

/** @type {Record<string, [string, string[]]>} */
const STEPS = {
  app: ['electron-vite', ['build']],
  host: ['vite', ['build', '--config', 'vite.node.config.ts', '--mode', 'host']],
  cli: ['vite', ['build', '--config', 'vite.node.config.ts', '--mode', 'cli']],
};

/** Builds the named parts (all when none is named). Ends the process when one fails. */
export function build(parts = Object.keys(STEPS), quiet = false) {
  for (const part of parts) {
    const [tool, args] = STEPS[part];
    run(tool, args, quiet);
  }
}

if (process.argv[1] === import.meta.filename) build(process.argv.length > 2 ? process.argv.slice(2) : undefined);
