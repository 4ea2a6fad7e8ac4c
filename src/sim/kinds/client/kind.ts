import { MOST_KEYS } from '../../data/keySpaces';
import type { FieldMeta } from '../../model/fieldMeta';
import { choice, count, duration, MANY, quantity, type ParamsOf } from '../fields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { clientBehavior } from './behavior';
import { POLICY_GAUGES, policyFields } from './policyFields';
import { CLIENT_OPERATIONS, scriptSchema } from './script';

const KEYS = 'Keys';
const SCRIPT = 'Script';
const OPEN = ['poisson', 'constant', 'ramp', 'burst'] as const;

const hundredth = (rate: number): number => Math.max(0.001, rate / 100);

/** Fields of a client. */
export const clientFields = {
  arrivals: choice(['poisson', 'constant', 'ramp', 'burst', 'closed'], 'poisson', {
    title: 'Traffic',
    help: 'How requests begin. The first four send at a rate, whatever happens; users wait for their answer before they ask again.',
    options: {
      poisson: 'At random (Poisson)',
      constant: 'Evenly spaced',
      ramp: 'Rising or falling',
      burst: 'In bursts',
      closed: 'Users who wait',
    },
  }),
  ratePerSecond: quantity(0.001, MANY, 20, {
    title: 'Rate',
    unit: 'requests/s',
    help: 'Requests a second, on average.',
    usual: [1, 200],
    when: { field: 'arrivals', is: OPEN },
  }),
  endRatePerSecond: quantity(0, MANY, 100, {
    title: 'Rate at the end',
    unit: 'requests/s',
    help: 'The rate moves in a straight line to this one.',
    usual: [1, 500],
    when: { field: 'arrivals', is: ['ramp'] },
  }),
  rampSeconds: quantity(0.001, MANY, 60, {
    title: 'Time to get there',
    unit: 's',
    usual: [1, 120],
    when: { field: 'arrivals', is: ['ramp'] },
  }),
  burstRatePerSecond: quantity(0.001, MANY, 200, {
    title: 'Rate in a burst',
    unit: 'requests/s',
    usual: [1, 1000],
    when: { field: 'arrivals', is: ['burst'] },
  }),
  burstSeconds: quantity(0.001, MANY, 2, {
    title: 'Length of a burst',
    unit: 's',
    usual: [0.1, 10],
    when: { field: 'arrivals', is: ['burst'] },
  }),
  burstEverySeconds: quantity(0.001, MANY, 10, {
    title: 'A burst every',
    unit: 's',
    help: 'From the start of one burst to the start of the next.',
    usual: [1, 60],
    when: { field: 'arrivals', is: ['burst'] },
  }),
  users: count(1, MANY, 5, {
    title: 'Users',
    help: 'Each sends one request at a time.',
    usual: [1, 100],
    when: { field: 'arrivals', is: ['closed'] },
  }),
  thinkTimeMs: duration(
    { type: 'exponential', meanMs: 1000 },
    {
      title: 'Think time',
      help: 'Pause of a user between an answer and the next request.',
      when: { field: 'arrivals', is: ['closed'] },
    },
  ),
  requestLimit: count(0, 2_000_000_000, 0, {
    title: 'Stop after',
    unit: 'requests',
    help: '0: keep sending until the end of the run.',
    usual: [0, 1000],
  }),
  writePercent: quantity(0, 100, 20, {
    title: 'Writes',
    unit: '%',
    help: 'Share of requests that update a profile; the rest read one.',
    usual: [0, 100],
  }),
  keys: choice(['uniform', 'zipf', 'sequential', 'celebrities'], 'uniform', {
    title: 'Which profiles',
    options: {
      uniform: 'All equally',
      zipf: 'A few are popular (Zipf)',
      sequential: 'One after the other',
      celebrities: 'A few are celebrities',
    },
    help: 'Real traffic is rarely even: a few keys get most of the requests.',
  }),
  zipfExponent: quantity(0.01, 5, 1, {
    title: 'Popularity slope',
    help: 'Higher: fewer keys get more of the traffic.',
    usual: [0.5, 2],
    when: { field: 'keys', is: ['zipf'] },
  }),
  keyCount: count(1, MOST_KEYS, 1000, {
    title: 'Profiles used',
    unit: 'profiles',
    help: 'How many keys are asked for, from the first on: of the 1,000 that are shipped, or of the scenario\u2019s own.',
    usual: [1, 1000],
  }),
  timeoutMs: quantity(0, 3_600_000, 5000, {
    title: 'Timeout',
    unit: 'ms',
    help: 'Gives up after this long. 0: waits for ever.',
    usual: [0, 10_000],
  }),
  ...policyFields,
  celebrities: count(1, MOST_KEYS, 10, {
    title: 'Celebrities',
    unit: 'profiles',
    help: 'How many profiles are celebrities, from the first on.',
    usual: [1, 100],
    section: KEYS,
    when: { field: 'keys', is: ['celebrities'] },
  }),
  celebrityPercent: quantity(0, 100, 50, {
    title: 'Of all requests',
    unit: '%',
    help: 'This share is about celebrities; the rest is spread evenly over the others.',
    usual: [10, 90],
    section: KEYS,
    when: { field: 'keys', is: ['celebrities'] },
  }),
  script: () =>
    scriptSchema.default([]).meta({
      title: 'Script',
      help:
        'Requests in order: key, read or write, field and value. A request with atSeconds is sent at that time, on top of the ' +
        'traffic; one without takes the place of the next request of the traffic.',
      section: SCRIPT,
    } satisfies FieldMeta),
  afterScript: choice(['traffic', 'again', 'nothing'], 'traffic', {
    title: 'After the script',
    help: 'With an empty script, choosing nothing means that it sends only what you send by hand.',
    options: { traffic: 'Goes on as drawn', again: 'From its beginning', nothing: 'Sends nothing more' },
    section: SCRIPT,
  }),
};

/** Params of a client. */
export type ClientParams = ParamsOf<typeof clientFields>;

/** Sends requests and waits for the answers. */
export const client = defineKind(
  {
    kind: 'client',
    version: 1,
    title: 'Client',
    group: GROUPS.traffic,
    idPrefix: 'C',
    summary: 'Sends requests, as users do, and measures how long the answers take.',
    iconPath: 'M4 5h16v11H4z M9 20h6 M12 16v4',
    accepts: [],
    offers: ['request', 'membership'],
    acceptsHelp: 'A client only sends requests; nothing can be wired into it.',
    offersHelp:
      'A client sends requests: wire it to a load balancer, a worker, a router or a database; and to a service registry, which ' +
      'tells it which of them are there.',
    fields: clientFields,
    gauges: POLICY_GAUGES,
    storesKeys: false,
    requestFields: ['script'],
    begins: {
      what: 'requests',
      once: { requestLimit: 1 },
      hundredth: (params, durationSeconds) => ({
        ...(params.script.length === 0 ? {} : { script: params.script.slice(0, Math.ceil(params.script.length / 100)) }),
        ...(params.arrivals === 'closed'
          ? { users: 1, thinkTimeMs: { type: 'constant', valueMs: (durationSeconds * 1000) / 2 } }
          : {
              ratePerSecond: hundredth(params.ratePerSecond),
              endRatePerSecond: hundredth(params.endRatePerSecond),
              burstRatePerSecond: hundredth(params.burstRatePerSecond),
            }),
      }),
    },
    operations: { begins: CLIENT_OPERATIONS },
    card: {
      models: [
        'Open traffic (Poisson, even, ramp, bursts) and closed traffic (users who wait and think)',
        'Reads and writes of profiles: evenly, by Zipf, one after the other, or a few celebrities; up to 1,000,000 keys',
        'A script of requests, in turn or at given times, and requests sent by hand during a run',
        'A timeout after which the user gives up',
        'Retries with backoff, jitter and a budget; hedged requests; deadlines that travel; idempotency keys; fallbacks',
        'Answers without the field that was asked for: ok, and counted as incomplete',
        'Backpressure: additive increase, multiplicative decrease',
      ],
      leavesOut: [
        'Cancelling work that is under way elsewhere when the client gives up',
        'Users who leave for good',
        'A budget or pace shared between clients',
      ],
    },
  },
  clientBehavior,
);
