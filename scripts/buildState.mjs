import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { root } from './tools.mjs';

/** Longer than any build: a lock this old was left by a process that was killed. */
const LOCK_EXPIRES_MS = 180_000;
const LOCK_POLL_MS = 100;
const lockFolder = join(root, 'node_modules', '.cache', 'faultboard', 'building');

/**
 * Time of the newest file below the given paths; tests do not count.
 * @param {...string} paths From the project's folder.
 * @returns {number} Milliseconds; 0 when there is no file.
 */
export function newestMs(...paths) {
  let newest = 0;
  for (const path of paths) {
    const facts = statSync(join(root, path), { throwIfNoEntry: false });
    if (facts === undefined || /\.test\.tsx?$/.test(path)) continue;
    if (facts.isDirectory()) newest = Math.max(newest, ...readdirSync(join(root, path)).map((entry) => newestMs(join(path, entry))));
    else newest = Math.max(newest, facts.mtimeMs);
  }
  return newest;
}

/**
 * Whether a built file is missing or older than the sources. In a shipped copy without sources nothing is stale.
 * @param {string} built From the project's folder.
 * @returns {boolean}
 */
export function isStale(built) {
  const sources = newestMs('src');
  return sources > 0 && newestMs(built) < Math.max(sources, newestMs('package.json', 'electron.vite.config.ts', 'vite.node.config.ts'));
}

/** Waits for the builds of other processes: two at once would empty each other's folder. */
function takeLock() {
  mkdirSync(dirname(lockFolder), { recursive: true });
  for (;;) {
    try {
      return mkdirSync(lockFolder);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const facts = statSync(lockFolder, { throwIfNoEntry: false });
    if (facts !== undefined && Date.now() - facts.mtimeMs > LOCK_EXPIRES_MS) rmdirSync(lockFolder);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_POLL_MS);
  }
}

/**
 * Builds what is stale, and nothing when all is fresh.
 * @param {Readonly<Record<string, import('./build.mjs').Part>>} parts The part that makes each built file.
 * @param {() => void} announce Called before a build, because it takes a while.
 * @returns {boolean} Whether everything is there now; what failed has been told.
 */
export function buildStale(parts, announce) {
  if (!Object.keys(parts).some(isStale)) return true;
  announce();
  takeLock();
  try {
    return build(
      Object.keys(parts)
        .filter(isStale)
        .map((built) => parts[built]),
      true,
    );
  } finally {
    rmdirSync(lockFolder);
  }
}
