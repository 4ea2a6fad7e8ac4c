import { choice, count, duration, MANY, quantity, toggle, type ParamsOf } from '../fields';
import { sheddingFields } from '../sheddingFields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { workerBehavior } from './behavior';
import type { GaugeInfo } from '../../trace/types';
import { PROBE, ROUTE, SCALE } from '../../toolkit/operations';

const MACHINE = 'The machine';
const TROUBLE = 'Trouble with the machine';
const MEMORY = 'Memory';
const BEHIND = 'Asking the parts behind';
const PROCESSES = { field: 'execution', is: ['processes'] };

/** Fields of a worker. */
export const workerFields = {
  concurrency: count(1, MANY, 4, {
    title: 'Slots',
    help: 'Requests it works on at once. Adding slots is vertical scaling: a bigger machine.',
    usual: [1, 32],
    when: { field: 'execution', is: ['slots'] },
  }),
  serviceTimeMs: duration(
    { type: 'exponential', meanMs: 20 },
    { title: 'Service time', help: 'Work on one request, before anything behind it is asked.' },
  ),
  queueLimit: count(0, MANY, 100, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When this many are waiting, the next one is turned away.',
    usual: [0, 500],
  }),
  costPerQueuedMs: quantity(0, 60_000, 0, {
    title: 'Cost of queueing',
    unit: 'ms',
    help: 'Extra work on a request for every other one that is waiting: the price of juggling many things at once.',
    usual: [0, 5],
  }),
  holdSlot: toggle(true, {
    title: 'Hold the slot while asking',
    help: 'On: a slot is busy until the part behind has answered (blocking). Off: it is free in the meantime (asynchronous).',
  }),
  readsFrom: choice(['any', 'primary', 'replicas'], 'any', {
    title: 'Reads go to',
    options: { any: 'Primary and replicas', primary: 'The primary only', replicas: 'Replicas only' },
    help: 'Only matters when replicas are wired behind the worker.',
  }),
  promoteAfterFailures: count(0, 1000, 3, {
    title: 'Promote a replica after',
    unit: 'failures',
    help: 'After this many failures of a primary in a row, a replica that is wired here takes its place. 0: never.',
    usual: [0, 10],
  }),
  callTimeoutMs: quantity(0, 3_600_000, 0, {
    title: 'Patience',
    unit: 'ms',
    help: 'Gives up on the part behind it after this long. 0: waits for ever.',
    usual: [0, 5000],
  }),
  execution: choice(['slots', 'processes'], 'slots', {
    title: 'Works in',
    options: { slots: 'Slots, each at full speed', processes: 'Processes with threads, on cores' },
    section: MACHINE,
    help: 'Slots are simple. Processes share the cores of the machine: many requests at once make each other slow.',
  }),
  processes: count(1, 256, 1, {
    title: 'Processes',
    help: 'Each has its own threads. Adding processes is vertical scaling.',
    usual: [1, 20],
    section: MACHINE,
    when: PROCESSES,
  }),
  threads: count(1, 1000, 8, {
    title: 'Threads each',
    unit: 'per process',
    help: 'How many requests one process works on at once.',
    usual: [1, 64],
    section: MACHINE,
    when: PROCESSES,
  }),
  cores: count(1, 256, 4, {
    title: 'Cores',
    help: 'How many threads can compute at full speed at the same time.',
    usual: [1, 32],
    section: MACHINE,
    face: '{} cores',
    when: PROCESSES,
  }),
  oneThreadComputes: toggle(true, {
    title: 'One thread computes at a time',
    help: 'As in Python (its global lock, the GIL): threads of one process take turns at computing, but wait side by side.',
    section: MACHINE,
    when: PROCESSES,
  }),
  cpuPercent: quantity(0, 100, 100, {
    title: 'Computing',
    unit: '% of the work',
    help:
      '100: it computes all the time (CPU-bound). 0: it only waits for something else, such as a disk (I/O-bound), which many ' +
      'threads can do at once.',
    usual: [0, 100],
    section: MACHINE,
    face: '{} % computing',
    when: PROCESSES,
  }),
  errorPercent: quantity(0, 100, 0, {
    title: 'Answers with an error',
    unit: '% of requests',
    help: 'After the work, with status 500: a bug, or a flaky library.',
    usual: [0, 100],
    section: TROUBLE,
    face: '{} % errors',
  }),
  neighbourPercent: quantity(0, 95, 0, {
    title: 'Noisy neighbour takes',
    unit: '% of the processor',
    help: 'Another program on the same machine, from time to time. 0: none.',
    usual: [0, 90],
    section: TROUBLE,
    face: 'neighbour takes {} %',
  }),
  neighbourOnSeconds: quantity(0.001, 3600, 2, {
    title: 'It is busy for',
    unit: 's',
    help: 'On average.',
    usual: [0.1, 30],
    section: TROUBLE,
  }),
  neighbourOffSeconds: quantity(0.001, 3600, 8, {
    title: 'It is quiet for',
    unit: 's',
    help: 'On average.',
    usual: [0.1, 60],
    section: TROUBLE,
  }),
  startSeconds: quantity(0, 3600, 0, {
    title: 'Start takes',
    unit: 's',
    help: 'After a crash, how long it takes from the restart until it accepts requests again.',
    usual: [0, 60],
    section: TROUBLE,
    face: 'starts in {} s',
  }),
  warmUpSeconds: quantity(0, 3600, 0, {
    title: 'Warm-up takes',
    unit: 's',
    help:
      'After a start, work is slower at first (cold caches, code not compiled yet) and gets faster in a straight ' +
      'line. 0: warm at once.',
    usual: [0, 60],
    section: TROUBLE,
    face: 'warm in {} s',
  }),
  warmUpFactor: quantity(1, 100, 5, {
    title: 'Cold is slower by',
    unit: 'times',
    help: 'How much longer the first request takes.',
    usual: [1, 20],
    section: TROUBLE,
  }),
  collectEveryRequests: count(0, MANY, 0, {
    title: 'Collects garbage every',
    unit: 'requests',
    help: 'Everything in it then stands still for a moment. 0: never.',
    usual: [0, 1000],
    section: TROUBLE,
    face: 'collects every {}',
  }),
  collectPauseMs: duration(
    { type: 'constant', valueMs: 100 },
    { title: 'A collection takes', help: 'How long it stands still.', section: TROUBLE },
  ),
  memoryMb: quantity(0, MANY, 0, {
    title: 'Memory',
    unit: 'MB',
    help: 'When it needs more than this, it is killed, with every request inside. 0: as much as it wants.',
    usual: [0, 1000],
    section: MEMORY,
    face: '{} MB',
  }),
  memoryBaseMb: quantity(0, MANY, 50, {
    title: 'The program itself',
    unit: 'MB',
    help: 'What it uses without any request.',
    usual: [0, 500],
    section: MEMORY,
  }),
  memoryPerRequestMb: quantity(0, MANY, 5, {
    title: 'Each request',
    unit: 'MB',
    help: 'What a request uses while it is inside, waiting or worked on.',
    usual: [0, 100],
    section: MEMORY,
  }),
  leakKbPerRequest: quantity(0, MANY, 0, {
    title: 'Leak',
    unit: 'KB per request',
    help: 'Memory that is not given back until the next start.',
    usual: [0, 1000],
    section: MEMORY,
    face: 'leaks {} KB',
  }),
  memoryRestartSeconds: quantity(0, 3600, 5, {
    title: 'Back after',
    unit: 's',
    help: 'How long it takes to start again after it was killed.',
    usual: [0, 60],
    section: MEMORY,
  }),
  callOrder: choice(['sequence', 'parallel'], 'sequence', {
    title: 'Asks several parts',
    options: { sequence: 'One after the other', parallel: 'All at once' },
    section: BEHIND,
    face: 'asks in parallel',
    help: 'Only matters when several parts are wired behind it. It answers when all of them have answered.',
  }),
  connections: count(0, MANY, 0, {
    title: 'Connections',
    unit: 'per part behind',
    help: 'How many requests may be under way to each part behind it; others wait for a free connection. 0: no limit.',
    usual: [0, 50],
    section: BEHIND,
    face: '{} connections',
  }),
  ...sheddingFields,
};

/** Params of a worker. */
export type WorkerParams = ParamsOf<typeof workerFields>;

const WORKER_GAUGES: readonly GaugeInfo[] = [
  { name: 'memory', title: 'Memory', type: 'level', unit: 'MB', later: true },
  { name: 'computing', title: 'Cores busy', type: 'level', unit: 'cores', later: true },
  { name: 'stolen', title: 'Taken by the neighbour', type: 'level', unit: '%', later: true },
  { name: 'collecting', title: 'Collecting garbage', type: 'level', later: true },
  { name: 'forConnection', title: 'Waiting for a connection', type: 'level', unit: 'requests', later: true },
  { name: 'blocked', title: 'Slots that wait for parts behind', type: 'level', unit: 'slots', later: true },
];

/** Works on requests. */
export const worker = defineKind(
  {
    kind: 'worker',
    version: 1,
    title: 'Worker',
    group: GROUPS.compute,
    idPrefix: 'W',
    summary: 'Works on requests, a few at a time, and asks what is wired behind it.',
    iconPath: 'M4 6h16v5H4z M4 13h16v5H4z M7 8.5h.01 M7 15.5h.01 M11 8.5h6 M11 15.5h6',
    accepts: ['request', 'failover'],
    offers: ['request', 'membership'],
    acceptsHelp: 'A worker takes requests from clients, load balancers and other workers, and news of a failover monitor.',
    offersHelp:
      'A worker can ask workers, load balancers, routers, databases and replicas, and be listed by a service ' +
      'registry; shards are reached through a shard router.',
    fields: workerFields,
    gauges: WORKER_GAUGES,
    storesKeys: false,
    operations: { answers: [PROBE, SCALE, ROUTE], passesOn: true },
    card: {
      models: [
        'A bounded first-in, first-out queue in front of a number of equal slots',
        'A service time of any distribution, and a cost for every request that waits',
        'Processes with threads on cores: computing is shared equally (processor sharing), one thread of a process at a time if you ' +
          'choose; waiting is not shared',
        'A noisy neighbour, a start and a warm-up, garbage collection that stops everything, and a kill when memory runs out',
        'Load shedding: CoDel (RFC 8289), newest first, dropping what is old; work whose deadline has passed is not ' +
          'begun; answers marked when the queue is long',
        'Errors at random',
        'Calls to each part behind it, one after the other or all at once, over a limited number of connections',
      ],
      leavesOut: [
        'Priorities',
        'The cost of switching between threads (but see the cost of queueing)',
        'Swapping: memory is either there or not',
        'Full queues and garbage collection in health checks: the machine answers them, whatever the worker does',
      ],
    },
  },
  workerBehavior,
);
