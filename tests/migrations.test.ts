import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preparePrograms } from '../src/programs/index';
import { createRun, parseScenario, serializeScenario } from '../src/sim/index';
import { released, type Migrations } from '../src/sim/reading/migrate';

/**
 * Files as they were saved by every version of the format and of every kind, and (`.now.json`) what they are today. Who raises
 * a version adds a file of the new one; who writes a migration finds the old file here. Old files are never changed.
 */
const folder = resolve(import.meta.dirname, 'migrations');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const frozen = JSON.parse(read('frozen.json')) as Record<string, string>;
const samples = Object.keys(frozen);

interface Versions {
  readonly format: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly faultKinds?: Readonly<Record<string, number>>;
  readonly checkKinds?: Readonly<Record<string, number>>;
}

/** What has versions of its own in a file. */
const PLACES = ['kinds', 'faultKinds', 'checkKinds'] as const;

/** Every version that has no sample, as `format 1`, `kinds worker 2` or `checkKinds metric 1`. */
function withoutSample(migrations: Migrations, files: readonly Versions[]): string[] {
  const missing: string[] = [];
  for (let version = 1; version <= migrations.newestFormat; version++)
    if (!files.some((file) => file.format === version)) missing.push(`format ${version}`);
  for (const place of PLACES) {
    for (const [name, { version: newest }] of Object.entries(migrations[place])) {
      for (let version = 1; version <= newest; version++)
        if (!files.some((file) => file[place]?.[name] === version)) missing.push(`${place} ${name} ${version}`);
    }
  }
  return missing;
}

function opened(name: string): ReturnType<typeof serializeScenario> {
  const parsed = parseScenario(read(name));
  if (!parsed.ok) throw new Error(`${parsed.failure.path}: ${parsed.failure.message}`);
  return serializeScenario(parsed.scenario);
}

describe('files of every version', () => {
  it('are there: no version of the format or of a kind is without one', () => {
    expect(
      withoutSample(
        released,
        samples.map((name) => JSON.parse(read(name)) as Versions),
      ),
    ).toEqual([]);
  });

  it('would be missed: a new format, a new version of a kind and a new kind each ask for theirs', () => {
    const step = (before: object): Record<string, unknown> => ({ ...before });
    const next: Migrations = {
      newestFormat: 2,
      format: [step],
      kinds: { lamp: { version: 1, steps: [] }, relay: { version: 3, steps: [step, step] } },
      faultKinds: { flood: { version: 2, steps: [step] } },
      checkKinds: { story: { version: 1, steps: [] } },
    };
    expect(withoutSample(next, [{ format: 1, kinds: { relay: 1 } }])).toEqual([
      'format 2',
      'kinds lamp 1',
      'kinds relay 2',
      'kinds relay 3',
      'faultKinds flood 1',
      'faultKinds flood 2',
      'checkKinds story 1',
    ]);
    expect(
      withoutSample(next, [
        { format: 1, kinds: { relay: 2, lamp: 1 } },
        { format: 2, kinds: { relay: 3 }, faultKinds: { flood: 1 }, checkKinds: { story: 1 } },
        { format: 2, kinds: {}, faultKinds: { flood: 2 } },
        { format: 2, kinds: { relay: 1 } },
      ]),
    ).toEqual([]);
  });

  it('are listed, each with what it is today', () => {
    const wanted = samples.flatMap((name) => [name, name.replace('.json', '.now.json')]);
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'frozen.json')
        .sort(),
    ).toEqual(wanted.sort());
  });

  it.each(samples)('%s is as it was saved', (name) => {
    expect(createHash('sha256').update(read(name)).digest('hex')).toBe(frozen[name]);
  });

  it.each(samples)('%s is opened as what it means today', (name) => {
    expect(opened(name)).toBe(read(name.replace('.json', '.now.json')));
  });

  it.each(samples)('%s still runs', async (name) => {
    const parsed = parseScenario(read(name));
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const run = createRun(parsed.scenario, { programs: await preparePrograms(parsed.scenario) });
    while (!run.advance({ maxEvents: 100_000 }));
    const { requests } = run.summary();
    expect(requests.ok).toBeGreaterThan(50);
    expect(requests.sent).toBe(requests.ok + requests.failed + requests.inFlight);
  });
});
