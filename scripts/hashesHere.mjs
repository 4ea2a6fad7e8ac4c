import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

/**
 * Hashes of scenarios as the Node that runs this computes them, all in one process: `node scripts/hashesHere.mjs SIMULATOR TEXTS`, with
 * the simulator as one script that calls itself `faultboardSim`, and scenario files by name as JSON. Prints them as JSON.
 */
const [simulator, texts] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
/** What a page has besides the language itself; nothing of Node, which Python would take for its home. */
const names = ['performance', 'TypeError', 'TextEncoder', 'TextDecoder', 'WebAssembly', 'atob'];
const page = Object.fromEntries(names.map((name) => [name, Reflect.get(globalThis, name)]));
const sim = /** @type {typeof import('../tests/support/forPages')} */ (
  runInNewContext(`${simulator.replace(/^['"]use strict['"];?/, '')}\nfaultboardSim`, page)
);
process.stdout.write(JSON.stringify(await sim.traceHashes(JSON.parse(texts))));
