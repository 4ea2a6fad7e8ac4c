import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  readonly what: string;
  readonly version: string;
  readonly atMs: number;
}

/** Lets somebody edit and kills the process at a random moment. What it had said by then, and when it was killed. */
async function editUntilKilled(data: string, file: string, seed: number): Promise<{ said: Said[]; killedAtMs: number }> {
  const child = spawn(process.execPath, [join(folder, 'built/editing.mjs'), data, file, String(seed)], {
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
  return { said: lines.map(([what, version, atMs]) => ({ what, version, atMs: Number(atMs) })), killedAtMs };
}

const versionOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Kills once and looks at what is left. Returns how old the oldest lost edit was, ms; 0 when none was lost. */
async function killOnce(number: number): Promise<number> {
  const data = mkdtempSync(join(folder, 'data-'));
  const file = join(data, 'mine.json');
  const { said, killedAtMs } = await editUntilKilled(data, file, number);
  const shown = said.filter(({ what }) => what === 'shown');
  const lastOf = (version: string): number => shown.findLastIndex((one) => one.version === version);
  let newest = -1;

  // The file: one of the versions on screen, whole. Before the first save there is none.
  const isSaved = said.some(({ what }) => what === 'saved');
  const text = readIfThere(file);
  if (isSaved) expect(text, 'a file that was saved is there').not.toBeNull();
  if (text !== null) {
    expect(parseScenario(text)).toMatchObject({ ok: true });
    expect(
      shown.map(({ version }) => version),
      'the file is a version that was on screen',
    ).toContain(versionOf(text));
    newest = lastOf(versionOf(text));
  }

  // The recovery: offered, whole, and never older than what was said to be safe.
  const offered = await new Recoveries(data, () => 0, new Notices()).openWindow().list();
  for (const recovery of offered) {
    expect(parseScenario(recovery.text)).toMatchObject({ ok: true });
    newest = Math.max(newest, lastOf(versionOf(recovery.text)));
  }
  const safe = said.filter(({ what }) => what !== 'shown').at(-1);
  if (safe !== undefined)
    expect(newest, 'what was kept or saved comes back').toBeGreaterThanOrEqual(shown.findIndex(({ version }) => version === safe.version));
  if (safe?.what === 'kept') expect(offered.length + Number(text !== null), 'kept work is offered').toBeGreaterThan(0);
  const lost = shown[newest + 1];
  return lost === undefined ? 0 : killedAtMs - lost.atMs;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

it(`killed at ${KILLS} random moments while editing: the file is whole, and what was kept is offered`, async () => {
  const ages: number[] = [];
  for (let done = 0; done < KILLS; done += AT_ONCE) {
    ages.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, KILLS - done) }, (_none, i) => killOnce(done + i)))));
  }
  expect(ages).toHaveLength(KILLS);
  ages.sort((a, b) => a - b);
  process.stdout.write(`lost at most the last ${ages.at(-1)} ms of editing in ${KILLS} kills (median ${ages[KILLS >> 1]} ms)\n`);
}, 240_000);
