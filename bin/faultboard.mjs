#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const entry = resolve(root, 'out/cli/index.js');

if (existsSync(resolve(root, 'src'))) {
  const { isStale } = await import('../scripts/buildState.mjs');
  if (isStale('out/cli/index.js')) {
    process.stderr.write('Building the command line first...\n');
    const { build } = await import('../scripts/build.mjs');
    build(['cli'], true);
  }
}
await import(pathToFileURL(entry).href);
