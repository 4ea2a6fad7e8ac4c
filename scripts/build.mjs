import { join } from 'node:path';
import { root, run, toolPath } from './tools.mjs';

/** @typedef {'app' | 'host' | 'cli'} Part */

/** @type {Record<Part, readonly [tool: string, args: readonly string[]]>} */
const PARTS = {
  app: ['electron-vite', ['build']],
  host: ['vite', ['build', '--config', join(root, 'vite.node.config.ts'), '--mode', 'host']],
  cli: ['vite', ['build', '--config', join(root, 'vite.node.config.ts'), '--mode', 'cli']],
};

/** All there is to build. */
export const ALL_PARTS = /** @type {Part[]} */ (Object.keys(PARTS));

/**
 * Builds parts into `out/`: `app` is the desktop shell with the renderer, `host` the browser shell, `cli` the command line.
 * @param {readonly Part[]} parts
 * @param {boolean} quiet Show the tools' own words only when one fails.
 * @returns {boolean} Whether all could be built; what failed has been told on standard error.
 */
export function build(parts, quiet) {
  for (const part of parts) {
    const [tool, args] = PARTS[part];
    const { ok, output } = run(process.execPath, [toolPath(tool), ...args], { quiet });
    if (ok) continue;
    process.stderr.write(`${output}\nThe build of "${part}" failed.\n`);
    return false;
  }
  return true;
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((part) => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) {
    process.stderr.write(`There is no part "${unknown}" to build; the parts are ${ALL_PARTS.join(', ')}.\n`);
    process.exit(2);
  }
  process.exit(build(asked.length > 0 ? /** @type {Part[]} */ (asked) : ALL_PARTS, false) ? 0 : 1);
}
