import { count, duration, MANY, type ParamsOf } from '../fields';
import { sheddingFields } from '../sheddingFields';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { replicaBehavior } from './behavior';
import { replicationFields } from '../storeFields';
import { ADOPT, FETCH, FORGET, GROUP_OPERATIONS, PROMOTE, REPLICATE } from '../../toolkit/operations';

/** Fields of a replica. */
export const replicaFields = {
  concurrency: count(1, MANY, 1, { title: 'Connections served at once', help: 'Requests it works on at the same time.', usual: [1, 32] }),
  serviceTimeMs: duration({ type: 'exponential', meanMs: 5 }, { title: 'Service time', help: 'Time for one read.' }),
  queueLimit: count(0, MANY, 200, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When this many are waiting, the next one is turned away.',
    usual: [0, 500],
  }),
  applyTimeMs: duration(
    { type: 'constant', valueMs: 1 },
    { title: 'Time to apply changes', help: 'From the arrival of a batch of changes until reads see them.' },
  ),
  ...replicationFields('Once it is primary'),
  ...sheddingFields,
};

/** Params of a replica. */
export type ReplicaParams = ParamsOf<typeof replicaFields>;

/** Follows a database or a shard. */
export const replica = defineKind(
  {
    kind: 'replica',
    version: 1,
    title: 'Replica',
    group: GROUPS.storage,
    idPrefix: 'R',
    summary: 'A copy that follows a database or a shard, answers reads, and can take its place.',
    iconPath:
      'M8 6.500c0-1.4 2.7-2.5 6-2.500s6 1.1 6 2.500S17.3 9 14 9 8 7.9 8 6.500z M8 6.500v8c0 1.4 2.7 2.5 6 ' +
      '2.500s6-1.1 6-2.500v-8 M8 9.500c-2.4.4-4 1.3-4 2.300v6c0 1.3 2.7 2.4 6 2.4 1.5 0 2.9-.2 4-.6',
    accepts: ['replication', 'request', 'shard', 'failover', 'standby'],
    offers: ['standby'],
    acceptsHelp: 'A replica takes changes from the one database or shard it follows, and reads from balancers, workers and routers.',
    offersHelp: 'A replica sends nothing but changes, once it is primary, and those only to databases, shards and replicas of its group.',
    fields: replicaFields,
    gauges: [
      { name: 'keys', title: 'Keys held', type: 'level', unit: 'keys' },
      { name: 'applied', title: 'Changes applied', type: 'level', unit: 'writes' },
      { name: 'primary', title: 'Is primary', type: 'level' },
      { name: 'incomplete', title: 'Reads of a field it does not have', type: 'counter', unit: 'reads', later: true },
      { name: 'lagMs', title: 'Age of the last change when it was applied', type: 'level', unit: 'ms', later: true, derived: true },
      { name: 'epoch', title: 'Epoch', type: 'level', later: true },
      { name: 'lost', title: 'Acknowledged writes lost', type: 'counter', unit: 'writes', later: true },
      { name: 'alone', title: 'Acknowledged writes the other primary lacks', type: 'level', unit: 'writes', later: true },
    ],
    storesKeys: true,
    hasDisk: true,
    operations: { begins: [REPLICATE], answers: [REPLICATE, PROMOTE, FETCH, ADOPT, FORGET, ...GROUP_OPERATIONS] },
    card: {
      models: [
        'Load shedding by CoDel or newest first, deadlines that travel, answers marked when the queue is long',
        'Changes applied in the order of the primary, in batches, each acknowledged',
        'Reads that may be older than the primary; when it does not have the field, the answer is counted as incomplete',
        'Promotion, by hand or by the router or worker in front of it: from then on it takes writes and no longer follows',
        'As primary it sends its changes to those of its group that it is wired to: who has another log gets a copy of the whole',
        'Epochs of a failover monitor: changes under an older one are refused; a primary that hears of a later one steps down, and ' +
          'says which of its acknowledged writes are lost',
      ],
      leavesOut: [
        'Elections among replicas: a failover monitor, a router, a worker or a hand promotes',
        'Recovering writes the old primary had not shipped',
      ],
    },
  },
  replicaBehavior,
);
