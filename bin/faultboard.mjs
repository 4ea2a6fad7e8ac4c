#!/usr/bin/env node
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from '../scripts/buildState.mjs';

const ready = buildStale({ 'out/cli/index.js': 'cli' }, () => process.stderr.write('Building the command line first...\n'));
if (!ready) process.exit(2);
await import(pathToFileURL(resolve(import.meta.dirname, '../out/cli/index.js')).href);
