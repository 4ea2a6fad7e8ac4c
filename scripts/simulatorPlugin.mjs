import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'vite';
import { root } from './tools.mjs';

const sources = join(root, 'src/sim');
const cache = join(root, 'node_modules/.cache/faultboard/simulator');

/** Modules of the simulator, by their paths from its folder without extension. @returns {Record<string, string>} */
function modules() {
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name.slice(0, -3).split(sep).join('/'), join(sources, name)]));
}

/** Builds the simulator into a folder named after what it is made of, unless it is there. @returns {Promise<string>} The folder. */
async function builtSimulator() {
  const input = modules();
  const hash = createHash('sha256').update(readFileSync(import.meta.filename));
  for (const [name, file] of Object.entries(input)) hash.update(name).update(readFileSync(file));
  const folder = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  const fresh = `${folder}-${process.pid}`;
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      minify: false,
      target: 'node20',
      outDir: fresh,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        // As what is shipped is built (vite.node.config.ts).
        optimization: { inlineConst: { mode: 'all', pass: 2 } },
        output: {
          format: 'es',
          entryFileNames: '[name].mjs',
          chunkFileNames: 'shared/[name].mjs',
          topLevelVar: false,
          codeSplitting: { groups: [{ name: 'simulator', test: /[\\/]src[\\/]sim[\\/]/ }] },
        },
      },
    },
  });
  mkdirSync(cache, { recursive: true });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another process was first with the same.
    rmSync(fresh, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** @type {Promise<string> | undefined} */
let simulator;

/**
 * Gives tests the simulator as it is shipped: built, where Vitest's own way of loading looks every imported name up at every use, which
 * makes runs two to four times as long. Every module of it is still to be had by its own path. While Vitest watches, it stays as it is.
 * @returns {import('vite').Plugin}
 */
export function simulatorPlugin() {
  let isWatched = false;
  return {
    name: 'simulator',
    enforce: 'pre',
    configResolved({ server }) {
      isWatched = server.watch !== null;
    },
    async resolveId(source, importer) {
      if (isWatched || importer === undefined || !/(^|\/)sim(\/|$)|^\.\.?\//.test(source)) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      const name = resolved === null ? '..' : relative(sources, resolved.id).split(sep).join('/');
      if (name.startsWith('..') || !/^[^.?]+\.ts$/.test(name)) return null;
      simulator ??= builtSimulator();
      return join(await simulator, name.replace(/\.ts$/, '.mjs'));
    },
  };
}
