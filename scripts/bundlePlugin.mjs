import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { build } from 'vite';

const MARK = '.bundle';

/**
 * Lets a module be imported as `./player.bundle`: that is `./player.ts`, built with all that it imports into one script, as text, with
 * its SHA-256 in base64 for a content
 * policy. For pages of their own that the app writes.
 * @returns {import('vite').Plugin}
 */
export function bundlePlugin() {
  return {
    name: 'bundle',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(MARK) || importer === undefined) return null;
      return resolve(dirname(importer), source);
    },
    async load(id) {
      if (!id.endsWith(MARK)) return null;
      const input = `${id.slice(0, -MARK.length)}.ts`;
      const made = await build({
        configFile: false,
        logLevel: 'silent',
        build: { write: false, minify: true, target: 'es2022', rolldownOptions: { input, output: { format: 'iife' } } },
      });
      const output = 'output' in made ? made.output : Array.isArray(made) ? made[0].output : [];
      const chunk = output.find((item) => item.type === 'chunk');
      if (chunk === undefined || chunk.type !== 'chunk') throw new Error(`${input} could not be built into one script`);
      const code = chunk.code.trim().replace(/<\/(script)/gi, '<\\/$1');
      return `export const code = ${JSON.stringify(code)};\nexport const sha256 = ${JSON.stringify(createHash('sha256').update(code).digest('base64'))};`;
    },
  };
}
