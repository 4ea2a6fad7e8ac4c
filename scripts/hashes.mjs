import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './buildState.mjs';
import { NODE_VERSIONS, nodeProgram } from './nodes.mjs';
import { root } from './tools.mjs';

const scenarios = join(root, 'scenarios');

/** Shipped scenarios, by name. */
export function scenarioNames() {
  return readdirSync(scenarios)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => name.replace('.json', ''));
}

/**
 * Trace hash of every shipped scenario as one version of Node computes it with the built command line, one after the other.
 * @param {string} binary
 * @returns {Promise<Record<string, string>>}
 */
export async function traceHashes(binary) {
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const name of scenarioNames()) hashes[name] = await traceHash(binary, join(scenarios, `${name}.json`));
  return hashes;
}

/**
 * Trace hash of one scenario file as a version of Node computes it with the built command line.
 * @param {string} binary
 * @param {string} file
 * @returns {Promise<string>}
 */
export function traceHash(binary, file) {
  return new Promise((found, failed) => {
    execFile(binary, [join(root, 'out/cli/index.js'), 'run', file, '--json'], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      // A check that is not met gives exit code 1, and a trace all the same.
      if (error !== null && error.code !== 1) failed(new Error(`${file} did not run: ${stderr}`));
      else found(JSON.parse(stdout).traceHash);
    });
  });
}

/**
 * Hashes of scenarios, trace and detail, as a version of Node computes them with the simulator as a page has it, all in one process.
 * @param {string} binary
 * @param {string} simulator File with the simulator as one script, with `faultboardSim` as its name.
 * @param {string} texts File with scenario files by name.
 * @returns {Promise<Record<string, import('../tests/support/forPages').PageHashes>>}
 */
export function simulatorHashes(binary, simulator, texts) {
  return new Promise((found, failed) => {
    const here = fileURLToPath(new URL('./hashesHere.mjs', import.meta.url));
    execFile(binary, [here, simulator, texts], { maxBuffer: 1e8 }, (error, stdout) => {
      if (error !== null) failed(error);
      else found(JSON.parse(stdout));
    });
  });
}

/** What each shipped scenario must give. @returns {Record<string, string>} */
export function goldenHashes() {
  const { hashes } = JSON.parse(readFileSync(join(root, 'tests/golden.json'), 'utf8'));
  return Object.fromEntries(scenarioNames().map((name) => [name, hashes[name]]));
}

async function main() {
  if (!buildStale({ 'out/cli/index.js': 'cli' }, () => process.stdout.write('Building the command line first...\n'))) process.exit(1);
  const golden = goldenHashes();
  for (const version of NODE_VERSIONS) {
    const { binary, missing } = await nodeProgram(version);
    if (binary === null) {
      process.stdout.write(`Node ${version} was not tried: ${missing}\n`);
      continue;
    }
    const exact = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const hashes = Object.entries(await traceHashes(binary));
    const others = hashes.filter(([name, hash]) => hash !== golden[name]);
    process.stdout.write(
      `Node ${exact}: ${hashes.length - others.length} of ${hashes.length} scenarios have the hash of tests/golden.json\n`,
    );
    for (const [name, hash] of others) process.stdout.write(`  ${name}: ${hash}, not ${golden[name]}\n`);
    if (others.length > 0) process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) await main();
