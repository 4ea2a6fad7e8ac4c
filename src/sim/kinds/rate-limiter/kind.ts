import { choice, count, MANY, quantity, toggle, type ParamsOf } from '../fields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { ALGORITHMS, type Algorithm } from './algorithms';
import { rateLimiterBehavior } from './behavior';
import { ACQUIRE } from './operations';

const BUCKETS: readonly Algorithm[] = ['token-bucket', 'leaky-bucket', 'gcra'];
const WINDOWS: readonly Algorithm[] = ['fixed-window', 'sliding-window-log', 'sliding-window-counter'];

/** Fields of a rate limiter. */
export const rateLimiterFields = {
  algorithm: choice(ALGORITHMS, 'token-bucket', {
    title: 'Algorithm',
    options: {
      'token-bucket': 'Token bucket',
      'leaky-bucket': 'Leaky bucket',
      gcra: 'GCRA',
      'fixed-window': 'Fixed window',
      'sliding-window-log': 'Sliding window, exact log',
      'sliding-window-counter': 'Sliding window, two counters',
    },
    help: 'How it counts. Buckets allow a burst and then an even rate; windows count the requests of the last second or so.',
  }),
  ratePerSecond: quantity(0.001, MANY, 5, {
    title: 'Allowed rate',
    unit: 'requests/s',
    help: 'More than this, for longer than a burst, is turned away with status 429.',
    usual: [1, 100],
  }),
  burst: count(1, MANY, 5, {
    title: 'Burst',
    unit: 'requests',
    help: 'How many may come at once after a quiet time.',
    usual: [1, 50],
    when: { field: 'algorithm', is: BUCKETS },
  }),
  windowSeconds: quantity(0.001, 86_400, 1, {
    title: 'Window',
    unit: 's',
    help: 'Rate times window is the number of requests allowed in one window, at least 1.',
    usual: [1, 60],
    when: { field: 'algorithm', is: WINDOWS },
  }),
  scope: choice(['client', 'global'], 'client', {
    title: 'Limit applies to',
    options: { client: 'Each client by itself', global: 'All clients together' },
    help: 'All together: one bad actor uses up everybody\u2019s share.',
  }),
  waits: toggle(false, {
    title: 'Excess waits its turn',
    help: 'On: up to one burst of requests waits, and leaves evenly spaced. Off: the excess is turned away at once.',
    when: { field: 'algorithm', is: ['leaky-bucket'] },
  }),
  counters: choice(['local', 'shared'], 'local', {
    title: 'Counters',
    options: { local: 'Its own', shared: 'Of the limiter it is wired to' },
    help:
      'Shared: it asks another limiter before every request, so that several limiters keep one limit together. ' +
      'That costs a round trip.',
  }),
  counterTimeoutMs: quantity(0.001, 60_000, 100, {
    title: 'Patience with the counters',
    unit: 'ms',
    help: 'After this long without an answer, it decides alone.',
    usual: [1, 1000],
    when: { field: 'counters', is: ['shared'] },
  }),
  withoutCounters: choice(['admit', 'reject'], 'admit', {
    title: 'If the counters are silent',
    options: { admit: 'Let the request pass', reject: 'Turn it away' },
    help: 'Fail open keeps users happy, fail closed keeps the part behind safe.',
    when: { field: 'counters', is: ['shared'] },
  }),
};

/** Params of a rate limiter. */
export type RateLimiterParams = ParamsOf<typeof rateLimiterFields>;

/** Lets requests pass at a rate. */
export const rateLimiter = defineKind(
  {
    kind: 'rate-limiter',
    version: 1,
    title: 'Rate limiter',
    group: GROUPS.resilience,
    idPrefix: 'RL',
    summary: 'Lets requests pass at a rate, for each client or for all, and answers the rest with 429.',
    iconPath: 'M4 5h16 M7 5l4 7v6l2 2v-8l4-7 M3 20h5 M16 20h5',
    accepts: ['request'],
    offers: ['request'],
    acceptsHelp: 'A rate limiter takes requests from clients, balancers, workers and other limiters.',
    offersHelp: 'A rate limiter sends on to workers, balancers, routers and databases; shards are reached through a shard router.',
    fields: rateLimiterFields,
    gauges: [
      { name: 'limited', title: 'Turned away (429)', type: 'counter', unit: 'requests' },
      { name: 'uncounted', title: 'Decided without the counters', type: 'counter', unit: 'requests' },
      { name: 'room', title: 'Room left', type: 'level', unit: 'requests', isAlwaysShown: true },
    ],
    storesKeys: false,
    operations: { begins: [ACQUIRE], answers: [ACQUIRE], passesOn: true },
    card: {
      models: [
        'Token bucket, leaky bucket (turning away or queueing), GCRA, fixed window, sliding window log and sliding ' +
          'window counter, exact to the nanosecond',
        'A limit for each client part or for all together; it knows a client behind balancers too, as an API key would tell',
        'Shared counters in another limiter, with the round trip, its failures, and what is done then',
      ],
      leavesOut: ['Its own processing time', 'The Retry-After header', 'Clock differences between limiters'],
    },
  },
  rateLimiterBehavior,
);
