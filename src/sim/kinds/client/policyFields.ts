import { choice, count, MANY, quantity, toggle } from '../fields';

const RETRIES = 'Retries';
const HEDGES = 'Hedged requests';
const DEADLINE = 'Deadline';
const TWICE = 'Double submit';
const FALLBACK = 'Fallback';
const BACKPRESSURE = 'Backpressure';

/** Fields of what a client does when an answer is late, missing or an error. All are off by default. */
export const policyFields = {
  retries: count(0, 100, 0, {
    title: 'Retries',
    unit: 'retries',
    help: 'How many times it asks again after a failure. 0: never.',
    usual: [0, 5],
    section: RETRIES,
    face: '{} retries',
  }),
  retryWhat: choice(['all', 'safe'], 'all', {
    title: 'Retry',
    options: { all: 'Any failure', safe: 'Only where nothing can happen twice' },
    section: RETRIES,
    help:
      'Safe: reads, requests with a key, and writes that certainly did not take effect. Errors that a retry cannot fix (not found, ' +
      'read-only) are never retried.',
  }),
  backoff: choice(['exponential', 'fixed'], 'exponential', {
    title: 'Wait before a retry',
    options: { exponential: 'Twice as long each time', fixed: 'Always the same' },
    help: 'Longer and longer waits give a struggling part time to recover.',
    section: RETRIES,
  }),
  backoffMs: quantity(0, 600_000, 100, { title: 'First wait', unit: 'ms', help: '0: at once.', usual: [10, 1000], section: RETRIES }),
  backoffMostMs: quantity(0, 3_600_000, 10_000, {
    title: 'Longest wait',
    unit: 'ms',
    help: 'The wait does not grow beyond this.',
    usual: [100, 30_000],
    section: RETRIES,
    when: { field: 'backoff', is: ['exponential'] },
  }),
  jitter: choice(['full', 'equal', 'decorrelated', 'none'], 'full', {
    title: 'Jitter',
    section: RETRIES,
    options: {
      full: 'Full: anything up to the wait',
      equal: 'Equal: half the wait and anything up to the other half',
      decorrelated: 'Decorrelated: up to three times the last wait',
      none: 'None: all retry together',
    },
    help: 'Without it, all who failed together come back together.',
  }),
  retryBudgetPercent: quantity(0, 1000, 0, {
    title: 'Retry budget',
    unit: '% of requests',
    help: 'Retries may be at most this share of requests, so that they cannot multiply an overload. 0: no budget.',
    usual: [0, 50],
    section: RETRIES,
    face: 'retry budget {} %',
  }),
  retryBudgetReserve: count(1, MANY, 10, {
    title: 'Saved at most',
    unit: 'retries',
    help: 'How many unused retries are kept for later; the budget starts with this many.',
    usual: [1, 100],
    section: RETRIES,
  }),
  hedgeAfterMs: quantity(0, 600_000, 0, {
    title: 'Ask a second time after',
    unit: 'ms',
    help:
      'After this long without an answer, the same request is sent ' +
      'once more while the first goes on; the first answer wins. The p95 latency is a good value: 5 % more requests. 0: off.',
    usual: [0, 1000],
    section: HEDGES,
    face: 'hedges after {} ms',
  }),
  hedgesMost: count(1, 10, 1, {
    title: 'Copies at most',
    unit: 'copies',
    help: 'How many copies of one attempt it sends, one after the other.',
    usual: [1, 3],
    section: HEDGES,
  }),
  deadlineMs: quantity(0, 3_600_000, 0, {
    title: 'Deadline',
    unit: 'ms',
    help: 'How long the whole request may take, retries included. 0: no deadline.',
    usual: [0, 10_000],
    section: DEADLINE,
    face: 'deadline {} ms',
  }),
  tellDeadline: toggle(false, {
    title: 'Tell the parts behind',
    help: 'The deadline (or the timeout) travels with the request, and no part begins work on it when it has passed.',
    section: DEADLINE,
    face: 'deadline travels',
  }),
  doubleSubmitPercent: quantity(0, 100, 0, {
    title: 'Press twice',
    unit: '% of requests',
    help: 'How many users press again when there is no answer yet: the request comes twice.',
    usual: [0, 100],
    section: TWICE,
    face: '{} % press twice',
  }),
  doubleSubmitAfterMs: quantity(0, 600_000, 300, {
    title: 'Press again after',
    unit: 'ms',
    help: 'When there is no answer after this long.',
    usual: [0, 3000],
    section: TWICE,
  }),
  idempotencyKeys: toggle(false, {
    title: 'Idempotency keys',
    help: 'Each request carries a key of its own by which a store recognizes a repeat, and answers it without writing again.',
    section: TWICE,
    face: 'idempotency keys',
  }),
  fallback: choice(['none', 'default-answer', 'last-wire'], 'none', {
    title: 'When all fails',
    options: { none: 'The request fails', 'default-answer': 'Show a default answer', 'last-wire': 'Ask over the last wire' },
    section: FALLBACK,
    face: '{}',
    help:
      'A default answer counts as answered, and default answers are counted separately, too. The last wire of the client is then ' +
      'used for nothing else.',
  }),
  backpressure: toggle(false, {
    title: 'Slow down when asked',
    section: BACKPRESSURE,
    face: 'slows down',
    help: 'Refusals, and answers marked by a part whose queue is long, make it send more slowly; good answers gradually speed it up again.',
  }),
  slowToPercent: quantity(1, 99, 85, {
    title: 'Slow down to',
    unit: '%',
    help: 'Of the rate it had, each time.',
    usual: [30, 90],
    section: BACKPRESSURE,
    when: { field: 'backpressure', is: [true] },
  }),
  speedUpPercent: quantity(0.01, 100, 3, {
    title: 'Speed up by',
    unit: '% of the rate',
    help: 'Added at a time, while answers are good.',
    usual: [0.5, 10],
    section: BACKPRESSURE,
    when: { field: 'backpressure', is: [true] },
  }),
  reactMs: quantity(1, 60_000, 200, {
    title: 'At most every',
    unit: 'ms',
    help: 'The time between two changes of the rate: as long as an answer usually takes.',
    usual: [10, 1000],
    section: BACKPRESSURE,
    when: { field: 'backpressure', is: [true] },
  }),
};

/** Gauges of a client's policies, all added after its first release. */
export const POLICY_GAUGES = [
  { name: 'retries', title: 'Retries', type: 'counter', unit: 'requests', later: true },
  { name: 'hedges', title: 'Second copies', type: 'counter', unit: 'requests', later: true },
  { name: 'fallbacks', title: 'Fallback answers', type: 'counter', unit: 'requests', later: true },
  { name: 'budget', title: 'Retries saved', type: 'level', unit: 'requests', later: true },
  { name: 'pace', title: 'Pace %', type: 'level', unit: '%', later: true },
  { name: 'incomplete', title: 'Answers without what was asked for', type: 'counter', unit: 'requests', later: true },
] as const;
