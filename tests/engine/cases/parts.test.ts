import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/sim/index';
import { ALGORITHMS } from '../../../src/sim/kinds/rate-limiter/algorithms';
import { caseNamed, finished } from '../../support/cases';

/** A gauge of a part at the end of a run. */
function gauge(run: Run, node: string, name: string): number {
  const { gaugeBase, gauges } = run.index.nodes.find(({ id }) => id === node) as Run['index']['nodes'][number];
  return run.moment(run.reachedNs).gauges[gaugeBase + gauges.findIndex((info) => info.name === name)];
}
const received = (run: Run, node: string): number => run.summary().nodes.find(({ id }) => id === node)?.received ?? -1;

describe('outcomes that a breaker does not count', () => {
  it('do not end a run of failures: refusals between three errors leave the third one the third', () => {
    const run = finished(caseNamed('t01-breaker-refusals-closed'));
    expect(gauge(run, 'CB1', 'opened')).toBe(1);
    // Errors at 0.1, 0.3, 0.5 and 0.7 s; the one request that passes the limiter, at 0.2 s, ends the first run of one. Then only refusals.
    expect(received(run, 'W1')).toBe(4);
  });

  it('end no trial: a refusal closes nothing, and the next request is the next trial', () => {
    const run = finished(caseNamed('t02-breaker-refusal-as-trial'));
    expect(gauge(run, 'CB1', 'state')).toBe(1);
    expect(run.summary().requests.byReason['rate-limited']).toBeGreaterThan(100);
  });
});

it('a trial that is lost does not block a breaker without patience for ever', () => {
  const run = finished(caseNamed('t03-breaker-trial-lost'));
  expect(gauge(run, 'CB1', 'state')).toBe(0);
  expect(received(run, 'W1')).toBeGreaterThan(400);
});

describe.each(ALGORITHMS)('a limiter by %s whose clock is set', (algorithm) => {
  it.each(['t04-limiter-clock-back', 't04b-limiter-clock-there-and-back'])('%s: at most a burst is lost', (name) => {
    const run = finished(caseNamed(name, { RL1: { algorithm } }));
    expect(run.summary().requests.ok).toBeGreaterThanOrEqual(525);
  });
});

describe('whoever answers soonest', () => {
  it('is not whoever fails at once', () => {
    expect(received(finished(caseNamed('t05-ewma-fails-fast')), 'W3')).toBeLessThanOrEqual(2000);
    const { failed, sent } = finished(caseNamed('t05c-ewma-fails-fast-defaults')).summary().requests;
    expect(failed / sent).toBeLessThanOrEqual(0.34);
  });
});

it('who answers 500 to everything is left alone after three in a row', () => {
  const run = finished(caseNamed('t12b-five-hundreds-are-failures'));
  expect(received(run, 'W3')).toBe(3);
  expect(gauge(run, 'LB1', 'avoided')).toBe(1);
});

it('one lost answer does not make all later requests of a single-flight wait for ever', () => {
  const { failed, sent } = finished(caseNamed('t16-single-flight-lost')).summary().requests;
  expect(failed / sent).toBeLessThanOrEqual(0.1);
});

it('at most once: what is done late is done, and not lost', () => {
  const run = finished(caseNamed('at-most-once-late-is-lost'));
  const { sent } = run.summary().requests;
  expect([sent, gauge(run, 'Q1', 'lost')]).toEqual([9992, 0]);
  expect(gauge(run, 'Q1', 'done') + gauge(run, 'Q1', 'flying')).toBe(sent);
});
