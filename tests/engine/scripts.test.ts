import { describe, expect, it } from 'vitest';
import { logText, parseScenario, parseScenarioValue, serializeScenario, type Fault, type Run, type Scenario } from '../../src/sim/index';
import { finished, sentAlong } from '../support/cases';
import { build, shippedScenarios } from '../support/scenarios';

/** The first lines of the log. */
function logOf(run: Run, most = 1000): string[] {
  const { log } = run.window(0, run.endNs, 100_000);
  return Array.from({ length: Math.min(most, log.count) }, (_, row) => logText(run.index, log, row));
}

const SERVICE = { concurrency: 1, serviceTimeMs: { type: 'constant', valueMs: 10 } };
const NOTHING_ELSE = { ratePerSecond: 10, arrivals: 'constant', afterScript: 'nothing', timeoutMs: 0 };

function shop(client: object, more: Partial<Parameters<typeof build>[0]> = {}): Scenario {
  return build({
    nodes: [
      { id: 'C1', kind: 'client', params: client },
      { id: 'DB1', kind: 'database', params: SERVICE },
    ],
    links: [{ from: 'C1', to: 'DB1' }],
    durationSeconds: 10,
    ...more,
  });
}

describe('a script of requests', () => {
  it('gives the course its log: the single server begins with alexandra, peter, siddiqui, mary, tao, lin, carmen, in that order', () => {
    const scenario = shippedScenarios().find(([name]) => name === 'single-server')?.[1] as Scenario;
    const lines = logOf(finished(scenario));
    const received = lines.filter((line) => line.startsWith('W1 received')).slice(0, 7);
    expect(received).toEqual(['alexandra', 'peter', 'siddiqui', 'mary', 'tao', 'lin', 'carmen'].map((key) => `W1 received "${key}"`));
    expect(lines.slice(0, 3)).toEqual(['W1 received "alexandra"', 'DB1 updated "alexandra"', 'W1 finished "alexandra"']);
  });

  it('is sent in order at the pace of the traffic, and then nothing more, with the values that it says', () => {
    const run = finished(
      shop({
        ...NOTHING_ELSE,
        script: [
          { key: 'peter', field: 'city', value: 'Ottawa' },
          { key: 'mary', op: 'write' },
          { key: 'peter', field: 'followers', value: 7 },
          { key: 'tao' },
        ],
      }),
    );
    expect(logOf(run)).toEqual(['DB1 updated "peter"', 'DB1 updated "mary"', 'DB1 updated "peter"', 'DB1 read "tao"']);
    expect(run.lookup(run.endNs, 'DB1', 'peter')?.fields).toMatchObject({ city: 'Ottawa', followers: 7 });
    expect(run.lookup(0.15e9, 'DB1', 'peter')?.fields.city).toBe('Ottawa');
    expect(run.lookup(0.05e9, 'DB1', 'peter')?.fields.city).not.toBe('Ottawa');
    expect(run.summary().requests).toMatchObject({ sent: 4, ok: 4 });
  });

  it('sends what has a time at that time, beside the traffic, in order of time', () => {
    const run = finished(
      shop({
        ...NOTHING_ELSE,
        script: [
          { key: 'lin', atSeconds: 2.5 },
          { key: 'carmen', atSeconds: 1.25 },
          { key: 'tao', atSeconds: 1.25 },
        ],
      }),
    );
    const { messages } = run.window(0, run.endNs, 1000);
    const sent = Array.from({ length: messages.count }, (_, i) => i).filter((i) => messages.forward[i] === 1);
    expect(sent.map((i) => messages.sentNs[i] / 1e9)).toEqual([1.25, 1.25, 2.5]);
    expect(logOf(run)).toEqual(['DB1 read "carmen"', 'DB1 read "tao"', 'DB1 read "lin"']);
  });

  it('begins again, or gives way to the traffic', () => {
    const again = finished(shop({ ...NOTHING_ELSE, afterScript: 'again', requestLimit: 5, script: [{ key: 'lin' }, { key: 'tao' }] }));
    expect(logOf(again)).toEqual(['lin', 'tao', 'lin', 'tao', 'lin'].map((key) => `DB1 read "${key}"`));
    const on = finished(shop({ ...NOTHING_ELSE, afterScript: 'traffic', requestLimit: 50, writePercent: 0, script: [{ key: 'lin' }] }));
    expect(logOf(on)[0]).toBe('DB1 read "lin"');
    expect(new Set(logOf(on)).size).toBeGreaterThan(30);
  });

  it('is followed by users who wait, too: one after the other, none before the answer', () => {
    const params = { arrivals: 'closed', users: 1, thinkTimeMs: { type: 'constant', valueMs: 0 }, afterScript: 'nothing', timeoutMs: 0 };
    const run = finished(shop({ ...params, script: [{ key: 'lin' }, { key: 'tao' }, { key: 'lin', op: 'write' }] }));
    expect(logOf(run)).toEqual(['DB1 read "lin"', 'DB1 read "tao"', 'DB1 updated "lin"']);
  });

  it('is refused when it names a key that is not there, with a guess', () => {
    const scenario = shop({ ...NOTHING_ELSE, script: [{ key: 'peter' }] });
    const text = serializeScenario(scenario).replace('"peter"', '"petr"');
    expect(parseScenario(text)).toMatchObject({
      ok: false,
      failure: {
        name: 'unknown-key',
        path: 'nodes[0].params.script[0].key',
        message:
          'C1: entry 1 of its script names the key "petr", which the scenario does not have (did you mean "peter"?); correct it, or describe the keys under "keys".',
      },
    });
  });
});

describe('a request sent by hand', () => {
  const traffic = { ratePerSecond: 20, writePercent: 50 };
  const send = (atSeconds: number, more: object): Fault =>
    ({ id: `S${Math.floor(atSeconds)}`, type: 'send', node: 'C1', atSeconds, key: 'peter', ...more }) as Fault;

  it('is sent at its moment, beside all other traffic, which goes on as it would have', () => {
    const plain = finished(shop(traffic));
    const sent = finished(shop(traffic, { faults: [send(5, { field: 'city', value: 'Ottawa' })] }));
    expect(sent.summary().requests.sent).toBe(plain.summary().requests.sent + 1);
    expect(sent.lookup(5.5e9, 'DB1', 'peter')?.fields.city).toBe('Ottawa');
    const before = (run: Run): string[] => logOf(run).slice(0, 50);
    expect(before(sent)).toEqual(before(plain));
  });

  it('is an intervention like others: a branch with it is the run that had it from the start, and can be looked into anywhere', () => {
    const scenario = shop(traffic);
    const request = send(5, { op: 'write', field: 'bio', value: 'Hello.' });
    const branch = finishedRun(finished(scenario).branch(5e9, [request]));
    const whole = finished({ ...scenario, faults: [request] });
    expect(branch.summary().traceHash).toBe(whole.summary().traceHash);
    for (const atNs of [5.2e9, 8e9, 5.01e9, 9.9e9]) {
      expect(branch.moment(atNs).stateHash).toBe(whole.moment(atNs).stateHash);
      expect(branch.lookup(atNs, 'DB1', 'peter')).toEqual(whole.lookup(atNs, 'DB1', 'peter'));
    }
    expect(whole.lookup(9.9e9, 'DB1', 'peter')?.fields.bio).toBe('Hello.');
  });

  it('obeys the policies of its client, waits while the client stands still, and is not sent by one that is down', () => {
    const policies = { ...NOTHING_ELSE, retries: 3, backoffMs: 1, jitter: 'none', retryWhat: 'all' };
    // Somebody else keeps the run going.
    const busy = (client: object, faults: object[]): Run =>
      finished(
        build({
          nodes: [
            { id: 'C1', kind: 'client', params: client },
            { id: 'C2', kind: 'client', params: { ratePerSecond: 10, timeoutMs: 0 } },
            { id: 'DB1', kind: 'database', params: SERVICE },
            { id: 'DB2', kind: 'database', params: SERVICE },
          ],
          links: [
            { from: 'C1', to: 'DB1' },
            { from: 'C2', to: 'DB2' },
          ],
          durationSeconds: 10,
          faults,
        }),
      );
    const ofC1 = (run: Run): object => run.summary().nodes[0];
    const crashed = { id: 'F1', type: 'crash', node: 'DB1', atSeconds: 0, forSeconds: 1 };
    expect(ofC1(busy(policies, [crashed, send(0.995, {})]))).toMatchObject({ received: 1, completed: 1 });
    const paused = busy(NOTHING_ELSE, [{ id: 'F1', type: 'pause', node: 'C1', atSeconds: 1, forSeconds: 3 }, send(2, {})]);
    expect(sentAlong(paused, 'L1')).toEqual([4000]);
    const down = [{ id: 'F1', type: 'crash', node: 'C1', atSeconds: 1, forSeconds: 3 }, send(2, {})];
    expect(ofC1(busy(NOTHING_ELSE, down))).toMatchObject({ received: 0 });
  });

  it('is refused from a part that is no client, and about a key that is not there', () => {
    const wrong = (fault: object): string => {
      const found = parseScenarioValue({
        ...JSON.parse(serializeScenario(shop({}))),
        faults: [{ id: 'F1', type: 'send', atSeconds: 1, ...fault }],
      });
      return found.ok ? '' : found.failure.message;
    };
    expect(wrong({ node: 'DB1', key: 'peter' })).toBe('Fault F1 lets DB1 send a request, but only a client does; name a client.');
    expect(wrong({ node: 'C1', key: 'nobody-there' })).toContain('names the key "nobody-there", which the scenario does not have');
  });
});

describe('keys of a scenario of its own', () => {
  it('are written in the log, looked up by name, and sharded by name, a million of them in a small run', () => {
    const scenario = build({
      nodes: [
        { id: 'C1', kind: 'client', params: { ratePerSecond: 200, keys: 'zipf', keyCount: 1_000_000, writePercent: 50 } },
        { id: 'CA1', kind: 'cache', params: { size: 100 } },
        { id: 'SR1', kind: 'shard-router' },
        { id: 'S1', kind: 'shard' },
        { id: 'S2', kind: 'shard' },
      ],
      links: [
        { from: 'C1', to: 'CA1' },
        { from: 'CA1', to: 'SR1' },
        { from: 'SR1', to: 'S1' },
        { from: 'SR1', to: 'S2' },
      ],
      durationSeconds: 10,
      keys: { type: 'numbered', prefix: 'user_', count: 1_000_000 },
    });
    const run = finished(scenario);
    const { requests, nodes, keyRanges } = run.summary();
    expect(requests.failed).toBe(0);
    const held = nodes.flatMap(({ kind, keysHeld }) => (kind === 'shard' ? [keysHeld ?? 0] : []));
    expect(held[0] + held[1]).toBe(1_000_000);
    expect(Math.abs(held[0] - held[1])).toBeLessThan(5000);
    expect(logOf(run).some((line) => /"user_\d{5,}"/.test(line))).toBe(true);
    expect(keyRanges).toHaveLength(8);
    expect(keyRanges.reduce((sum, range) => sum + range.ok, 0)).toBe(requests.ok);
    const found = ['S1', 'S2'].map((shard) => run.lookup(10e9, shard, 'user_123')?.found);
    expect(found.filter((has) => has === true)).toHaveLength(1);
    expect(run.lookup(10e9, 'S1', 'alexandra')).toBeNull();
    expect(run.inspect(10e9, 'CA1')?.sections.length).toBeGreaterThan(0);
    expect(run.inspect(10e9, 'S1')?.rows?.keys.length).toBeLessThan(2001);
  });

  it('of a list of one’s own are served like any other, few as they are', () => {
    const run = finished(
      shop(
        { ...NOTHING_ELSE, afterScript: 'again', requestLimit: 4, script: [{ key: 'bob' }, { key: 'sidiqqui' }] },
        { keys: { type: 'list', keys: ['sidiqqui', 'bob', 'eve'] } },
      ),
    );
    expect(logOf(run)).toEqual(['bob', 'sidiqqui', 'bob', 'sidiqqui'].map((key) => `DB1 read "${key}"`));
    expect(run.summary().keyRanges.map(({ from, to, ok }) => [from, to, ok])).toEqual([
      ['bob', 'bob', 2],
      ['eve', 'eve', 0],
      ['sidiqqui', 'sidiqqui', 2],
    ]);
  });

  it('come in order, or half of them about a few celebrities', () => {
    const keys = { type: 'numbered', prefix: 'k', count: 5000 };
    const params = { ratePerSecond: 500, arrivals: 'constant', writePercent: 0, keyCount: 5000, timeoutMs: 0 };
    const counted = (more: object): Map<string, number> => {
      const counts = new Map<string, number>();
      const { messages } = finished(shop({ ...params, ...more }, { keys })).window(0, 10e9, 100_000);
      for (let i = 0; i < messages.count; i++)
        if (messages.forward[i] === 1) counts.set(`${messages.key[i]}`, (counts.get(`${messages.key[i]}`) ?? 0) + 1);
      return counts;
    };
    expect([...counted({ keys: 'sequential' }).values()].every((count) => count === 1)).toBe(true);
    const counts = counted({ keys: 'celebrities', celebrities: 5, celebrityPercent: 50 });
    const famous = [0, 1, 2, 3, 4].reduce((sum, key) => sum + (counts.get(`${key}`) ?? 0), 0);
    expect(famous / 4999).toBeGreaterThan(0.47);
    expect(famous / 4999).toBeLessThan(0.53);
  });

  it('are kept in files', () => {
    for (const keys of [
      { type: 'email', count: 10 },
      { type: 'timestamps', start: '2026-01-01T00:00:00Z', everySeconds: 60, count: 5 },
    ]) {
      const scenario = shop({}, { keys });
      expect(parseScenario(serializeScenario(scenario))).toMatchObject({ ok: true, scenario: { keys } });
    }
  });
});

function finishedRun(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}
