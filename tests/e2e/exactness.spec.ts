import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { test as plain } from '@playwright/test';
import { build } from 'vite';
import { firefoxBinary, firefoxHashes } from '../../scripts/firefox.mjs';
import { goldenHashes, NODE_VERSIONS, nodeBinary, scenarioNames, traceHash, traceHashes } from '../../scripts/hashes.mjs';
import type * as Sim from '../support/forPages';
import { expect } from './app';

const root = resolve(import.meta.dirname, '../..');

/** The simulator as one script for a page, with `faultboardSim` as its name. */
async function simulatorScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'tests/support/forPages.ts'), formats: ['iife'], name: 'faultboardSim' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

const inPython = join(root, 'tests/support/broadcastInPython.json');
/** What is shipped, and a program in Python that runs as five nodes. */
const scenarioTexts = (): Record<string, string> => ({
  ...Object.fromEntries(scenarioNames().map((name) => [name, readFileSync(join(root, 'scenarios', `${name}.json`), 'utf8')])),
  inPython: readFileSync(inPython, 'utf8'),
});

const shipped = goldenHashes();

/** What this Node computes: the golden traces, and the detail that goes with them. */
async function expected(script: string): Promise<Record<string, Sim.PageHashes>> {
  const sim = runInNewContext(`${script.replace(/^['"]use strict['"];?/, '')}\nfaultboardSim`, {
    performance,
    TypeError,
    TextEncoder,
    TextDecoder,
    WebAssembly,
    atob,
  }) as typeof Sim;
  const texts = scenarioTexts();
  const hashes = await sim.traceHashes(texts);
  const wanted = { ...shipped, inPython: await traceHash(process.execPath, inPython) };
  expect(Object.fromEntries(Object.entries(hashes).map(([name, { trace }]) => [name, trace]))).toEqual(wanted);
  return JSON.parse(JSON.stringify(hashes)) as Record<string, Sim.PageHashes>;
}

let inNodes: Map<string, Promise<Record<string, string>> | null> | null = null;

/** What every version of Node computes; all of them at once, as far as this computer can. Null: that version cannot be had. */
function inEveryNode(): Map<string, Promise<Record<string, string>> | null> {
  inNodes ??= new Map(
    NODE_VERSIONS.map((version) => {
      const binary = nodeBinary(version);
      const computed = binary === null ? null : hashesIn(binary);
      // Whoever waits for it is told; nobody may wait, when an earlier one was not what it should be.
      computed?.catch(() => undefined);
      return [version, computed];
    }),
  );
  return inNodes;
}

async function hashesIn(binary: string): Promise<Record<string, string>> {
  return { ...(await traceHashes(binary)), inPython: await traceHash(binary, inPython) };
}

plain.describe('the same trace everywhere', () => {
  for (const version of NODE_VERSIONS) {
    plain(`Node ${version}`, async () => {
      plain.setTimeout(300_000);
      const computed = inEveryNode().get(version) ?? null;
      plain.skip(computed === null, `Node ${version} could not be had from the npm registry`);
      expect(await computed).toEqual({ ...shipped, inPython: await traceHash(process.execPath, inPython) });
    });
  }

  plain('Firefox', async () => {
    plain.setTimeout(300_000);
    const binary = firefoxBinary();
    plain.skip(binary === null, 'Firefox is not installed here (Debian: apt-get install firefox-esr)');
    const script = await simulatorScript();
    const { hashes } = await firefoxHashes(binary ?? '', script, scenarioTexts());
    expect(hashes).toEqual(await expected(script));
  });

  plain('Chromium', async ({ page }) => {
    plain.setTimeout(300_000);
    await page.goto('about:blank');
    const script = await simulatorScript();
    await page.addScriptTag({ content: script });
    const texts = scenarioTexts();
    const hashes = await page.evaluate(
      (files) => (globalThis as unknown as { faultboardSim: typeof Sim }).faultboardSim.traceHashes(files),
      texts,
    );
    expect(hashes).toEqual(await expected(script));
  });
});
