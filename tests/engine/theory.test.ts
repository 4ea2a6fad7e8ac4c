import { describe, expect, it } from 'vitest';
import { createRun, type RunSummary, type Scenario } from '../../src/sim/index';
import { queueScenario, scenariosWithoutPython } from '../support/scenarios';
import { programsOf } from '../support/programs';

function run(scenario: Scenario): RunSummary {
  const made = createRun(scenario, { checkpointEveryEvents: 0, ...programsOf(scenario) });
  while (!made.advance({ maxEvents: 1_000_000 }));
  return made.summary();
}

/** Probability that all of c slots are busy (A. K. Erlang's formula C) at offered load a. */
function erlangC(c: number, a: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < c; k++) {
    term *= a / k;
    sum += term;
  }
  const last = ((term * a) / c) * (c / (c - a));
  return last / (sum + last);
}

const expectWithin = (value: number, wanted: number, share: number): void => {
  expect(value, `${value} should be within ${share * 100} % of ${wanted}`).toBeGreaterThan(wanted * (1 - share));
  expect(value, `${value} should be within ${share * 100} % of ${wanted}`).toBeLessThan(wanted * (1 + share));
};

describe('M/M/1: one slot, exponential times', () => {
  // The heavier the load the longer the memory of the queue, and the more requests a mean needs.
  it.each([
    [0.5, 500_000],
    [0.8, 1_000_000],
    [0.95, 8_000_000],
  ])('at load %f: response time and queue length within 2 %% of the formulas', (load, requests) => {
    const s = run(queueScenario({ ratePerSecond: load * 1000, serviceMs: 1, requests }));
    const worker = s.nodes[1];
    expectWithin(worker.meanTimeInNodeMs, 1 / (1 - load), 0.02);
    expectWithin(worker.queueMean, (load * load) / (1 - load), 0.02);
    expectWithin(worker.utilization ?? 0, load, 0.02);
    expectWithin(s.latencyMs.mean, 1 / (1 - load), 0.02);
  });

  it('at load 0.8 the response time is exponential: p95 and p99 within 2 %', () => {
    const s = run(queueScenario({ ratePerSecond: 800, serviceMs: 1, requests: 1_000_000, seed: 2 }));
    expectWithin(s.latencyMs.p95, -Math.log(0.05) * 5, 0.02);
    expectWithin(s.latencyMs.p99, -Math.log(0.01) * 5, 0.02);
  });
});

describe('M/M/c: several slots at 80 % load', () => {
  it.each([2, 5, 10])('c = %i: response time and queue length within 2 %%', (c) => {
    const s = run(queueScenario({ ratePerSecond: 0.8 * c * 1000, serviceMs: 1, slots: c, requests: 2_000_000 }));
    const waiting = (erlangC(c, 0.8 * c) * 0.8) / 0.2;
    expectWithin(s.nodes[1].queueMean, waiting, 0.02);
    expectWithin(s.nodes[1].meanTimeInNodeMs, 1 + waiting / (0.8 * c), 0.02);
  });
});

describe('M/M/1/K: a bounded queue', () => {
  it.each([
    [0.8, 5],
    [1, 10],
    [1.5, 4],
  ])('load %f with room for %i: loss within 2 %%', (load, room) => {
    const s = run(queueScenario({ ratePerSecond: load * 1000, serviceMs: 1, queueLimit: room - 1, requests: 1_000_000 }));
    const loss = load === 1 ? 1 / (room + 1) : ((1 - load) * load ** room) / (1 - load ** (room + 1));
    expectWithin((s.requests.byReason['queue-full'] ?? 0) / s.requests.sent, loss, 0.02);
  });
});

describe('M/D/1 and M/G/1: Pollaczek and Khinchine', () => {
  it.each([
    ['constant', { type: 'constant', valueMs: 1 }, 1],
    ['uniform', { type: 'uniform', minMs: 0, maxMs: 2 }, 1 + 1 / 3],
    ['lognormal', { type: 'lognormal', medianMs: Math.exp(-0.125), sigma: 0.5 }, Math.exp(0.25)],
  ])('%s service at load 0.7: waiting time within 2 %%', (_name, service, secondMoment) => {
    const s = run(queueScenario({ ratePerSecond: 700, serviceMs: 1, service, requests: 2_000_000 }));
    expectWithin(s.nodes[1].meanTimeInNodeMs - 1, (0.7 * secondMoment) / (2 * 0.3), 0.02);
  });
});

/** Of what left a part, or the system, so much may still be inside at the end: then the end weighs nothing in Little's law. */
const LITTLE_INSIDE = 0.001;
/** Fewer than this is no crowd. */
const CROWD = 1000;
/** A run of a scenario is made so many times as long; most are long enough at the first. */
const TIMES = [4, 20] as const;

/** Whether a longer run says more of a part: too much is inside at the end, or it would be a crowd there and is none yet. */
const isTooShort = (left: number, inside: number): boolean =>
  (left * TIMES[1]) / TIMES[0] >= CROWD && (left < CROWD || inside > left * LITTLE_INSIDE);

/** The scenario run several times as long, so that the few requests still inside at the end weigh nothing. */
function longRun(scenario: Scenario): RunSummary {
  const s = run({ ...scenario, durationSeconds: scenario.durationSeconds * TIMES[0] });
  const isShort =
    isTooShort(s.requests.ok + s.requests.failed, s.requests.inFlight) ||
    s.nodes.some(({ completed, failed, received }) => isTooShort(completed + failed, received - completed - failed));
  return isShort ? run({ ...scenario, durationSeconds: scenario.durationSeconds * TIMES[1] }) : s;
}

describe('Little\u2019s law holds within 0.5 % in every part of every shipped scenario', () => {
  let crowds = 0;
  it.each(scenariosWithoutPython())('%s', (_name, scenario) => {
    // Protocols talk by messages; what starts them is no crowd to speak of, nor is a script of some requests.
    if (!scenario.nodes.some(({ kind }) => kind === 'client')) return;
    const s = longRun(scenario);
    if (s.requests.sent < CROWD) return;
    // Nor does it hold where more come than can be served: the crowd only grows.
    if (s.requests.inFlight > s.requests.sent * 0.05) return;
    crowds++;
    let judged = 0;
    for (const node of s.nodes) {
      const left = node.completed + node.failed;
      // A part that answers at once, such as a message queue, never has anybody inside.
      if (left < CROWD || (node.meanInNode === 0 && node.meanStayMs === 0)) continue;
      // Nor does the law hold where nobody leaves: a part that waits for ever for lost answers fills up.
      if (node.received - left > left * 0.005) continue;
      judged++;
      // L is measured by the clock, lambda and W by the requests that left.
      expectWithin(node.meanInNode, ((left / s.simulatedSeconds) * node.meanStayMs) / 1000, 0.005);
    }
    expect(judged).toBeGreaterThan(1);
    // And of the system as a whole.
    const clients = s.nodes.filter((node) => node.kind === 'client');
    const total = (figure: (node: (typeof clients)[number]) => number): number => clients.reduce((sum, node) => sum + figure(node), 0);
    expect(total((node) => node.completed + node.failed)).toBe(s.requests.ok + s.requests.failed);
    expectWithin(
      total((node) => node.meanInNode),
      total((node) => (node.completed + node.failed) * node.meanStayMs) / 1000 / s.simulatedSeconds,
      0.005,
    );
  });

  it('was judged in nearly all of them', () => expect(crowds).toBeGreaterThan(35));
});
