import { describe, expect, it } from 'vitest';
import type { Run, RunSummary } from '../../../src/sim/index';
import { caseNamed, finished } from '../../support/cases';
import { build } from '../../support/scenarios';

const part = (summary: RunSummary, id: string): RunSummary['nodes'][number] => {
  const found = summary.nodes.find((node) => node.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const NO_TIME = { type: 'constant', valueMs: 0 };

describe('a run ends when nothing more can happen, and not before', () => {
  it('a client that restarts at 30 s sends its requests', () => {
    const summary = finished(caseNamed('t23-ends-before-a-restart')).summary();
    expect(summary.simulatedSeconds).toBe(60);
    expect(part(summary, 'W1').received).toBe(5 + 29);
    expect(summary.checks.every(({ ok }) => ok)).toBe(true);
  });

  it('a change that is still to come is waited for, and nothing once it is done', () => {
    const summary = finished(
      build({
        durationSeconds: 100,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 10, requestLimit: 20, timeoutMs: 0 } },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: NO_TIME } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        faults: [{ id: 'F1', atSeconds: 40, type: 'slow', node: 'W1', factor: 2 }],
      }),
    ).summary();
    expect([summary.endedBy, summary.simulatedSeconds]).toEqual(['drained', 40]);
  });

  it('requests that are stuck for ever are named, and rates are over the whole time', () => {
    const stuck = (client: object, link: object): RunSummary =>
      finished(
        build({
          durationSeconds: 50,
          nodes: [
            { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 10, requestLimit: 100, timeoutMs: 0, ...client } },
            { id: 'W1', kind: 'worker', params: { serviceTimeMs: NO_TIME } },
          ],
          links: [{ from: 'C1', to: 'W1', ...link }],
        }),
      ).summary();
    const lossy = stuck({}, { network: { lossBackPercent: 30 } });
    expect([lossy.endedBy, lossy.simulatedSeconds]).toEqual(['duration', 50]);
    expect(lossy.requests.stuck).toBeGreaterThan(10);
    expect(lossy.requests.stuck).toBe(lossy.requests.inFlight);
    expect(lossy.throughputPerSecond).toBeCloseTo(lossy.requests.ok / 50, 10);
    // Among others that go on, only those are stuck with which nobody has patience.
    const busy = stuck(
      { requestLimit: 0, ratePerSecond: 200 },
      { network: { lossBackPercent: 30 }, latency: { type: 'constant', valueMs: 41 } },
    );
    expect(busy.requests.stuck).toBeGreaterThan(2500);
    // Of the 16 that were sent within the last 82 ms some are on their way, and some are lost already.
    expect(busy.requests.inFlight - busy.requests.stuck).toBeGreaterThan(8);
    expect(busy.requests.inFlight - busy.requests.stuck).toBeLessThan(17);
    expect(stuck({ requestLimit: 0, timeoutMs: 5000 }, { lossPercent: 100 }).requests).toMatchObject({ inFlight: 50, stuck: 0 });
  });

  it('a flap acts as often as it should, however often that is', () => {
    const run = finished(
      build({
        durationSeconds: 30,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1000, timeoutMs: 1, writePercent: 0 } },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: NO_TIME } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        faults: [{ id: 'F1', atSeconds: 0.0005, type: 'flap', link: 'L1', everySeconds: 0.002, downSeconds: 0.001 }],
      }),
    );
    // One of two is lost to the very end, 15,000 turns later.
    const { failed, sent } = run.summary().requests;
    expect(Math.abs(failed - sent / 2)).toBeLessThanOrEqual(1);
  });
});

describe('what faults do to a part', () => {
  const at = (run: Run, seconds: number): number => run.moment(seconds * 1e9).gauges[run.index.nodes[1].gaugeBase];
  const withFaults = (faults: object[], service: object = NO_TIME): Run =>
    finished(
      build({
        durationSeconds: 30,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1, timeoutMs: 0, writePercent: 0 } },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: service, concurrency: 100 } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        faults,
      }),
    );

  it('a pause begun during a crash outlasts it', () => {
    const run = withFaults([
      { id: 'F1', type: 'crash', node: 'W1', atSeconds: 5, forSeconds: 5 },
      { id: 'F2', type: 'pause', node: 'W1', atSeconds: 7, forSeconds: 10 },
    ]);
    expect([4, 6, 8, 11, 16, 18].map((seconds) => at(run, seconds))).toEqual([0, 1, 1, 2, 2, 0]);
  });

  it('the end of one slowdown does not end another', () => {
    const run = withFaults([
      { id: 'F1', type: 'slow', node: 'W1', atSeconds: 2, factor: 3, forSeconds: 20 },
      { id: 'F2', type: 'slow', node: 'W1', atSeconds: 5, factor: 2, forSeconds: 5 },
    ]);
    expect([1, 3, 6, 11, 21, 23].map((seconds) => at(run, seconds))).toEqual([0, 3, 3, 3, 3, 0]);
  });
});

describe('a part that stands still does not compute', () => {
  const slots = { concurrency: 10 };
  it.each([
    ['slots', slots],
    ['processes', { execution: 'processes', threads: 10, processes: 1, cpuPercent: 100 }],
  ])('with %s: work that was begun before is done later by as much', (_how, params) => {
    const run = finished(
      build({
        durationSeconds: 60,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1, requestLimit: 1, timeoutMs: 0 } },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: { type: 'constant', valueMs: 10_000 }, ...params } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        // It begins at 1 s and needs ten: 2 s before the first pause, 3 s between the two, and the other five after 13 s.
        faults: [
          { id: 'F1', type: 'pause', node: 'W1', atSeconds: 3, forSeconds: 4 },
          { id: 'F2', type: 'pause', node: 'W1', atSeconds: 10, forSeconds: 3 },
        ],
      }),
    );
    expect(run.summary().latencyMs.max).toBeCloseTo(17_000, -1);
    // The same when it is taken up in the midst.
    for (const seconds of [2, 5, 8, 12, 14]) {
      const branch = run.branch(seconds * 1e9, []);
      while (!branch.advance({ maxEvents: 1000 }));
      expect(branch.summary().traceHash).toBe(run.summary().traceHash);
    }
  });

  it('but its patience is over meanwhile, and what crashes while it stands still has lost its work', () => {
    const run = finished(
      build({
        durationSeconds: 60,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 1, requestLimit: 1, timeoutMs: 0 } },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: { type: 'constant', valueMs: 10_000 } } },
        ],
        links: [{ from: 'C1', to: 'W1' }],
        faults: [
          { id: 'F1', type: 'pause', node: 'W1', atSeconds: 3, forSeconds: 40 },
          { id: 'F2', type: 'crash', node: 'W1', atSeconds: 12, forSeconds: 1 },
        ],
      }),
    );
    expect(run.summary().requests.byReason).toEqual({ crashed: 1 });
  });
});

describe('a crash that keeps memory', () => {
  const crashed = (kind: string, params: object, loses: string, behind: object = {}, more: object[] = []): Run =>
    finished(
      build({
        durationSeconds: 20,
        nodes: [
          { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 10, timeoutMs: 0, writePercent: 0 } },
          { id: 'P1', kind, params },
          { id: 'W1', kind: 'worker', params: { serviceTimeMs: NO_TIME, ...behind } },
          { id: 'W2', kind: 'worker', params: { serviceTimeMs: NO_TIME } },
        ],
        links: [{ from: 'C1', to: 'P1' }, { from: 'P1', to: 'W1' }, ...(kind === 'load-balancer' ? [{ from: 'P1', to: 'W2' }] : [])],
        faults: [{ id: 'F1', type: 'crash', node: 'P1', atSeconds: 10.01, forSeconds: 0.01, loses }, ...more],
      }),
    );
  const receivedAfter = (run: Run): number => run.summary().nodes[2].received - run.moment(10e9).gauges[run.index.nodes[2].gaugeBase + 3];

  it('leaves a circuit open that was open, and it is tried again', () => {
    const params = { failuresToOpen: 3, openSeconds: 8 };
    expect(receivedAfter(crashed('circuit-breaker', params, 'nothing', { errorPercent: 100 }))).toBe(1);
    expect(receivedAfter(crashed('circuit-breaker', params, 'memory', { errorPercent: 100 }))).toBeGreaterThanOrEqual(3);
  });

  it('leaves a limit used up that was used up', () => {
    const params = { algorithm: 'fixed-window', ratePerSecond: 1, burst: 20, windowSeconds: 20 };
    const [kept, lost] = ['nothing', 'memory'].map((loses) => receivedAfter(crashed('rate-limiter', params, loses)));
    expect(lost).toBeGreaterThan(kept);
  });

  it('leaves a balancer what it knows of its targets', () => {
    const params = { strategy: 'round-robin', stopAfterFailures: 3, tryAgainSeconds: 1000 };
    const unreachable = (loses: string): number | undefined =>
      crashed('load-balancer', params, loses, {}, [{ id: 'F2', type: 'crash', node: 'W1', atSeconds: 5 }]).summary().requests.byReason
        .unreachable;
    // Three failures teach it that W1 is down; with its memory gone it learns that once more.
    expect([unreachable('nothing'), unreachable('memory')]).toEqual([3, 6]);
  });
});
