#!/usr/bin/env node
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { buildStale } from '../scripts/buildState.mjs';
import { ENGINE_FLAGS } from '../scripts/engineFlags.mjs';

const ready = buildStale({ 'out/cli/index.js': 'cli' }, () => process.stderr.write('Building the command line first...\n'));
if (!ready) process.exit(2);
for (const flag of ENGINE_FLAGS) setFlagsFromString(flag);
await import(pathToFileURL(resolve(import.meta.dirname, '../out/cli/index.js')).href);
