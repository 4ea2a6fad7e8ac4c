import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * Time of the newest file below the given paths, ms; 0 when there is none.
 * @param {...string} paths
 * @returns {number}
 */
export function newestMs(...paths) {
  let newest = 0;
  for (const path of paths) {
    let facts;
    try {
      facts = statSync(join(root, path));
    } catch {
      continue;
    }
    if (!facts.isDirectory()) newest = Math.max(newest, facts.mtimeMs);
    else for (const entry of readdirSync(join(root, path))) newest = Math.max(newest, newestMs(join(path, entry)));
  }
  return newest;
}

/**
 * Whether a built file is missing or older than the sources.
 * @param {string} built
 */
export function isStale(built) {
  const sources = newestMs('src', 'package.json', 'electron.vite.config.ts', 'vite.node.config.ts');
  const made = newestMs(built);
  return made === 0 || (sources > 0 && made < sources);
}
