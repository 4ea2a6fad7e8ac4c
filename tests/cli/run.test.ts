import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { logText, type LookupResult, type RunSummary, type Scenario } from '../../src/sim/index';
import { faultboard, lines, scenarioOf, shipped, whole, written } from './faultboard';

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
    const { why: _why, ...summary } = JSON.parse(out) as RunSummary & { why?: unknown };
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
      err: 'faultboard: note: Fault F1 comes at 99 s, when the run of 50 s is over; move it earlier.\n',
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

  it('has messages between members of networks only when they are asked for', async () => {
    const run = async (...more: string[]): Promise<string[]> => lines((await faultboard(['run', shipped('gossip'), '--log', ...more])).out);
    const [without, messages] = [await run(), await run('--messages')];
    expect(without.some((line) => line.includes(' sent "push" to '))).toBe(false);
    expect(messages.filter((line) => !/^G\d sent "push" to G\d: \S+\.[a-z]+ = /.test(line))).toEqual(without);
    expect(messages.length).toBeGreaterThan(without.length + 50);
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
    expect(err.slice(0, -wiped.length)).toMatch(/^(\r *\d+ % {2}\d+ events)+$/);
  });

  it('is not shown to a file', async () => {
    const { err } = await faultboard(['run', shipped('four-shards'), '--until', '300s', '--json']);
    expect(err).toBe('');
  });
});
