import { choice, count, duration, MANY } from './fields';
import { sheddingFields } from './sheddingFields';

/** Fields of every part that keeps profiles and takes writes. */
export const storeFields = {
  concurrency: count(1, MANY, 1, { title: 'Connections served at once', help: 'Requests it works on at the same time.', usual: [1, 32] }),
  serviceTimeMs: duration({ type: 'exponential', meanMs: 5 }, { title: 'Service time', help: 'Time for one read or write.' }),
  queueLimit: count(0, MANY, 200, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When this many are waiting, the next one is turned away.',
    usual: [0, 500],
  }),
  replication: choice(['async', 'sync'], 'async', {
    title: 'Replication',
    options: { async: 'Asynchronous: answer at once', sync: 'Synchronous: wait for the replicas' },
    help: 'Whether a write is answered before the replicas have it. Replicas that are out of touch are not waited for.',
  }),
  ...sheddingFields,
};
