import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Io } from '../src/cli/io';
import { main } from '../src/cli/main';
import {
  createRun,
  kindNames,
  logText,
  parseScenario,
  type Comparison,
  type LookupResult,
  type Replication,
  type RunSummary,
  type Scenario,
} from '../src/sim/index';
import { noAssociation } from './support/noAssociation';

const scenarios = resolve(import.meta.dirname, '../scenarios');
const shipped = (name: string): string => join(scenarios, `${name}.json`);
const scratch = mkdtempSync(join(tmpdir(), 'faultboard-cli-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function faultboard(argv: readonly string[], io: Partial<Io> = {}): Promise<Done> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: () => Promise.resolve(new Uint8Array()),
    isInteractive: false,
    association: noAssociation,
    ...io,
  });
  return { code, out, err };
}

function scenarioOf(name: string): Scenario {
  const parsed = parseScenario(readFileSync(shipped(name), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

function whole(scenario: Scenario, seed?: number) {
  const run = createRun(scenario, { seed });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** A file of this test's own, with something changed. */
function written(name: string, text: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('run --json', () => {
  it('prints one object: the summary of the run', async () => {
    const { code, out, err } = await faultboard(['run', shipped('single-server'), '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(whole(scenarioOf('single-server')).summary())));
  });

  it('takes another seed, another end and other fields, as if the file said so', async () => {
    const scenario = scenarioOf('five-workers');
    const changed: Scenario = {
      ...scenario,
      durationSeconds: 12,
      nodes: scenario.nodes.map((node) =>
        node.id === 'W1'
          ? { ...node, params: { ...node.params, concurrency: 7, serviceTimeMs: { type: 'exponential', meanMs: 11 } } }
          : node.id === 'LB1'
            ? { ...node, params: { ...node.params, strategy: 'round-robin' } }
            : node,
      ),
    };
    const { out } = await faultboard([
      'run',
      shipped('five-workers'),
      '--json',
      '--seed',
      '9',
      '--until',
      '12s',
      '--set',
      'W1.concurrency=7',
      '--set',
      'LB1.strategy=round-robin',
      '--set',
      'W1.serviceTimeMs.meanMs=11',
    ]);
    const summary = JSON.parse(out) as RunSummary;
    expect(summary).toEqual(JSON.parse(JSON.stringify(whole(changed, 9).summary())));
    expect(summary.seed).toBe(9);
  });

  it('adds what stores know at the end', async () => {
    const { out } = await faultboard([
      'run',
      shipped('four-shards'),
      '--until',
      '5s',
      '--json',
      '--lookup',
      'peter@S1',
      '--lookup',
      'peter@S2',
      '--lookup',
      'peter@S3',
      '--lookup',
      'peter@S4',
    ]);
    const { lookups } = JSON.parse(out) as { lookups: LookupResult[] };
    expect(lookups.map((found) => found.node)).toEqual(['S1', 'S2', 'S3', 'S4']);
    expect(lookups.filter((found) => found.found)).toHaveLength(1);
  });
});

describe('run', () => {
  it('prints a report, and ends with 1 when a check fails', async () => {
    const good = await faultboard(['run', shipped('single-server')]);
    expect(good.code).toBe(0);
    expect(good.out).toMatch(/^Single server\n/);
    const bad = await faultboard(['run', shipped('single-server'), '--until', '2s']);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('Checks: 0 of 2 passed');
  });

  it('reads standard input', async () => {
    const text = readFileSync(shipped('single-server'));
    const piped = await faultboard(['run', '-'], { stdin: () => Promise.resolve(text) });
    expect(piped).toEqual(await faultboard(['run', shipped('single-server')]));
  });

  it('shows a profile behind the figures', async () => {
    const { out } = await faultboard(['run', shipped('single-server'), '--lookup', 'peter@DB1']);
    expect(out).toMatch(/DB1 has the whole profile of "peter"; DB1 holds 1000 of 1000 profiles\.\n {2}name +\S.*\n {2}city +\S/);
  });

  it('takes a text that looks like a number where a text is wanted', async () => {
    const { code, err } = await faultboard([
      'run',
      shipped('four-shards'),
      '--until',
      '1s',
      '--set',
      'SR1.boundaries=m',
      '--set',
      'SR1.strategy=range',
      '--json',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('notes on standard error what will have no effect', async () => {
    const scenario = scenarioOf('single-server');
    const file = written('late.json', JSON.stringify({ ...scenario, faults: [{ id: 'F1', atSeconds: 99, type: 'crash', node: 'W1' }] }));
    const { code, err } = await faultboard(['run', file, '--json']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'faultboard: note: Fault F1 comes at 99 s, when the run of 50 s is over; let it come earlier.\n',
    });
  });
});

describe('run --log', () => {
  it('prints the log of the course, and how long it took', async () => {
    const { out } = await faultboard(['run', shipped('single-server'), '--log']);
    const log = lines(out);
    expect(log[0]).toMatch(/^W1 received "[a-z-]+"$/);
    expect(
      log
        .slice(0, -1)
        .every((line) => /^(C1|W1|DB1) (received|updated|read|finished|rejected|failed) "[a-z-]+"( \(queue-full\))?$/.test(line)),
    ).toBe(true);
    expect(log[log.length - 1]).toMatch(/^Simulation complete, runtime \d+ seconds\.$/);
    const key = /"(.*)"/.exec(log[0])?.[1];
    expect(log.findIndex((line) => line === `W1 finished "${key}"`)).toBeGreaterThan(1);
  });

  it('is the same whether recorded in pieces or at once, with nothing twice and nothing lost', async () => {
    const run = whole(scenarioOf('five-workers'));
    const window = run.window(0, run.endNs + 1, 10_000_000);
    const atOnce = Array.from({ length: window.log.count }, (_, row) => logText(run.index, window.log, row));
    const { out } = await faultboard(['run', shipped('five-workers'), '--log']);
    expect(lines(out).slice(0, -1)).toEqual(atOnce);
  });

  it('waits for a slow reader instead of piling up', async () => {
    let waiting = 0;
    let most = 0;
    const out = async (): Promise<void> => {
      most = Math.max(most, ++waiting);
      await Promise.resolve();
      waiting--;
    };
    await faultboard(['run', shipped('single-server'), '--log'], { out });
    expect(most).toBe(1);
  });

  it('goes to standard error when standard output is for JSON', async () => {
    const { out, err } = await faultboard(['run', shipped('single-server'), '--log', '--json', '--until', '3s']);
    expect(JSON.parse(out)).toMatchObject({ simulatedSeconds: 3 });
    expect(lines(err).pop()).toBe('Simulation complete, runtime 3 seconds.');
  });
});

describe('a run that is stopped', () => {
  it('prints the figures up to there and ends with 130', async () => {
    let asked = 0;
    const { code, out, err } = await faultboard(['run', shipped('four-shards'), '--until', '100000s', '--json'], {
      isStopped: () => ++asked > 12,
    });
    const summary = JSON.parse(out) as RunSummary;
    expect(code).toBe(130);
    expect(summary.endedBy).toBe('cancelled');
    expect(summary.requests.ok).toBeGreaterThan(1000);
    expect(err).toMatch(/^faultboard: stopped at [\d.]+ of 100000 simulated seconds; the figures are up to there\.\n$/);
  });
});

describe('progress', () => {
  it('is shown to a person after half a second, and wiped away', async () => {
    const clock = vi.spyOn(performance, 'now');
    let nowMs = 0;
    clock.mockImplementation(() => (nowMs += 49));
    const { err } = await faultboard(['run', shipped('four-shards'), '--until', '300s', '--json'], { isInteractive: true });
    clock.mockRestore();
    const wiped = '\r\u001b[K';
    expect(err.endsWith(wiped)).toBe(true);
    expect(err.slice(0, -wiped.length)).toMatch(/^(\r +\d+ % {2}\d+ events)+$/);
  });

  it('is not shown to a file', async () => {
    const { err } = await faultboard(['run', shipped('four-shards'), '--until', '300s', '--json']);
    expect(err).toBe('');
  });
});

describe('bad input: exit code 2, one line, nothing on standard output', () => {
  const file = shipped('five-workers');
  it.each([
    [['run', join(scratch, 'missing.json')], /There is no file .*missing\.json; .* \[file-missing\]/],
    [['run', scratch], /is a folder; choose a file\. \[is-a-folder\]/],
    [['run', file, '--set', 'W9.concurrency=8'], /--set names the part "W9", which does not exist \(did you mean "W1"\?\)/],
    [['run', file, '--set', 'W1.concurrency=0'], /--set W1\.concurrency: Slots is 0; it must be a whole number from 1 to 1000000\./],
    [['run', file, '--set', 'W1.speed=8'], /--set W1\.speed: There is no field "speed"/],
    [['run', file, '--set', 'W1.serviceTimeMs.mean=8'], /--set W1\.serviceTimeMs\.mean: Service time has "mean", .*did you mean "meanMs"/],
    [['run', file, '--set', 'W1.__proto__.x=8'], /--set W1\.__proto__\.x: is not|--set W1\.__proto__\.x=8 is not of the form/],
    [['run', file, '--lookup', 'peter@DB9'], /there is no part "DB9" \(did you mean "DB1"\?\)/],
    [['run', file, '--lookup', 'peter@W1'], /W1 keeps no profiles; name a database/],
    [['run', file, '--lookup', 'nobody-at-all@DB1'], /there is no profile "nobody-at-all"/],
    [['run', '-'], /standard input: The file is empty; .* \[empty-file\]/],
    [['walk', file], /There is no command "walk"/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await faultboard(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/^faultboard: [^\n]+\n$/);
  });

  it('bytes on standard input that are no text', async () => {
    const { code, err } = await faultboard(['validate', '-'], { stdin: () => Promise.resolve(Uint8Array.of(0xff, 0xfe, 0)) });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'faultboard: standard input: It is not text in UTF-8; send a scenario file. [not-text]\n',
    });
  });
});

describe('validate', () => {
  it('says of each file whether it is valid, and goes on after a bad one', async () => {
    const bad = written('bad.json', '{"format": 1');
    const lonely = written('lonely.json', JSON.stringify({ ...scenarioOf('single-server'), links: [] }));
    const { code, out, err } = await faultboard(['validate', shipped('single-server'), bad, lonely]);
    expect(code).toBe(2);
    expect(lines(out)).toEqual([
      `${shipped('single-server')}: valid`,
      `${lonely}: valid`,
      '  note: C1 is not wired to anything, so its requests go nowhere; wire it to a part that answers. [client-without-target at nodes[0]]',
      '  note: W1 gets no requests, because nothing is wired into it; wire something to it or remove it. [part-not-reached at nodes[1]]',
      '  note: DB1 gets no requests, because nothing is wired into it; wire something to it or remove it. [part-not-reached at nodes[2]]',
    ]);
    expect(err).toMatch(
      /^faultboard: .*bad\.json: The file is not valid JSON at line 1, column 13: the file seems to be cut off; .* \[not-json\]\n$/,
    );
  });

  it('ends with 0 when all are valid', async () => {
    expect(await faultboard(['validate', shipped('four-shards'), shipped('four-shards-replicas')])).toEqual({
      code: 0,
      err: '',
      out: `${shipped('four-shards')}: valid\n${shipped('four-shards-replicas')}: valid\n`,
    });
  });
});

describe('the rest', () => {
  it('schema, kinds, help and version print what they promise', async () => {
    expect(JSON.parse((await faultboard(['schema'])).out)).toMatchObject({ title: 'Faultboard scenario' });
    const reference = (await faultboard(['kinds', '--markdown'])).out;
    for (const kind of kindNames) expect(reference).toContain(`(\`${kind}\`, version 1)`);
    expect((await faultboard([])).out).toContain('faultboard validate FILE...');
    for (const topic of ['run', 'validate', 'schema', 'kinds'])
      expect(lines((await faultboard([topic, '--help'])).out)[0]).toMatch(new RegExp(`^faultboard ${topic}`));
    expect((await faultboard(['--version'])).out).toMatch(/^faultboard \d+\.\d+\.\d+ \(engine \S+\)\n$/);
  });

  it('help tells of every option', async () => {
    const { out } = await faultboard(['help', 'run']);
    for (const option of ['--seed', '--until', '--set', '--lookup', '--log', '--json']) expect(out).toContain(`  ${option} `.trimEnd());
  });
});

describe('why a check failed', () => {
  const strict = (): string => {
    const scenario = scenarioOf('five-workers');
    return written(
      'strict.json',
      JSON.stringify({
        ...scenario,
        checks: [
          { id: 'K1', title: 'Nothing fails', metric: 'failed', atMost: 0 },
          { id: 'K2', metric: 'goodputPerSecond', atLeast: 1 },
        ],
      }),
    );
  };

  it('is told below the report, from the crash to the verdict, for failed checks only', async () => {
    const { code, out } = await faultboard(['run', strict()]);
    expect(code).toBe(1);
    const story = lines(out.slice(out.indexOf('Why: Check')));
    expect(story[0]).toBe('Why: Check "Nothing fails"');
    expect(story[1]).toBe('     25.0000 s  W3 crashed for 15 s.');
    expect(story.at(-1)).toMatch(/^ +[\d.]+ s {2}So the check was not met: Failed was \d+ requests; wanted at most 0 requests\.$/);
    expect(out.match(/^Why: /gm)).toHaveLength(1);
  });

  it('is in the JSON too', async () => {
    const { out } = await faultboard(['run', strict(), '--json']);
    const { why } = JSON.parse(out) as {
      why: { check: string; request: number; steps: { role: string; atSeconds: number; text: string }[] }[];
    };
    expect(why.map(({ check }) => check)).toEqual(['K1']);
    expect(why[0].steps[0]).toEqual({ role: 'cause', atSeconds: 25, text: 'W3 crashed for 15 s.' });
    expect(why[0].request).toBeGreaterThan(1500);
  });
});

describe('replicate and compare', () => {
  it('compares a file with what is changed in it, with the same seeds, and says which is better', async () => {
    const { code, out } = await faultboard([
      'compare',
      shipped('five-workers'),
      '--set',
      'LB1.strategy=least-connections',
      '--seeds',
      '5',
      '--until',
      '20s',
    ]);
    expect(code).toBe(0);
    expect(lines(out).slice(0, 3)).toEqual([
      `A: ${shipped('five-workers')}`,
      'B: with LB1.strategy=least-connections',
      expect.stringMatching(/^5 pairs of runs, seeds 1 to 5, both designs/),
    ]);
    expect(out).toMatch(/Mean latency: B \(with LB1\.strategy=least-connections\) is better, by [\d.]+ to [\d.]+ ms/);
  });

  it('compares two files, and gives all of it as JSON', async () => {
    const faster = written(
      'faster.json',
      JSON.stringify({
        ...scenarioOf('single-server'),
        name: 'Faster',
        nodes: scenarioOf('single-server').nodes.map((node) =>
          node.id === 'W1' ? { ...node, params: { ...node.params, concurrency: 3 } } : node,
        ),
      }),
    );
    const { code, out } = await faultboard(['compare', shipped('single-server'), faster, '--seeds', '4', '--seed', '9', '--json']);
    expect(code).toBe(0);
    const comparison = JSON.parse(out) as Comparison;
    expect(comparison.seeds).toEqual([9, 10, 11, 12]);
    expect(comparison.figures.find(({ name }) => name === 'errorPercent')?.verdict).toBe('b');
  });

  it('repeats a scenario: the mean of whole runs lies between the lowest and the highest', async () => {
    const { out } = await faultboard(['replicate', shipped('single-server'), '--seeds', '6', '--json']);
    const { seeds, figures } = JSON.parse(out) as Replication;
    expect(seeds).toHaveLength(6);
    for (const { lowest, highest, estimate } of figures) {
      expect(estimate?.mean).toBeGreaterThanOrEqual(lowest ?? NaN);
      expect(estimate?.mean).toBeLessThanOrEqual(highest ?? NaN);
    }
    expect((await faultboard(['replicate', shipped('single-server'), '--seeds', '6'])).out).toContain('6 runs, seeds 38325 to 38330');
  });

  it('can be stopped, with the figures of the pairs done by then', async () => {
    let asked = 0;
    const { code, out, err } = await faultboard(
      ['compare', shipped('five-workers'), '--set', 'LB1.strategy=random', '--seeds', '500', '--json'],
      { isStopped: () => asked++ > 3 },
    );
    expect(code).toBe(130);
    expect(err).toMatch(/stopped after \d+ of 500 seeds/);
    expect((JSON.parse(out) as Comparison).seeds.length).toBeLessThan(100);
  });

  it.each([
    [['compare', 'a.json'], 'compare needs two FILES, or one and what is changed in it, such as --set W1.concurrency=8.'],
    [['compare', 'a.json', 'b.json', '--set', 'W1.concurrency=8'], 'compare of two FILES takes no --set; change one of the files.'],
    [['compare', '-', '-'], 'compare can read only one of its FILES from standard input.'],
    [['replicate', 'a.json', '--seeds', '1'], '--seeds 1 is not a whole number from 2 to 1000.'],
    [['replicate'], 'replicate needs a FILE, or - for standard input.'],
    [['replicate', 'a.json', 'b.json'], 'replicate takes one FILE; remove "b.json", or use compare.'],
  ])('%j is refused', async (argv, message) => {
    expect(await faultboard(argv)).toEqual({ code: 2, out: '', err: `faultboard: ${message}\n` });
  });
});

describe('ranges in the report', () => {
  it('are given for a run that settled, and refused with the reason for others', async () => {
    const steady = written('steady.json', JSON.stringify({ ...scenarioOf('five-workers'), faults: [], durationSeconds: 120 }));
    const { out } = await faultboard(['run', steady]);
    expect(out).toMatch(/^Long run +value +95 % range$/m);
    expect(out).toMatch(/^mean latency, ms +[\d.]+ +[\d.]+ to [\d.]+$/m);
    expect((await faultboard(['run', shipped('five-workers')])).out).toContain('Long run: no ranges. Faults act during this run');
  });

  it('of keys are a table where traffic is uneven', async () => {
    expect((await faultboard(['run', shipped('single-server')])).out).toMatch(/^Keys +ok +failed +per second +mean ms$/m);
    expect((await faultboard(['run', shipped('five-workers')])).out).toMatch(/^Keys: requests are spread evenly/m);
  });
});

describe('difference', () => {
  it('finds that a run equals itself, and what a changed field changes first', async () => {
    const same = await faultboard(['difference', shipped('five-workers'), shipped('five-workers'), '--until', '5s']);
    expect(same).toMatchObject({ code: 0, out: expect.stringMatching(/^The two runs are equal: trace [0-9a-f]{16}\.\n$/) as string });
    const changed = await faultboard(['difference', shipped('five-workers'), '--set', 'W3.serviceTimeMs.meanMs=200', '--json']);
    expect(changed.code).toBe(1);
    const found = JSON.parse(changed.out) as { atSeconds: number; text: string; node: string };
    expect(found.node).toBe('W3');
    expect(found.text).toContain('W3 sent');
  });

  it('wants something that could differ', async () => {
    const { code, err } = await faultboard(['difference', shipped('five-workers')]);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'faultboard: difference with one FILE needs --set or --seed, which are for the second run.\n',
    });
  });
});

describe('export', () => {
  it('writes the run in the form that was asked for', async () => {
    const csv = await faultboard(['export', shipped('single-server'), '--as', 'csv']);
    expect(csv.code).toBe(0);
    expect(lines(csv.out)[0]).toMatch(/^endSeconds,sent,ok,failed,inFlight,/);
    expect(lines(csv.out)).toHaveLength(1001);
    const otlp = await faultboard(['export', shipped('single-server'), '--as', 'otlp', '--until', '5s']);
    expect((JSON.parse(otlp.out) as { resourceSpans: unknown[] }).resourceSpans.length).toBeGreaterThan(1);
  });

  it('names the forms there are', async () => {
    const { code, err } = await faultboard(['export', shipped('single-server'), '--as', 'cvs']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'faultboard: export needs --as FORM, one of csv, json, ndjson, otlp, chrome, shiviz, html; there is no form "cvs".\n',
    });
  });
});

describe('associate', () => {
  const places = ['/home/o/.local/share/applications/faultboard.desktop'];
  const association = {
    look: async () => ({ ok: true, value: { on: false, places } }) as const,
    add: async () => ({ ok: true, value: { on: true, places } }) as const,
    remove: async () => ({ ok: true, value: { on: false, places } }) as const,
  };

  it('says where it has written, and that all of it is gone again', async () => {
    const added = await faultboard(['associate'], { association });
    expect(added).toEqual({
      code: 0,
      err: '',
      out: `Files that end in .faultboard are opened by double-click now. For this, here and nowhere else:\n  ${places[0]}\n`,
    });
    expect(await faultboard(['associate', '--remove'], { association })).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('no longer opened'),
    });
  });

  it('tells in a sentence why it could not be done, and takes no file', async () => {
    const failed = {
      ...association,
      add: async () =>
        ({
          ok: false,
          failure: { name: 'no-association', path: '', message: 'It could not be done, because a program is missing.' },
        }) as const,
    };
    expect(await faultboard(['associate'], { association: failed })).toEqual({
      code: 2,
      out: '',
      err: 'faultboard: It could not be done, because a program is missing.\n',
    });
    expect(await faultboard(['associate', 'a.faultboard'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('associate takes no FILE'),
    });
  });
});
