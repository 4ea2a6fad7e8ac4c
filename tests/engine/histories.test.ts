import { describe, expect, it } from 'vitest';
import { EXPORT_FORMS, exportRun } from '../../src/exports/forms';
import { createRun, keySpace, operationsOf, storedValue, type Run, type RunOptions, type Scenario } from '../../src/sim/index';
import { readEdn } from '../support/edn';
import { build, shippedScenarios } from '../support/scenarios';
import { programsOf } from '../support/programs';

function finish(scenario: Scenario, options: RunOptions = {}): Run {
  const run = createRun(scenario, { ...programsOf(scenario), ...options });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Two clients of one store over wires that lose, with a crash on the way: all that can become of a request. */
function troubled(client: object): Scenario {
  return build({
    durationSeconds: 30,
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 40, writePercent: 60, timeoutMs: 50, keys: 'zipf', ...client } },
      { id: 'C2', kind: 'client', params: { ratePerSecond: 20, writePercent: 20, timeoutMs: 400, keys: 'zipf' } },
      { id: 'W1', kind: 'worker', params: { serviceTimeMs: { type: 'exponential', meanMs: 12 }, queueLimit: 5, concurrency: 1 } },
      { id: 'DB1', kind: 'database', params: { preloaded: false } },
    ],
    links: [
      { from: 'C1', to: 'W1', lossPercent: 10 },
      { from: 'C2', to: 'W1' },
      { from: 'W1', to: 'DB1' },
    ],
    faults: [
      { id: 'F1', atSeconds: 10, type: 'crash', node: 'W1', forSeconds: 2 },
      { id: 'F2', atSeconds: 20, type: 'crash', node: 'C2' },
    ],
  });
}

const policies: [string, object][] = [
  ['plain', {}],
  ['with retries', { retries: 3, backoffMs: 20 }],
  ['with hedges and a deadline', { hedgeAfterMs: 20, hedgesMost: 2, deadlineMs: 200, idempotencyKeys: true }],
  ['with a default answer', { retries: 1, fallback: 'default-answer' }],
];

describe('the history of clients', () => {
  it.each(policies)('%s: says of every request how it began and how it ended', (_name, client) => {
    const run = finish(troubled(client), { withHistory: true });
    const operations = operationsOf(run.history());
    const { requests } = run.summary();
    const count = (outcome: string): number => operations.filter((each) => each.outcome === outcome).length;
    expect(operations.length).toBe(requests.sent);
    expect(count('pending')).toBe(requests.inFlight);
    const emptyReads = operations.filter((each) => each.outcome === 'ok' && each.operation === 'read' && each.got === null).length;
    expect(emptyReads).toBeGreaterThan(10);
    if ('fallback' in client) {
      // An answer by default is good for the user and says nothing of what happened.
      expect(count('ok')).toBeLessThan(requests.ok);
      expect(count('info')).toBeGreaterThan(requests.indefinite);
    } else {
      expect(count('ok')).toBe(requests.ok + (requests.byReason['not-found'] ?? 0));
      expect(count('info')).toBe(requests.indefinite);
    }
    for (const outcome of ['ok', 'fail', 'info']) expect(count(outcome), outcome).toBeGreaterThan(10);
  });

  it.each(policies)('%s: never says that a write failed which anybody has read', (_name, client) => {
    const operations = operationsOf(finish(troubled(client), { withHistory: true }).history());
    const failed = new Set(
      operations.filter((each) => each.operation === 'write' && each.outcome === 'fail').map((each) => each.askedVersion),
    );
    expect(failed.size).toBeGreaterThan(5);
    const read = operations.filter(({ operation, outcome, got }) => operation === 'read' && outcome === 'ok' && got !== null);
    expect(read.length).toBeGreaterThan(50);
    expect(read.filter(({ gotVersion }) => failed.has(gotVersion))).toEqual([]);
  });

  it('is the same whether it is kept or computed afterwards, up to any moment, and in a branch', () => {
    const scenario = troubled({ retries: 2 });
    const [kept, plain] = [finish(scenario, { withHistory: true }), finish(scenario)];
    expect(kept.summary().traceHash).toBe(plain.summary().traceHash);
    expect(plain.history(12e9)).toEqual(kept.history(12e9));
    expect(plain.history(3e9)).toEqual(kept.history(3e9));
    expect(plain.history()).toEqual(kept.history());
    const branch = plain.branch(15e9, [{ id: 'X1', atSeconds: 16, type: 'crash', node: 'W1' }]);
    while (!branch.advance({ maxEvents: 1_000_000 }));
    expect(branch.history(15e9)).toEqual(kept.history(15e9));
    expect(branch.history().length).not.toBe(kept.history().length);
  });

  it('has the values that people gave to their writes', () => {
    const scenario = build({
      durationSeconds: 10,
      nodes: [
        {
          id: 'C1',
          kind: 'client',
          params: {
            script: [
              { atSeconds: 1, key: 'peter', field: 'city', value: 'Lisbon' },
              { atSeconds: 2, key: 'peter', field: 'city' },
              { atSeconds: 3, key: 'peter', field: 'bio' },
            ],
            afterScript: 'nothing',
          },
        },
        { id: 'DB1', kind: 'database' },
      ],
      links: [{ from: 'C1', to: 'DB1' }],
    });
    const operations = operationsOf(finish(scenario).history());
    expect(operations.map(({ operation, field, asked, got, gotVersion }) => [operation, field, asked, got, gotVersion])).toEqual([
      ['write', 1, 'Lisbon', 'Lisbon', 1],
      ['read', 1, null, 'Lisbon', 1],
      ['read', 2, null, storedValue(keySpace(undefined).indexOf('peter'), 2, 0).data, 0],
    ]);
  });

  it('changes no trace of a shipped scenario', () => {
    const [, scenario] = shippedScenarios().find(([name]) => name.includes('double-submit')) ?? shippedScenarios()[0];
    expect(finish(scenario, { withHistory: true }).summary()).toEqual(finish(scenario).summary());
  });

  it('leaves as Jepsen’s history, a line a row', async () => {
    const run = finish(troubled({}), { withHistory: true });
    const exported = {
      index: run.index,
      summary: run.summary(),
      series: run.series(),
      endNs: run.reachedNs,
      faults: run.faults,
      history: () => run.history(),
    };
    const textOf = async (form: string): Promise<string> => {
      let text = '';
      for await (const piece of exportRun(EXPORT_FORMS[form], exported, (fromNs, toNs) => run.window(fromNs, toNs, 100))) text += piece;
      return text;
    };
    const lines = (await textOf('jepsen-jsonl')).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { index: number; process: number; type: string; value: [string, unknown] });
    expect(rows.map(({ index }) => index)).toEqual(run.history().map((_, i) => i));
    expect(rows[0].value[0]).toMatch(/^[a-z-]+\.(name|city|bio|followers|joined)$/);
    // A process does one thing at a time, and nothing any more after info.
    const doing = new Map<number, string>();
    for (const { process, type } of rows) {
      const before = doing.get(process) ?? 'ok';
      expect(type === 'invoke' ? before === 'ok' || before === 'fail' : before === 'invoke').toBe(true);
      doing.set(process, type);
    }
    const edn = (await textOf('jepsen')).trimEnd().split('\n');
    // Both forms, read back, say the same.
    expect(edn.map(readEdn)).toEqual(rows);
    expect(edn[0]).toMatch(
      /^\{:index 0 :time \d+ :type :invoke :process 0 :f :(read|write) :value \["[a-z-]+\.[a-z]+" (nil|\d+|"[^"]+")\]( :version -?\d+)? :node "C[12]"\}$/,
    );
  });
});
