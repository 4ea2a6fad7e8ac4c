import { describe, expect, it } from 'vitest';
import {
  adviseScenario,
  createRun,
  explainCheck,
  parseScenarioValue,
  serializeScenario,
  type Run,
  type Scenario,
} from '../../src/sim/index';
import { build } from '../support/scenarios';

function finish(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const verdicts = (run: Run): Record<string, string> => Object.fromEntries(run.summary().checks.map(({ id, verdict }) => [id, verdict]));
const BOTH = [
  { id: 'K1', type: 'history', claim: 'sourceOrder' },
  { id: 'K2', type: 'history', claim: 'sinkAgreement' },
];

/** Two sources and two sinks that follow both, directly or through a sequencer. */
function feed(through: 'nothing' | 'sequencer', order: string, seconds = 30, eventLimit = 100): Scenario {
  const [sources, sinks] = [
    ['SO1', 'SO2'],
    ['SI1', 'SI2'],
  ];
  const centre = through === 'sequencer' ? ['SQ1'] : [];
  const pairs = (from: string[], to: string[]): string[][] => from.flatMap((one) => to.map((other) => [one, other]));
  const wires = through === 'sequencer' ? [...pairs(sources, centre), ...pairs(centre, sinks)] : pairs(sources, sinks);
  const members = [...sources, ...sinks, ...centre];
  return build({
    durationSeconds: seconds,
    nodes: [
      { id: 'N1', kind: 'network' },
      ...sources.map((id) => ({ id, kind: 'source', params: { ratePerSecond: 5, eventLimit } })),
      ...sinks.map((id) => ({ id, kind: 'sink', params: { order, askAgainMs: 300 } })),
      ...centre.map((id) => ({ id, kind: 'sequencer' })),
    ],
    links: [
      ...members.map((from) => ({ from, to: 'N1' })),
      ...wires.map(([from, to]) => ({ from, to, latency: { type: 'exponential', meanMs: 100 } })),
    ],
    checks: BOTH,
  });
}

/** Four peers and a client that writes twelve values, one a second, to the first; cut in two from 5 s to 20 s. */
function peers(seconds: number, changes: object = {}): Scenario {
  const ids = ['G1', 'G2', 'G3', 'G4'];
  return build({
    durationSeconds: seconds,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { arrivals: 'constant', ratePerSecond: 1, requestLimit: 12, writePercent: 100, keys: 'sequential' },
      },
      { id: 'N1', kind: 'network' },
      ...ids.map((id) => ({ id, kind: 'gossip', params: { intervalMs: 200 } })),
    ],
    links: [{ from: 'C1', to: 'G1' }, ...ids.map((from) => ({ from, to: 'N1' }))],
    faults: [{ id: 'F1', atSeconds: 5, forSeconds: 15, type: 'isolate', nodes: ['G3', 'G4'] }],
    checks: [{ id: 'K1', type: 'convergence', network: 'N1' }],
    ...changes,
  });
}

describe('checks of orders', () => {
  it('say who took what in which order', () => {
    const arrival = finish(feed('nothing', 'arrival'));
    expect(verdicts(arrival)).toEqual({ K1: 'unmet', K2: 'unmet' });
    expect(arrival.summary().checks[0].message).toMatch(/^SI[12] took event \d+ of SO[12] after event \d+ of SO[12]\.$/);
    const direct = finish(feed('nothing', 'source'));
    expect(verdicts(direct)).toEqual({ K1: 'met', K2: 'unmet' });
    const told = /^(SI.) took event (\d+) of (SO.) before event (\d+) of (SO.), (SI.) the other way round\.$/.exec(
      direct.summary().checks[1].message,
    );
    const [, sink, n, source, m, otherSource, other] = told ?? [];
    const placeIn = (at: string, from: string, number: string): number =>
      direct
        .history()
        .filter(({ node, type }) => type === 'ok' && direct.index.nodes[node].id === at)
        .findIndex(({ value }) => JSON.stringify(value) === `["${from}",${number}]`);
    expect(placeIn(sink, source, n)).toBeLessThan(placeIn(sink, otherSource, m));
    expect(placeIn(other, source, n)).toBeGreaterThan(placeIn(other, otherSource, m));
    expect(verdicts(finish(feed('sequencer', 'centre')))).toEqual({ K1: 'met', K2: 'met' });
  });

  it('are no evidence where next to nothing was taken', () => {
    expect(verdicts(finish(feed('sequencer', 'centre', 30, 2)))).toEqual({ K1: 'no-evidence', K2: 'no-evidence' });
  });

  it('are judged by all that came before a moment that is looked into later', () => {
    const scenario = { ...feed('nothing', 'source'), checks: feed('nothing', 'source').checks.slice(1) };
    const run = createRun(scenario, { checkpointEveryEvents: 50 });
    while (!run.advance({ maxEvents: 1_000_000 }));
    const breakpoint = { id: 'B1', type: 'check' } as const;
    const found = run.findBreak(0, 1, [breakpoint], 1_000_000).hit;
    // As long as they are few, they agree by chance: the check has to be green before it turns red.
    const met = { ...scenario, checks: scenario.checks.map((check) => ({ ...check, leastEvidence: 0 })) };
    const begun = finish(met).findBreak(0, 1, [breakpoint], 1_000_000).hit;
    expect(begun?.text).toContain('the other way round');
    const before = finish({ ...met, durationSeconds: (begun?.atNs ?? 0) / 1e9 - 0.2 });
    expect(verdicts(before)).toEqual({ K2: 'met' });
    expect(found === null || found.atNs === begun?.atNs).toBe(true);
  });
});

describe('checks of convergence', () => {
  it('are red while members know different things, and green once they know the same', () => {
    expect(verdicts(finish(peers(19)))).toEqual({ K1: 'unmet' });
    expect(finish(peers(19)).summary().checks[0].message).toBe('2 of 4 members of N1 know something different from G1.');
    expect(verdicts(finish(peers(40)))).toEqual({ K1: 'met' });
  });

  it('leave out who is down, and need values to be known', () => {
    const down = { id: 'F2', atSeconds: 2, type: 'crash', node: 'G4' };
    expect(verdicts(finish(peers(40, { faults: [down] })))).toEqual({ K1: 'met' });
    const noTraffic = { id: 'F2', atSeconds: 0, type: 'crash', node: 'C1' };
    expect(verdicts(finish(peers(40, { faults: [noTraffic] })))).toEqual({ K1: 'no-evidence' });
    const others = ['G2', 'G3', 'G4'].map((node, i) => ({ id: `F${i + 2}`, atSeconds: 0, type: 'crash', node }));
    expect(verdicts(finish(peers(40, { faults: others })))).toEqual({ K1: 'no-evidence' });
  });
});

describe('checks that are no figures', () => {
  it('are read from a file and written back', () => {
    const scenario = peers(10, {
      checks: [...BOTH, { id: 'K3', title: 'All know', type: 'convergence', network: 'N1', leastEvidence: 2 }],
    });
    const text = serializeScenario(scenario);
    expect(parseScenarioValue(JSON.parse(text))).toEqual({ ok: true, scenario });
    expect(adviseScenario(scenario).filter(({ name }) => name === 'check-not-measured')).toHaveLength(2);
  });

  it('are refused with one sentence when they name what is not there', () => {
    const document = JSON.parse(serializeScenario(peers(10))) as { checks: object[] };
    const problemOf = (check: object): string => {
      const parsed = parseScenarioValue({ ...document, checks: [check] });
      return parsed.ok ? '' : parsed.failure.message;
    };
    expect(problemOf({ id: 'K1', type: 'convergence', network: 'G1' })).toBe(
      'Check K1 names the network "G1", which is not a network; correct or remove it.',
    );
    expect(problemOf({ id: 'K1', type: 'history', claim: 'sinkAgreements' })).toMatch(/claim/);
    expect(problemOf({ id: 'K1', type: 'histories' })).toMatch(/type/);
    expect(problemOf({ id: 'K1', atMost: 1 })).toMatch(/metric/);
  });

  it('have a story: the event that came out of order, and which message brought it', () => {
    const run = finish(feed('nothing', 'arrival'));
    const told = explainCheck(run, 'K1');
    if (!told.ok) throw new Error(told.message);
    const texts = told.explanation.steps.map(({ text }) => text);
    const [, late, source] = /took event (\d+) of (SO\d) after/.exec(run.summary().checks[0].message) ?? [];
    expect(texts[0]).toBe(`${source} made event ${late}.`);
    expect(texts[2]).toMatch(
      new RegExp(`^SI\\d took event ${late} of ${source} only then, as message \\d+ from ${source} came in, sent at [\\d.]+ s\\.$`),
    );
    expect(texts.at(-1)).toContain('So the check was not met');
    const [made, , taken] = told.explanation.steps;
    const { messages } = run.window(made.atNs, taken.atNs + 1, 10_000);
    const row = messages.id.indexOf(taken.message);
    expect([messages.sentNs[row], messages.arriveNs[row]]).toEqual([made.atNs, taken.atNs]);
  });

  it('have a story of a disagreement, told from both sides', () => {
    const told = explainCheck(finish(feed('nothing', 'source')), 'K2');
    if (!told.ok) throw new Error(told.message);
    const sinks = told.explanation.steps.flatMap(({ text }) => /^(SI\d) took/.exec(text)?.[1] ?? []);
    expect([...sinks].sort()).toEqual(['SI1', 'SI1', 'SI2', 'SI2']);
  });

  it('have a story of what kept members apart', () => {
    const told = explainCheck(finish(peers(19)), 'K1');
    if (!told.ok) throw new Error(told.message);
    expect(told.explanation.steps.map(({ text }) => text)).toEqual([
      'G3 and G4 were cut off to the end.',
      'G1 knows 12 values.',
      'G3 knows 4 values, and not the same ones.',
      'G4 knows 4 values, and not the same ones.',
      'So the check was not met: 2 of 4 members of N1 know something different from G1.',
    ]);
  });
});

describe('the verdict at a moment', () => {
  it('is what the checks said then: red while the network is split, green before and after', () => {
    const run = finish(peers(40));
    const verdictAt = (seconds: number): string => run.checksAt(seconds * 1e9)[0].verdict;
    expect([3, 19, 40].map(verdictAt)).toEqual(['no-evidence', 'unmet', 'met']);
    for (const seconds of [8, 19, 33]) expect(run.checksAt(seconds * 1e9)[0]).toEqual(finish(peers(seconds)).summary().checks[0]);
    const orders = finish(feed('nothing', 'source'));
    expect(orders.checksAt(0.2e9).map(({ verdict }) => verdict)).toEqual(['no-evidence', 'no-evidence']);
    expect(orders.checksAt(30e9)).toEqual(orders.summary().checks);
  });

  it('leaves the time to agree that a check grants, from the last write or the end of the last fault', () => {
    const within = (withinSeconds: number, seconds = 40): Run =>
      finish(peers(seconds, { checks: [{ id: 'K1', type: 'convergence', network: 'N1', withinSeconds }] }));
    expect(verdicts(within(10))).toEqual({ K1: 'met' });
    expect(within(10).summary().checks[0].title).toBe('Convergence of N1 within 10 s');
    const hasty = within(0.01);
    expect(verdicts(hasty)).toEqual({ K1: 'unmet' });
    expect(hasty.summary().checks[0].message).toMatch(/^0.01 s after the last change, at 20 s: \d of 4 members/);
    const cut = within(10, 20.01);
    expect(verdicts(cut)).toEqual({ K1: 'no-evidence' });
    expect(cut.summary().checks[0].message).toMatch(/They have 10 s from the last change, at 20 s, and it is 20.01 s\.$/);
    expect(hasty.checksAt(20.005e9)[0].verdict).toBe('no-evidence');
  });
});
