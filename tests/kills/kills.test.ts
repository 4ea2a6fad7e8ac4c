import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearLeftovers } from '../../src/main/services/leftovers';
import { Notices } from '../../src/main/services/notices';
import { Recoveries } from '../../src/main/services/recoveries';
import { parseScenario } from '../../src/sim/index';

const root = resolve(import.meta.dirname, '../..');
/** How often a process is killed; `FAULTBOARD_KILLS=50` asks for more. */
const KILLS = Number(process.env.FAULTBOARD_KILLS ?? 10);
const AT_ONCE = 5;
const LATEST_KILL_MS = 2500;
const folder = mkdtempSync(join(tmpdir(), 'faultboard-kills-'));

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      rolldownOptions: {
        external: [...builtinModules, /^node:/],
        input: fileURLToPath(new URL('./editing.ts', import.meta.url)),
        output: { format: 'es', entryFileNames: 'editing.mjs', codeSplitting: false },
      },
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly window: string;
  readonly what: string;
  readonly version: string;
  readonly atMs: number;
}

/** Lets somebody edit in two windows and kills the process at a random moment. What it had said by then, and when it was killed. */
async function editUntilKilled(data: string, seed: number): Promise<{ said: Said[]; killedAtMs: number }> {
  const child = spawn(process.execPath, [join(folder, 'built/editing.mjs'), data, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let killedAtMs = 0;
  await new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      // The clock runs from the first edit: how long a process takes to start says nothing about editing.
      if (output === '') {
        setTimeout(() => {
          killedAtMs = Date.now();
          child.kill('SIGKILL');
        }, randomInt(LATEST_KILL_MS));
      }
      output += chunk.toString();
    });
    child.on('close', () => done());
  });
  const lines = output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '));
  return { said: lines.map(([window, what, version, atMs]) => ({ window, what, version, atMs: Number(atMs) })), killedAtMs };
}

const versionOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Kills once and looks at what is left of both windows. Returns how old the oldest lost edit was, ms; 0 when none was lost. */
async function killOnce(number: number): Promise<number> {
  const data = mkdtempSync(join(folder, 'data-'));
  const { said, killedAtMs } = await editUntilKilled(data, number);
  const offered = await new Recoveries(data, () => 0, new Notices()).openWindow().list();
  const ages = ['one', 'two'].map((window) => {
    const of = said.filter((one) => one.window === window);
    const texts = offered.filter(({ id }) => id.startsWith(`hurry-${window}-`)).map(({ text }) => text);
    expect(texts.length, 'one recovery file a window').toBeLessThanOrEqual(1);
    return lostOf(of, readIfThere(join(data, `${window}.json`)), texts, killedAtMs);
  });
  await clearLeftovers(data);
  await clearLeftovers(join(data, 'recovery'));
  const left = [...readdirSync(data), ...readIfFolder(join(data, 'recovery'))];
  expect(
    left.filter((name) => name.endsWith('.faultboard-tmp')),
    'nothing is left of the save that was killed',
  ).toEqual([]);
  return Math.max(...ages);
}

/** How old the oldest edit is that one window has lost, ms. What is left of it was all on screen in this very window. */
function lostOf(said: readonly Said[], text: string | null, offered: readonly string[], killedAtMs: number): number {
  const shown = said.filter(({ what }) => what === 'shown');
  const versions = shown.map(({ version }) => version);
  let newest = -1;

  // The file: one of the versions on screen, whole. Before the first save there is none.
  if (said.some(({ what }) => what === 'saved')) expect(text, 'a file that was saved is there').not.toBeNull();
  // The recovery: offered, whole, and never older than what was said to be safe.
  for (const left of [...(text === null ? [] : [text]), ...offered]) {
    expect(parseScenario(left)).toMatchObject({ ok: true });
    expect(versions, 'what is left of a window was on screen in it').toContain(versionOf(left));
    newest = Math.max(newest, versions.lastIndexOf(versionOf(left)));
  }
  const safe = said.filter(({ what }) => what !== 'shown').at(-1);
  if (safe !== undefined) expect(newest, 'what was kept or saved comes back').toBeGreaterThanOrEqual(versions.indexOf(safe.version));
  if (safe?.what === 'kept') expect(offered.length + Number(text !== null), 'kept work is offered').toBeGreaterThan(0);
  const lost = shown[newest + 1];
  return lost === undefined ? 0 : killedAtMs - lost.atMs;
}

function readIfFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

it(`killed at ${KILLS} random moments while editing in two windows: files are whole, what was kept is offered, and nothing crosses`, async () => {
  const ages: number[] = [];
  for (let done = 0; done < KILLS; done += AT_ONCE) {
    ages.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, KILLS - done) }, (_none, i) => killOnce(done + i)))));
  }
  expect(ages).toHaveLength(KILLS);
  ages.sort((a, b) => a - b);
  process.stdout.write(`lost at most the last ${ages.at(-1)} ms of editing in ${KILLS} kills (median ${ages[KILLS >> 1]} ms)\n`);
}, 240_000);
