import { describe, expect, it } from 'vitest';
import { createRun, logText, type Programs, type Run, type RunSummary, type Scenario } from '../../src/sim/index';
import { preparePrograms } from '../../src/programs/index';
import { build } from '../support/scenarios';

const ids = ['W1', 'W2', 'W3', 'W4'];

/** One client, a balancer that a program decides for, four workers with one slot each. */
function balanced(code: string, more: { balancer?: object; client?: object; faults?: object[]; durationSeconds?: number } = {}): Scenario {
  return build({
    durationSeconds: more.durationSeconds ?? 20,
    faults: more.faults ?? [],
    programs: { P1: { language: 'javascript', code } },
    nodes: [
      { id: 'C1', kind: 'client', params: { ratePerSecond: 300, writePercent: 30, ...more.client } },
      { id: 'LB1', kind: 'load-balancer', params: { strategy: 'own', program: 'P1', ...more.balancer } },
      ...ids.map((id) => ({
        id,
        kind: 'worker',
        params: { concurrency: 1, queueLimit: 1000, serviceTimeMs: { type: 'exponential', meanMs: 10 } },
      })),
    ],
    links: [{ from: 'C1', to: 'LB1' }, ...ids.map((to) => ({ from: 'LB1', to }))],
  });
}

function finished(scenario: Scenario, programs: Programs): Run {
  const run = createRun(scenario, { programs, checkpointEveryEvents: 500 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const summaryOf = async (scenario: Scenario): Promise<RunSummary> => finished(scenario, await preparePrograms(scenario)).summary();
const received = (summary: RunSummary, id: string): number => summary.nodes.find((node) => node.id === id)?.received ?? 0;
const problemOf = (summary: RunSummary, id = 'LB1'): string | undefined => summary.nodes.find((node) => node.id === id)?.problem;

describe('a balancer that a learner\u2019s program decides for', () => {
  it('sends where the program says, by position or by id, and only to those that may be chosen', async () => {
    const last = await summaryOf(balanced('const choose = (request, targets) => targets.length - 1;', { client: { ratePerSecond: 50 } }));
    expect([received(last, 'W4'), last.requests.byReason]).toEqual([received(last, 'LB1'), {}]);
    const byKey = await summaryOf(
      balanced('const choose = (request) => (request.isWrite ? "W2" : "W3");', { client: { ratePerSecond: 50 } }),
    );
    expect(received(byKey, 'W2') + received(byKey, 'W3')).toBe(received(byKey, 'LB1'));
    expect(received(byKey, 'W2') / received(byKey, 'LB1')).toBeCloseTo(0.3, 1);
    const crash = [{ id: 'F1', atSeconds: 5, type: 'crash', node: 'W4' }];
    const around = await summaryOf(
      balanced('const choose = (request, targets) => targets.length - 1;', {
        client: { ratePerSecond: 50 },
        faults: crash,
        balancer: { tryAgainSeconds: 100 },
      }),
    );
    expect(around.requests.failed).toBeLessThan(12);
    expect(received(around, 'W3')).toBeGreaterThan(700);
  });

  it('that sends to whoever has least to do is as good as the strategy of that name', async () => {
    const own = await summaryOf(
      balanced(
        'function choose(request, targets) {\n  let best = 0;\n  for (let i = 1; i < targets.length; i++) if (targets[i].open < targets[best].open) best = i;\n  return best;\n}',
        { durationSeconds: 60 },
      ),
    );
    const built = await summaryOf({ ...balanced('', { durationSeconds: 60, balancer: { strategy: 'least-connections' } }) });
    expect(own.latencyMs.mean / built.latencyMs.mean).toBeGreaterThan(0.95);
    expect(own.latencyMs.mean / built.latencyMs.mean).toBeLessThan(1.05);
  });

  it('may keep a state, which is part of the run: a run resumed at any moment is the same run', async () => {
    const scenario = balanced(
      'function choose(request, targets, state) {\n  state.next = ((state.next ?? -1) + 1) % targets.length;\n  return Math.random() < 0.1 ? 0 : state.next;\n}',
    );
    const programs = await preparePrograms(scenario);
    const run = finished(scenario, programs);
    const whole = run.summary();
    expect(received(whole, 'W2') / received(whole, 'LB1')).toBeCloseTo(0.225, 2);
    expect(finished(scenario, await preparePrograms(scenario)).summary().traceHash).toBe(whole.traceHash);
    for (const at of [1, 4.321, 11, 19.9]) {
      const branch = run.branch(at * 1e9, []);
      while (!branch.advance({ maxEvents: 1_000_000 }));
      expect(branch.summary().traceHash, `${at} s`).toBe(whole.traceHash);
    }
  });

  it('is never far from a checkpoint, because its events take long: every moment is as near as in a run without programs', async () => {
    const scenario = balanced('const choose = () => 0;', { client: { ratePerSecond: 150 }, durationSeconds: 30 });
    const run = createRun(scenario, { programs: await preparePrograms(scenario) });
    while (!run.advance({ maxEvents: 1_000_000 }));
    expect(run.events).toBeGreaterThan(15_000);
    const events = [...run.checkpointTimesNs(), run.reachedNs].map((atNs) => run.moment(atNs).event);
    expect(Math.max(...events.slice(1).map((event, i) => event - events[i]))).toBeLessThan(5_100);
  });

  it('that fails, fails the request with a reason, a line in the log and a sentence for its author', async () => {
    const scenario = balanced(
      'function choose(request, targets, state) {\n  state.n = (state.n ?? 0) + 1;\n  if (request.key < "d") return targets[99].id;\n  return 0;\n}',
      { durationSeconds: 5 },
    );
    const run = finished(scenario, await preparePrograms(scenario));
    const summary = run.summary();
    expect(summary.requests.byReason).toEqual({ 'program-error': summary.requests.failed });
    expect(summary.requests.failed).toBeGreaterThan(200);
    expect(problemOf(summary)).toBe(
      `The program of LB1 failed for ${summary.requests.failed} of ${received(summary, 'LB1')} requests, last with: line 3: cannot read property 'id' of undefined.`,
    );
    const { log } = run.window(0, 5e9, 100_000);
    const lines = Array.from({ length: log.count }, (_, row) => logText(run.index, log, row));
    expect(lines.some((line) => /^LB1 rejected "[a-c].*" \(500 program-error\)$/.test(line))).toBe(true);
  });

  it.each([
    ['return 4;', 'choose returned 4; it must return a position from 0 to 3, or the id of a target in the list'],
    ['return 1.5;', 'choose returned 1.5; it must'],
    ['return "W9";', 'choose returned "W9"; it must'],
    ['', 'choose returned nothing; it must'],
    ['return NaN;', 'choose returned NaN or Infinity; it must'],
    ['return request;', 'choose returned something else (object); it must'],
  ])('that ends with `%s` is told what it must return', async (body, sentence) => {
    const summary = await summaryOf(balanced(`function choose(request, targets) { ${body} }`, { durationSeconds: 1 }));
    expect(summary.requests.ok).toBe(0);
    expect(problemOf(summary)).toContain(sentence);
  });

  it('that never ends is stopped, and after 20 times not called any more: the run goes on to its end', async () => {
    const summary = await summaryOf(balanced('function choose() { for (;;); }', { durationSeconds: 5 }));
    expect(summary.requests.byReason).toEqual({ 'program-error': summary.requests.sent });
    expect(problemOf(summary)).toMatch(
      /of \d+ requests, last with: line 1: it took more than 400,000 steps, .* It had to be stopped 20 times, and was then no longer called\.$/,
    );
  });

  it('that is not there is missed: in the run when the field is empty, in the file when it names nobody, and at once when nobody made it ready', async () => {
    const none = await summaryOf(balanced('', { balancer: { program: '' }, durationSeconds: 1 }));
    expect(problemOf(none)).toContain('it has no program to choose with');
    expect(() => balanced('', { balancer: { program: 'P2' } })).toThrow(
      'LB1 names the program "P2", which does not exist (did you mean "P1"?); correct the name',
    );
    expect(() => createRun(balanced(''))).toThrow('prepare the programs');
  });
});

describe('a router that a learner\u2019s program decides for', () => {
  const shards = ['S1', 'S2', 'S3'];
  const sharded = (code: string, params: object): Scenario =>
    build({
      durationSeconds: 10,
      programs: { P1: { language: 'javascript', code } },
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 200, keyCount: 1000, writePercent: 50 } },
        { id: 'SR1', kind: 'shard-router', params: { program: 'P1', ...params } },
        ...shards.map((id) => ({ id, kind: 'shard', params: { concurrency: 10 } })),
      ],
      links: [{ from: 'C1', to: 'SR1' }, ...shards.map((to) => ({ from: 'SR1', to }))],
    });

  it('keeps every key where shardOf says', async () => {
    const scenario = sharded('const shardOf = (key, shardCount) => (key < "h" ? 0 : shardCount - 1);', { strategy: 'own' });
    const run = finished(scenario, await preparePrograms(scenario));
    expect(run.summary().requests.failed).toBe(0);
    expect([
      run.lookup(9e9, 'S1', 'alexandra')?.found,
      run.lookup(9e9, 'S3', 'alexandra')?.found,
      run.lookup(9e9, 'S3', 'peter')?.found,
      received(run.summary(), 'S2'),
    ]).toEqual([true, false, true, 0]);
  });

  it('or by the hash, modulo the shards; a good one is balanced, a bad one is not', async () => {
    const good = await summaryOf(
      sharded(
        'function hash(key) { let h = 2166136261; for (const c of key) h = Math.imul(h ^ c.charCodeAt(0), 16777619); return h >>> 0; }',
        { hash: 'own' },
      ),
    );
    const bad = await summaryOf(sharded('const hash = (key) => key.charCodeAt(0) < 112 ? -3 : 7;', { hash: 'own' }));
    const shares = (summary: RunSummary): number[] => shards.map((id) => received(summary, id) / received(summary, 'SR1'));
    for (const share of shares(good)) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.05);
    expect(shares(bad)[0]).toBeGreaterThan(0.6);
    expect(shares(bad)[2]).toBe(0);
  });

  it('fails the requests for keys that it fails for, and says so', async () => {
    const summary = await summaryOf(
      sharded('function hash(key) {\n  if (key === "peter") throw new Error("not him");\n  return key.length;\n}', { hash: 'own' }),
    );
    expect(Object.keys(summary.requests.byReason)).toEqual(summary.requests.failed > 0 ? ['program-error'] : []);
    expect(problemOf(summary, 'SR1')).toBe('SR1 has a program that failed for 1 of 1000 keys, last for "peter", line 2: not him.');
  });
});
