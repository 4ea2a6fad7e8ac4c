import { describe, expect, it } from 'vitest';
import { createRun, parseScenarioValue, type LookupResult, type RunSummary } from '../sim/index';
import { lookupText, reportText, sharesOf } from './report';
import { table } from './table';

function summaryOf(more: object = {}): RunSummary {
  const node = (id: string, kind: string, params: object) => ({ id, kind, x: 0, y: 0, params });
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Report',
    seed: 3,
    durationSeconds: 20,
    links: [{ id: 'L1', from: 'C1', to: 'W1' }],
    faults: [],
    nodes: [
      node('C1', 'client', { ratePerSecond: 100 }),
      node('W1', 'worker', { concurrency: 1, queueLimit: 2, serviceTimeMs: { type: 'constant', valueMs: 20 } }),
    ],
    checks: [
      { id: 'K1', metric: 'goodputPerSecond', atLeast: 10 },
      { id: 'K2', title: 'Nothing fails', metric: 'failed', atMost: 0 },
    ],
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = createRun(parsed.scenario);
  while (!run.advance({ maxEvents: 100_000 }));
  return run.summary();
}

const cells = (line: string): string[] => line.split(/ {2,}/);

describe('a run in which nothing happened', () => {
  it('has no latency, no share of failures and no time on a wire, rather than zeros', () => {
    const lines = reportText(summaryOf({ nodes: [], links: [], checks: [] })).split('\n');
    const rowOf = (start: string): string[] => cells(lines.find((line) => line.startsWith(start)) ?? '');
    expect(rowOf('ms, of ok requests').slice(1)).toEqual(['-', '-', '-', '-', '-', '-']);
    expect(rowOf('whole run')).not.toContain('0.00 %');
  });
});

describe('a table', () => {
  it('puts names to the left and figures to the right, without spaces at the ends', () => {
    expect(
      table(
        ['Part', 'ok', 'why'],
        [
          ['W1', '5', 'x'],
          ['Worker2', '12345', 'longer'],
        ],
        true,
      ),
    ).toBe('Part        ok  why\nW1           5  x\nWorker2  12345  longer');
  });
});

describe('the report of an overloaded worker', () => {
  const summary = summaryOf();
  const lines = reportText(summary).split('\n');

  it('begins with what makes the run reproducible', () => {
    expect(lines[0]).toBe('Report');
    expect(lines[1]).toBe(
      `20 simulated seconds; seed 3, ${summary.events} events, engine ${summary.engineVersion}, trace ${summary.traceHash}`,
    );
  });

  it('has the figures of the summary', () => {
    const { requests } = summary;
    expect(requests.failed).toBeGreaterThan(100);
    const row = (name: string): string[] => cells(lines.find((line) => line.startsWith(name)) ?? '');
    expect(row('sent')).toEqual(['sent', `${requests.sent}`, '100.0 %', (requests.sent / 20).toFixed(2)]);
    expect(row('ok ')).toEqual([
      'ok',
      `${requests.ok}`,
      `${((requests.ok / requests.sent) * 100).toFixed(1)} %`,
      summary.goodputPerSecond.toFixed(2),
    ]);
    expect(row('queue-full').slice(0, 3)).toEqual(['queue-full', `${requests.byReason['queue-full']}`, '100.0 %']);
    expect(row('W1 (worker)').slice(1, 5)).toEqual([
      `${summary.nodes[1].received}`,
      `${summary.nodes[1].completed}`,
      `${summary.nodes[1].failed}`,
      `${((summary.nodes[1].utilization ?? 0) * 100).toFixed(1)} %`,
    ]);
    expect(row('C1 (client)')[4]).toBe('-');
    expect(row('C1 to W1')[1]).toBe(`${summary.links[0].sent}`);
  });

  it('ends with the checks, those that failed in capitals', () => {
    expect(lines.find((line) => line.startsWith('Checks'))).toBe('Checks: 1 of 2 passed');
    expect(lines.some((line) => line.startsWith('  ok      Goodput:'))).toBe(true);
    expect(lines.some((line) => line.startsWith(`  FAILED  Nothing fails: Requests failed: ${summary.requests.failed};`))).toBe(true);
  });
});

describe('a check of which nothing can be said', () => {
  it('is neither ok nor failed, and the count says so', () => {
    const text = reportText(
      summaryOf({ checks: [{ id: 'K1', title: 'p99 is short', metric: 'latencyP99Ms', atMost: 1e6, leastEvidence: 1e6 }] }),
    );
    expect(text).toContain('Checks: 0 of 1 passed; of 1 nothing can be said, which does not count as passed');
    expect(text).toMatch(
      / {2}NO EVIDENCE {2}p99 is short: No evidence: this check needs at least 1000000 answered requests, and there were \d+\./,
    );
  });
});

describe('shares of a table', () => {
  it('add up to what the counts do, whatever each is rounded to', () => {
    for (let n = 1; n < 400; n++) {
      const counts = [n, 7 * n + 1, 3, (n * n) % 101];
      const whole = counts.reduce((sum, count) => sum + count, 0);
      const sum = sharesOf(counts, whole).reduce((total, text) => total + Number.parseFloat(text), 0);
      expect(sum).toBeCloseTo(100, 9);
    }
    expect(sharesOf([1, 1, 1], 3)).toEqual(['33.4 %', '33.3 %', '33.3 %']);
    expect(sharesOf([0, 0], 0)).toEqual(['-', '-']);
  });
});

describe('the bottleneck in the report', () => {
  it('is a sentence of its own, and the table says how much of the slots only waits', () => {
    const client = { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond: 100 } };
    const worker = { id: 'W1', kind: 'worker', x: 0, y: 0, params: { concurrency: 2, serviceTimeMs: { type: 'constant', valueMs: 1 } } };
    const store = { id: 'DB1', kind: 'database', x: 0, y: 0, params: { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 50 } } };
    const summary = summaryOf({
      nodes: [client, worker, store],
      links: [
        { id: 'L1', from: 'C1', to: 'W1' },
        { id: 'L2', from: 'W1', to: 'DB1' },
      ],
    });
    const lines = reportText(summary).split('\n');
    expect(lines.find((line) => line.startsWith('Bottleneck:'))).toBe(
      'Bottleneck: DB1 is the bottleneck: all its slots are busy with its own work, and W1 waits for it with its slots.',
    );
    const waiting = Number.parseFloat(cells(lines.find((line) => line.startsWith('W1 (worker)')) ?? '')[5]);
    expect(waiting).toBeGreaterThan(95);
    expect(waiting).toBeLessThanOrEqual(100);
    expect(cells(lines.find((line) => line.startsWith('DB1')) ?? '')[5]).toBe('-');
  });
});

describe('the report of a run without failures, checks or requests', () => {
  it('leaves out what there is not', () => {
    const text = reportText(summaryOf({ nodes: [], links: [], checks: [] }));
    expect(text).not.toMatch(/Failed because|Checks|Link|NaN|Infinity|undefined/);
    expect(text).toContain('simulated seconds');
  });
});

describe('a look-up', () => {
  it('has its sentence, then the fields in a column', () => {
    const found: LookupResult = {
      node: 'S1',
      key: 'peter',
      atNs: 1,
      found: true,
      fields: { name: 'Peter', followers: 12 },
      missing: ['bio'],
      state: 'incomplete',
      contradictions: [],
      keysHeld: 3,
      keysTotal: 9,
      message: 'S1 has only a part.',
    };
    expect(lookupText(found)).toBe('S1 has only a part.\n  name       Peter\n  followers  12\n');
    expect(lookupText({ ...found, fields: {} })).toBe('S1 has only a part.\n');
    const contradictions = [{ field: 'followers', node: 'S2', value: 13 }];
    expect(lookupText({ ...found, contradictions })).toContain('  followers  12   (S2: 13)\n');
  });
});
