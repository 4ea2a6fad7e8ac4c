import { choice, count, MANY, quantity, type ParamsOf } from '../fields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { circuitBreakerBehavior } from './behavior';

/** Words for the states, in the order of their codes. */
export const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;

/** Fields of a circuit breaker. */
export const circuitBreakerFields = {
  opensOn: choice(['consecutive', 'error-rate'], 'consecutive', {
    title: 'Opens on',
    options: { consecutive: 'Failures in a row', 'error-rate': 'A share of failures' },
    help: 'What makes it stop sending. Refusals that are the sender\u2019s own fault (429, read-only, not found) do not count.',
  }),
  failuresToOpen: count(1, MANY, 5, {
    title: 'Failures in a row',
    unit: 'failures',
    face: 'opens after {}',
    isOnFace: true,
    help: 'This many failures without a success in between open it.',
    usual: [1, 20],
    when: { field: 'opensOn', is: ['consecutive'] },
  }),
  errorPercent: quantity(0.1, 100, 50, {
    title: 'Share of failures',
    unit: '%',
    face: 'opens at {} %',
    isOnFace: true,
    help: 'It opens when this share of the answers in the window are failures.',
    usual: [10, 90],
    when: { field: 'opensOn', is: ['error-rate'] },
  }),
  windowSeconds: quantity(0.01, 3600, 10, {
    title: 'Window',
    unit: 's',
    help: 'How many of the last seconds count, in ten steps.',
    usual: [1, 60],
    when: { field: 'opensOn', is: ['error-rate'] },
  }),
  leastAnswers: count(1, MANY, 10, {
    title: 'At least',
    unit: 'answers',
    help: 'With fewer answers in the window it stays closed: a share of so few says nothing.',
    usual: [5, 100],
    when: { field: 'opensOn', is: ['error-rate'] },
  }),
  openSeconds: quantity(0.001, 86_400, 5, {
    title: 'Stays open',
    unit: 's',
    help: 'After this long it lets a few requests through, to see whether the part behind is well again.',
    usual: [1, 60],
  }),
  trials: count(1, 1000, 1, {
    title: 'Trials',
    unit: 'requests',
    help:
      'Half-open, it lets this many through at once. When this many succeed, it closes; when one fails, it opens again. With no ' +
      'timeout of its own, a trial that is not answered within the time it stays open no longer holds up the next.',
    usual: [1, 10],
  }),
  timeoutMs: quantity(0, 3_600_000, 1000, {
    title: 'Patience',
    unit: 'ms',
    help: 'No answer after this long counts as a failure, and the sender hears of it. 0: waits for ever.',
    usual: [0, 5000],
  }),
  fallback: choice(['none', 'default-answer'], 'none', {
    title: 'Instead of an error',
    options: { none: 'Nothing: the sender gets the error', 'default-answer': 'A default answer at once' },
    help: 'A default answer counts as answered; how many there were is counted too.',
  }),
  underWayLimit: count(0, MANY, 0, {
    title: 'Bulkhead',
    unit: 'requests',
    section: 'Bulkhead',
    face: 'bulkhead {}',
    usual: [0, 50],
    help:
      'How many requests may be under way to the part behind. The next is turned away, so that one slow part cannot take everything ' +
      'down. 0: no limit.',
  }),
};

/** Params of a circuit breaker. */
export type CircuitBreakerParams = ParamsOf<typeof circuitBreakerFields>;

/** Stops sending to a part that fails. */
export const circuitBreaker = defineKind(
  {
    kind: 'circuit-breaker',
    version: 1,
    title: 'Circuit breaker',
    group: GROUPS.resilience,
    idPrefix: 'CB',
    summary: 'Stops sending to a part that keeps failing, and tries again after a while.',
    iconPath:
      'M2 12h4.500 M17.500 12h4.500 M9.500 12a1.500 1.500 0 1 1-3 0a1.500 1.500 0 0 1 3 0z M17.500 12a1.500 1.500 ' +
      '0 1 1-3 0a1.500 1.500 0 0 1 3 0z M9.300 11.200l5.700-5.200',
    accepts: ['request'],
    offers: ['request'],
    acceptsHelp: 'A circuit breaker takes requests from clients, balancers, workers and limiters.',
    offersHelp: 'A circuit breaker sends on to workers, balancers, routers and databases; shards are reached through a shard router.',
    fields: circuitBreakerFields,
    gauges: [
      { name: 'state', title: 'State', type: 'level', words: BREAKER_STATES, warnsAt: [1, 2] },
      { name: 'opened', title: 'Times opened', type: 'counter', unit: 'times' },
      { name: 'refused', title: 'Turned away while open', type: 'counter', unit: 'requests' },
      { name: 'fallbacks', title: 'Default answers', type: 'counter', unit: 'requests' },
      { name: 'underWay', title: 'Under way', type: 'level', unit: 'requests' },
    ],
    storesKeys: false,
    operations: { passesOn: true },
    card: {
      models: [
        'Closed, open and half-open, by failures in a row or by the share of failures in a window of ten steps',
        'Answers to requests from before the last change of state are passed on but no longer judged',
        'What is the sender\u2019s own fault (429, read-only, not found, stale, too late) counts neither as failure nor as success, ' +
          'and ends no trial',
        'A bulkhead: a limit to the requests under way; and a default answer instead of an error',
      ],
      leavesOut: [
        'Its own processing time',
        'A state for each of several parts behind it: it guards all its wires as one',
        'What a default answer contains',
      ],
    },
  },
  circuitBreakerBehavior,
);
