import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  changesOf,
  createRun,
  LOG_VERBS,
  parseScenario,
  type Breakpoint,
  type BreakHit,
  type Run,
  type Scenario,
} from '../../src/sim/index';

function finished(name: string, changes: Partial<Scenario> = {}): Run {
  const parsed = parseScenario(readFileSync(new URL(`../../scenarios/${name}.json`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  // Many checkpoints, so that searches back and forth cross them.
  const run = createRun({ ...parsed.scenario, ...changes }, { checkpointEveryEvents: 700 });
  while (!run.advance({ maxEvents: 100_000 }));
  return run;
}

/** Every moment at which the breakpoints stop, found one after the other. `maxEvents`: how much one question may search. */
function allHits(run: Run, breakpoints: readonly Breakpoint[], direction: 1 | -1, maxEvents = 1e7): BreakHit[] {
  const hits: BreakHit[] = [];
  for (let at = direction === 1 ? -1 : run.reachedNs + 1, asked = 0; asked < 5000; asked++) {
    const found = run.findBreak(at, direction, breakpoints, maxEvents);
    if (found.hit !== null) hits.push(found.hit);
    if (found.isComplete) return hits;
    at = found.searchedToNs;
  }
  throw new Error('the search does not end');
}

const moments = (hits: readonly BreakHit[]): number[] => [...new Set(hits.map((hit) => hit.atNs))];

/** Forty seconds of the first example, in which a worker crashes. */
const CRASHED: Partial<Scenario> = {
  durationSeconds: 40,
  faults: [{ id: 'F1', atSeconds: 25, type: 'crash', node: 'W3', forSeconds: 15 }],
};

describe('breakpoints', () => {
  const run = finished('five-workers', CRASHED);
  const whole = run.window(0, run.reachedNs + 1, 1e9);
  const w2 = run.index.nodes.findIndex((node) => node.id === 'W2');

  /** Moments at which a gauge goes from at most a limit to above it, by the full record. */
  function crossings(gauge: number, limit: number): number[] {
    let before = whole.gauges[gauge];
    const found: number[] = [];
    for (const change of changesOf(whole)) {
      if (change.gauge !== gauge) continue;
      if (change.value > limit && before <= limit) found.push(change.atNs);
      before = change.value;
    }
    return [...new Set(found)];
  }

  it('stops whenever a queue goes above a value, forwards, backwards and in small pieces: no crossing is skipped', () => {
    const queue: Breakpoint = { id: 'B1', type: 'metric', metric: 'queue', node: 'W2', crosses: 'above', value: 1 };
    const expected = crossings(run.index.nodes[w2].gaugeBase + 1, 1);
    expect(expected.length).toBeGreaterThan(10);
    expect(moments(allHits(run, [queue], 1))).toEqual(expected);
    expect(moments(allHits(run, [queue], 1, 300))).toEqual(expected);
    expect(moments(allHits(run, [queue], -1))).toEqual(expected.toReversed());
    expect(run.findBreak(-1, 1, [queue], 1e7).hit?.text).toBe('Queue of W2 went above 1: it is 2.');
  });

  it('without a part, a gauge is watched at every part', () => {
    const anywhere = allHits(run, [{ id: 'B1', type: 'metric', metric: 'queue', crosses: 'above', value: 3 }], 1);
    const expected = run.index.nodes.flatMap((node) => crossings(node.gaugeBase + 1, 3)).sort((p, q) => p - q);
    expect(moments(anywhere)).toEqual([...new Set(expected)]);
  });

  it('stops at a crash, at failures and at lines of the log, and says what happened', () => {
    const logged = (verbs: readonly string[], node?: number): number[] => [
      ...new Set(
        Array.from(whole.log.atNs).filter(
          (_, row) => verbs.includes(LOG_VERBS[whole.log.verb[row]]) && (node === undefined || whole.log.node[row] === node),
        ),
      ),
    ];
    const crash = allHits(run, [{ id: 'B1', type: 'event', event: 'crash', node: 'W3' }], 1);
    expect(crash).toEqual([{ atNs: 25e9, breakpoint: 'B1', text: 'W3 crashed.' }]);
    expect(moments(allHits(run, [{ id: 'B1', type: 'event', event: 'failure' }], 1))).toEqual(logged(['failed', 'rejected', 'crashed']));
    expect(moments(allHits(run, [{ id: 'B1', type: 'event', event: 'log', node: 'W2', text: 'FINISHED' }], 1))).toEqual(
      logged(['finished'], w2),
    );
  });

  it('stops at every request and reply that arrives at a part', () => {
    const arrivals = moments(allHits(run, [{ id: 'B1', type: 'event', event: 'arrival', node: 'W2' }], 1));
    const { messages } = whole;
    const expected = Array.from(messages.arriveNs).filter(
      (atNs, row) =>
        run.index.links[messages.link[row]].to === w2 && messages.forward[row] === 1 && messages.lost[row] === 0 && atNs <= run.reachedNs,
    );
    expect(arrivals).toEqual([...new Set(expected)].sort((p, q) => p - q));
    expect(moments(allHits(run, [{ id: 'B1', type: 'event', event: 'reply', node: 'W2' }], 1)).length).toBeGreaterThan(100);
  });

  it('knows failures a second and percentiles of the last second as a plain count over the record gives them', () => {
    const failures = Array.from(whole.log.atNs).filter((_, row) => LOG_VERBS[whole.log.verb[row]] === 'failed');
    const within = (atNs: number): number => failures.filter((failureNs) => failureNs > atNs - 1e9 && failureNs <= atNs).length;
    const hits = allHits(run, [{ id: 'B1', type: 'metric', metric: 'failuresPerSecond', crosses: 'above', value: 3 }], 1);
    expect(hits.length).toBeGreaterThan(0);
    for (const { atNs } of hits) expect([within(atNs) > 3, within(atNs - 1) > 3]).toEqual([true, false]);
    const slow = allHits(run, [{ id: 'B1', type: 'metric', metric: 'latencyP95Ms', crosses: 'above', value: 400 }], 1, 2000);
    expect(slow.length).toBeGreaterThan(0);
    expect(moments(allHits(run, [{ id: 'B1', type: 'metric', metric: 'latencyP95Ms', crosses: 'above', value: 400 }], -1))).toEqual(
      moments(slow).toReversed(),
    );
    for (const { text } of slow) expect(Number(/it is ([\d.]+) ms/.exec(text)?.[1])).toBeGreaterThan(400);
  });

  it('knows utilization as an average over the last second', () => {
    const busy: Breakpoint = { id: 'B1', type: 'metric', metric: 'utilizationPercent', node: 'W2', crosses: 'above', value: 95 };
    const hits = allHits(run, [busy], 1);
    expect(hits.length).toBeGreaterThan(0);
    const gauge = run.index.nodes[w2].gaugeBase + 2;
    for (const { atNs, text } of hits) {
      const second = run.window(atNs - 1e9, atNs, 1e9);
      let [level, sinceNs, area] = [second.gauges[gauge], atNs - 1e9, 0];
      for (const change of changesOf(second)) {
        if (change.gauge !== gauge) continue;
        area += level * (change.atNs - sinceNs);
        [level, sinceNs] = [change.value, change.atNs];
      }
      area += level * (atNs - sinceNs);
      expect(Number(/it is ([\d.]+)/.exec(text)?.[1])).toBeCloseTo((area / 1e9 / run.index.nodes[w2].capacity) * 100, 1);
    }
  });

  it('knows utilization by the slots that there are, which a change may make more of', () => {
    const more = { id: 'F1', type: 'set' as const, node: 'W2', param: 'concurrency', value: 1000, atSeconds: 20 };
    const changed = finished('five-workers', { durationSeconds: 40, faults: [more] });
    const idle: Breakpoint = { id: 'B1', type: 'metric', metric: 'utilizationPercent', node: 'W2', crosses: 'below', value: 1.5 };
    const first = allHits(changed, [idle], 1).find(({ atNs }) => atNs > 20e9);
    expect(first?.atNs).toBeLessThan(21.5e9);
    expect(moments(allHits(run, [idle], 1)).filter((atNs) => atNs > 2e9 && atNs < 38e9)).toEqual([]);
    expect(allHits(changed, [idle], -1).some(({ atNs }) => atNs === first?.atNs)).toBe(true);
  });

  it('stops at the very request that turns a check red, and steps back to it from behind', () => {
    const checked = finished('five-workers', {
      ...CRASHED,
      checks: [{ id: 'K1', title: 'Few errors', metric: 'errorPercent', atMost: 0.2 }],
    });
    const red: Breakpoint = { id: 'B1', type: 'check' };
    const [first, ...more] = allHits(checked, [red], 1);
    expect(first.text).toMatch(/^Few errors turned red: Errors: 0\.2\d* %; wanted at most 0\.2 %\./);
    const share = (atNs: number): number => {
      const { ok, failed } = checked.moment(atNs);
      return failed / (ok + failed);
    };
    expect(share(first.atNs)).toBeLessThanOrEqual(0.002);
    expect(share(first.atNs + 1)).toBeGreaterThan(0.002);
    expect(moments(allHits(checked, [red], -1))).toEqual([first, ...more].map((hit) => hit.atNs).toReversed());
    expect(checked.findBreak(first.atNs + 1, -1, [red], 1e7).hit?.atNs).toBe(first.atNs);
  });

  it('a moment stops in its turn among the others, and what is switched off does not stop', () => {
    const mixed: Breakpoint[] = [
      { id: 'B1', type: 'time', atSeconds: 30 },
      { id: 'B2', type: 'event', event: 'crash' },
      { id: 'B3', type: 'time', atSeconds: 10 },
      { id: 'B4', off: true, type: 'time', atSeconds: 20 },
    ];
    expect(allHits(run, mixed, 1).map((hit) => hit.breakpoint)).toEqual(['B3', 'B2', 'B1']);
    expect(allHits(run, mixed, -1).map((hit) => hit.breakpoint)).toEqual(['B1', 'B2', 'B3']);
    expect(allHits(run, [{ id: 'B1', type: 'time', atSeconds: 10 }], 1).map((hit) => hit.atNs)).toEqual([10e9]);
  });

  it('leaves the run as it was: breakpoints in the file change no trace, and are part of the file', () => {
    const breakpoints: Breakpoint[] = [{ id: 'B1', type: 'metric', metric: 'queue', crosses: 'above', value: 3 }];
    const withThem = finished('five-workers', { ...CRASHED, breakpoints });
    expect(withThem.summary().traceHash).toBe(run.summary().traceHash);
    expect(withThem.window(0, 1e9, 1e6)).toEqual(run.window(0, 1e9, 1e6));
  });
});
