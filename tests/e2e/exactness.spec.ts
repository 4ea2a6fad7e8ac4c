import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from '@playwright/test';
import { build } from 'vite';
import { firefoxBinary, firefoxHashes } from '../../scripts/firefox.mjs';
import { goldenHashes, scenarioNames, simulatorHashes, traceHash } from '../../scripts/hashes.mjs';
import { NODE_VERSIONS, nodeProgram } from '../../scripts/nodes.mjs';
import type * as Sim from '../support/forPages';
import { expect } from './app';

type Hashes = Record<string, Sim.PageHashes>;

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
const fileOf = (name: string): string => (name === 'inPython' ? inPython : join(root, 'scenarios', `${name}.json`));
/** What is shipped, and a program in Python that runs as five nodes. */
const names = [...scenarioNames(), 'inPython'];
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(fileOf(name), 'utf8')]));
const tracesOf = (hashes: Hashes): Record<string, string> =>
  Object.fromEntries(Object.entries(hashes).map(([name, { trace }]) => [name, trace]));

async function commandHashes(binary: string, commanded: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of commanded) found[name] = await traceHash(binary, fileOf(name));
  return found;
}

// One worker has them all, so that what they share is made once.
test.describe.configure({ mode: 'default', timeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'faultboard-exactness-'));
const [scriptFile, textsFile] = [join(folder, 'simulator.js'), join(folder, 'texts.json')];
let script = '';
/** What this Node computes, which is what everybody must. */
let expected: Hashes = {};

test.beforeAll(async () => {
  test.setTimeout(300_000);
  script = await simulatorScript();
  writeFileSync(scriptFile, script);
  writeFileSync(textsFile, JSON.stringify(texts));
  expected = await simulatorHashes(process.execPath, scriptFile, textsFile);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test.describe('the same trace everywhere', () => {
  test('the Node of these tests, which gives the golden ones', async () => {
    expect(tracesOf(expected)).toEqual({ ...goldenHashes(), inPython: await traceHash(process.execPath, inPython) });
  });

  for (const [nth, version] of NODE_VERSIONS.entries()) {
    /** A share of the files goes through the built command line, too, and the one in Python through that of every version. */
    const commanded = names.filter((name, i) => i % NODE_VERSIONS.length === nth || name === 'inPython');

    test(`Node ${version}`, async () => {
      // Its install has a limit of its own, and a slow one is no failure of the simulator.
      test.setTimeout(900_000);
      const { binary, missing } = await nodeProgram(version);
      test.skip(binary === null, `Node ${version} was not tried: ${missing}`);
      // Side by side: each is a process of its own. What runs these tests has done the first already.
      const isThisOne = process.versions.node.startsWith(`${version}.`);
      const [inOne, byCommand] = await Promise.all([
        isThisOne ? expected : simulatorHashes(binary ?? '', scriptFile, textsFile),
        commandHashes(binary ?? '', commanded),
      ]);
      expect(inOne).toEqual(expected);
      expect(byCommand).toEqual(Object.fromEntries(commanded.map((name) => [name, expected[name].trace])));
    });
  }

  test('Firefox', async () => {
    const binary = firefoxBinary();
    test.skip(binary === null, 'Firefox is not installed here (Debian: apt-get install firefox-esr)');
    const { hashes } = await firefoxHashes(binary ?? '', script, texts);
    expect(hashes).toEqual(expected);
  });

  test('Chromium', async ({ page }) => {
    await page.goto('about:blank');
    await page.addScriptTag({ content: script });
    const hashes = await page.evaluate(
      (files) => (globalThis as unknown as { faultboardSim: typeof Sim }).faultboardSim.traceHashes(files),
      texts,
    );
    expect(hashes).toEqual(expected);
  });
});
