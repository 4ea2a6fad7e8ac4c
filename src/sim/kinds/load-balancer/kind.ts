import { z } from 'zod';
import type { FieldMeta } from '../../model/fieldMeta';
import { CHOOSE } from '../../toolkit/programs';
import { choice, count, MANY, programName, quantity, toggle, type ParamsOf } from '../fields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { loadBalancerBehavior } from './behavior';
import { MEASURE, PROBE, SCALE } from '../../toolkit/operations';

const CHOICE = 'How it chooses';
const HEALTH = 'Health of the targets';
const WEIGHT = String.raw`\s*[A-Za-z][A-Za-z0-9_-]*\s*=\s*\d+(\.\d+)?\s*`;

/** Fields of a load balancer. */
export const loadBalancerFields = {
  strategy: choice(
    ['random', 'round-robin', 'weighted', 'least-connections', 'least-response-time', 'two-choices', 'hash', 'bounded-hash', 'own'],
    'round-robin',
    {
      title: 'Strategy',
      options: {
        random: 'At random',
        'round-robin': 'Each in turn',
        weighted: 'In turn, by weight',
        'least-connections': 'The one with the least to do',
        'least-response-time': 'The one that answers soonest',
        'two-choices': 'The better of two',
        hash: 'By hash',
        'bounded-hash': 'Consistent hash, bounded',
        own: 'By your own program',
      },
      help:
        'How it picks the part that gets the next request. The better of two: two targets at random, and of these ' +
        'the one with fewer open requests. The one that answers soonest: by the average response time, in which long ones count at ' +
        'once (peak EWMA), times the open requests, over the share of good answers. A target that fails at once has ' +
        'little to do, so by open requests it gets a lot: let failures take it out.',
    },
  ),
  stopAfterFailures: count(0, 1000, 3, {
    title: 'Stop sending after',
    unit: 'failures',
    help:
      'After this many failures in a row, a target gets no requests for a while. Errors (500s) and silence count; what is the ' +
      'sender\u2019s own fault (429, read-only, not found) does not. 0: never stops.',
    usual: [0, 10],
  }),
  tryAgainSeconds: quantity(0.001, 86_400, 5, {
    title: 'Try again after',
    unit: 's',
    help: 'How long a failing target is left alone.',
    usual: [0.5, 30],
  }),
  timeoutMs: quantity(0, 3_600_000, 0, {
    title: 'Patience',
    unit: 'ms',
    help: 'Gives up on a target after this long, and counts it as a failure. 0: waits for ever.',
    usual: [0, 5000],
  }),
  weights: () =>
    z
      .string()
      .max(2000)
      .regex(new RegExp(`^\\s*$|^${WEIGHT}(,${WEIGHT})*$`), { message: 'must be names with weights, such as W1=3, W2=1' })
      .default('')
      .meta({
        title: 'Weights',
        help: 'How much each target can take against the others, such as W1=3, W2=1. Targets that are not named have 1.',
        section: CHOICE,
        face: '{}',
        namesParts: true,
        examples: ['', 'W1=3, W2=1', 'W2=0.5'],
        when: { field: 'strategy', is: ['weighted', 'least-connections', 'two-choices', 'own'] },
      } satisfies FieldMeta),
  program: programName({
    title: 'Program',
    help:
      'Your own function, choose: it is called for every request and says which target gets it. When you rename a part, change the ' +
      'ids in your function yourself.',
    section: CHOICE,
    when: { field: 'strategy', is: ['own'] },
    programs: [CHOOSE],
  }),
  hashBy: choice(['key', 'client'], 'key', {
    title: 'Hash of',
    options: { key: 'The profile asked for', client: 'The client (its address)' },
    section: CHOICE,
    face: 'by client',
    help: 'Equal hashes go to the same target. By client, all users behind one address go to the same target.',
    when: { field: 'strategy', is: ['hash', 'bounded-hash'] },
  }),
  loadBoundPercent: quantity(100, 10_000, 125, {
    title: 'Bound',
    unit: '%',
    help: 'The most open requests a target takes, as a share of the average; what is above that goes to the next one on the circle.',
    usual: [101, 300],
    section: CHOICE,
    face: 'bound {} %',
    when: { field: 'strategy', is: ['bounded-hash'] },
  }),
  forgetSeconds: quantity(0.001, 3600, 10, {
    title: 'Memory',
    unit: 's',
    help: 'How fast old response times fade out of the average.',
    usual: [1, 60],
    section: CHOICE,
    face: 'memory {} s',
    when: { field: 'strategy', is: ['least-response-time', 'own'] },
  }),
  stickyBy: choice(['off', 'key', 'client'], 'off', {
    title: 'Sticky sessions',
    options: { off: 'Off', key: 'Each profile keeps its target', client: 'Each client keeps its target' },
    section: CHOICE,
    face: 'sticky',
    help: 'A session stays with the target that got its first request, as long as that target is well.',
  }),
  preferZone: toggle(false, {
    title: 'Own zone first',
    help:
      'Sends only to targets in its own zone, as long as enough of them are well: the way is short, and there is no cost between ' +
      'zones. Zones are set on the parts.',
    section: CHOICE,
    face: 'own zone first',
  }),
  zoneSpillPercent: quantity(0, 100, 50, {
    title: 'Leaves its zone below',
    unit: '% well',
    help: 'When fewer of the targets in its zone are well, it sends to all zones.',
    usual: [0, 100],
    section: CHOICE,
    when: { field: 'preferZone', is: [true] },
  }),
  healthCheckSeconds: quantity(0, 3600, 0, {
    title: 'Check health every',
    unit: 's',
    help: 'How often it asks each target whether it is well, with messages of its own. 0: it learns only from the requests.',
    usual: [0, 10],
    section: HEALTH,
    face: 'checks every {} s',
  }),
  healthTimeoutMs: quantity(1, 60_000, 1000, {
    title: 'A check may take',
    unit: 'ms',
    help: 'No answer after this long counts as unwell.',
    usual: [10, 2000],
    section: HEALTH,
  }),
  unhealthyAfter: count(1, 100, 3, {
    title: 'Unwell after',
    unit: 'checks',
    help: 'After this many failed checks in a row.',
    usual: [1, 5],
    section: HEALTH,
  }),
  healthyAfter: count(1, 100, 2, {
    title: 'Well again after',
    unit: 'checks',
    help: 'After this many good checks in a row.',
    usual: [1, 5],
    section: HEALTH,
  }),
  ejectErrorPercent: quantity(0, 100, 0, {
    title: 'Throw out at',
    unit: '% errors',
    help: 'Outlier ejection: a target that fails this share of its requests is left alone for a while, longer each time. 0: off.',
    usual: [0, 100],
    section: HEALTH,
    face: 'ejects at {} %',
  }),
  ejectEverySeconds: quantity(0.01, 3600, 10, {
    title: 'Judge every',
    unit: 's',
    help: 'How often the shares are judged, for outlier ejection.',
    usual: [1, 30],
    section: HEALTH,
  }),
  ejectLeastRequests: count(1, MANY, 5, {
    title: 'Judge from',
    unit: 'requests',
    help: 'With fewer requests since the last time, a target is not judged.',
    usual: [1, 100],
    section: HEALTH,
  }),
  mostEjectedPercent: quantity(0, 100, 100, {
    title: 'Leave out at most',
    unit: '% of targets',
    help: 'However many targets fail, it never leaves out more than this share of them because of failed requests.',
    usual: [10, 100],
    section: HEALTH,
    face: 'at most {} % out',
  }),
  slowStartSeconds: quantity(0, 3600, 0, {
    title: 'Slow start',
    unit: 's',
    help: 'A target that comes back gets little at first, and its full share only after this long. 0: at once.',
    usual: [0, 60],
    section: HEALTH,
    face: 'slow start {} s',
  }),
};

/** Params of a load balancer. */
export type LoadBalancerParams = ParamsOf<typeof loadBalancerFields>;

/** Spreads requests over several parts. */
export const loadBalancer = defineKind(
  {
    kind: 'load-balancer',
    version: 1,
    title: 'Load balancer',
    group: GROUPS.routing,
    idPrefix: 'LB',
    summary: 'Spreads requests over the parts behind it and avoids those that fail.',
    iconPath: 'M3 12h5 M8 12l6-6h7 M8 12h13 M8 12l6 6h7 M18.5 3.5 21 6l-2.5 2.5 M18.5 15.5 21 18l-2.5 2.5',
    accepts: ['request', 'control'],
    offers: ['request', 'membership'],
    acceptsHelp: 'A load balancer takes requests from clients, workers and other balancers, and orders from an autoscaler.',
    offersHelp:
      'A load balancer can send to workers, other balancers, routers, databases and replicas, and ask a service registry which of ' +
      'them are there; shards are reached through a shard router.',
    fields: loadBalancerFields,
    gauges: [
      { name: 'avoided', title: 'Targets avoided', type: 'level', unit: 'targets' },
      { name: 'on', title: 'Targets on', type: 'level', unit: 'targets', later: true },
    ],
    storesKeys: false,
    spreads: true,
    operations: { begins: [PROBE, SCALE], answers: [PROBE, SCALE, MEASURE], passesOn: true },
    card: {
      models: [
        'Choice at random, in turn, by smooth weights, by least open requests, by response time (peak EWMA), of the ' +
          'better of two, by hash, and by consistent hash with bounded loads',
        'A program of your own in JavaScript, in a sandbox: 400,000 steps and 10 MB ' +
          'for each request; when it fails, the request fails with a program error (500)',
        'Sticky sessions, as long as their target is well',
        'A preference for its own zone',
        'Consistent hashing with 160 points for each target',
        'The share of failures fades as response times do; one answer counts for 0.3 of it',
        'Passive health: failures in a row, or too large a share of failures, take a target out for a while; if all are out, all are tried',
        'Active health checks with messages of their own, and slow start of a target that comes back',
        'Orders of an autoscaler to switch targets on and off',
      ],
      leavesOut: [
        'Its own processing time and limits',
        'Sessions that end, and users behind one client told apart',
        'Several balancers telling each other what they know',
      ],
    },
  },
  loadBalancerBehavior,
);
