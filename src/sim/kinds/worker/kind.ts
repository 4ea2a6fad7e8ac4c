import { z } from 'zod';
import { choice, count, duration, MANY, quantity, toggle } from '../fields';
import { defineKind } from '../define';
import { workerBehavior } from './behavior';

/** Fields of a worker. */
export const workerFields = z.strictObject({
  concurrency: count(1, MANY, 4, {
    title: 'Slots', help: 'Requests it works on at once. More slots is vertical scaling: a bigger machine.', usual: [1, 32],
  }),
  serviceTimeMs: duration({ type: 'exponential', meanMs: 20 }, { title: 'Service time', help: 'Work on one request, before anything behind it is asked.' }),
  queueLimit: count(0, MANY, 100, { title: 'Queue limit', unit: 'requests', help: 'When so many wait, the next is turned away.', usual: [0, 500] }),
  costPerQueuedMs: quantity(0, 60_000, 0, {
    title: 'Cost of queueing', unit: 'ms', help: 'Extra work on a request for every other that waits: the price of juggling many things at once.', usual: [0, 5],
  }),
  holdSlot: toggle(true, {
    title: 'Hold the slot while asking', help: 'On: a slot is taken until the part behind has answered (blocking). Off: it is free meanwhile (asynchronous).',
  }),
  readsFrom: choice(['any', 'primary', 'replicas'], 'any', {
    title: 'Reads go to', options: { any: 'Primary and replicas', primary: 'The primary only', replicas: 'Replicas only' },
    help: 'Only matters when replicas are wired behind the worker.',
  }),
  promoteAfterFailures: count(0, 1000, 3, {
    title: 'Promote a replica after', unit: 'failures', help: 'So many failures of a primary in a row, and a replica that is wired here takes its place. 0: never.', usual: [0, 10],
  }),
  callTimeoutMs: quantity(0, 3_600_000, 0, { title: 'Patience', unit: 'ms', help: 'Gives up on the part behind it after this long. 0: waits for ever.', usual: [0, 5000] }),
});

/** Params of a worker. */
export type WorkerParams = z.infer<typeof workerFields>;

/** Works on requests. */
export const worker = defineKind(
  {
    kind: 'worker', version: 1, title: 'Worker', group: 'Compute', idPrefix: 'W',
    summary: 'Works on requests, a few at a time, and asks what is wired behind it.',
    iconPath: 'M4 6h16v5H4z M4 13h16v5H4z M7 8.5h.01 M7 15.5h.01 M11 8.5h6 M11 15.5h6',
    accepts: ['request'], offers: ['request'],
    acceptsHelp: 'A worker takes requests from clients, load balancers and other workers.',
    offersHelp: 'A worker can ask workers, load balancers, routers, databases and replicas; shards are reached through a shard router.',
    fields: workerFields as z.ZodType<WorkerParams>, gauges: [], storesKeys: false,
    card: {
      models: ['A bounded first-in first-out queue before a number of equal slots', 'A service time of any distribution, and a cost for every request that waits', 'Calls to each part behind it, one after the other'],
      leavesOut: ['Processes against threads, memory, garbage collection', 'Priorities'],
    },
  },
  workerBehavior,
);
