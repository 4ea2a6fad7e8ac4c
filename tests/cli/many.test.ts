import { describe, expect, it } from 'vitest';
import { type Comparison, type Replication } from '../../src/sim/index';
import { faultboard, lines, scenarioOf, shipped, written } from './faultboard';

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
    expect((await faultboard(['replicate', shipped('single-server'), '--seeds', '6'])).out).toContain('6 runs, seeds 997 to 1002');
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
      err: 'faultboard: export needs --as FORM, one of csv, json, ndjson, otlp, chrome, shiviz, jepsen, jepsen-jsonl, html; there is no form "cvs".\n',
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
      out: `Files that end in .faultboard now open with a double-click. This was set up here and nowhere else:\n  ${places[0]}\n`,
    });
    expect(await faultboard(['associate', '--remove'], { association })).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('no longer open'),
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
