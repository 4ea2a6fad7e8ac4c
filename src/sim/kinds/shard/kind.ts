import type { ParamsOf } from '../fields';
import { primaryStoreBehavior, STORE_GAUGES } from '../../toolkit/primaryStore';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { REPLICATION_CARD, storeFields } from '../storeFields';
import { ADOPT, FETCH, FORGET, GROUP_OPERATIONS, REPLICATE } from '../../toolkit/operations';

/** Fields of a shard. */
export const shardFields = { ...storeFields };

/** Params of a shard. */
export type ShardParams = ParamsOf<typeof shardFields>;

/** Keeps a part of the profiles. */
export const shard = defineKind(
  {
    kind: 'shard',
    version: 1,
    title: 'Shard',
    group: GROUPS.storage,
    idPrefix: 'S',
    summary: 'Keeps a part of the profiles; a shard router decides which.',
    iconPath:
      'M4 5.5c0-1.4 3.6-2.5 8-2.5s8 1.1 8 2.5S16.4 8 12 8 4 6.9 4 5.500z M4 5.500V12 M20 5.500V12 M4 15v3.500c0 ' +
      '1.4 3.6 2.5 8 2.500s8-1.1 8-2.500V15 M3 13.500h4l2-2 3 4 3-4 2 2h4',
    accepts: ['shard', 'failover', 'standby'],
    offers: ['replication'],
    acceptsHelp: 'A shard holds only a part of the data, so it must be wired behind a shard router, which knows which part.',
    offersHelp: 'A shard sends nothing but its changes, and those only to replicas.',
    fields: shardFields,
    gauges: STORE_GAUGES,
    storesKeys: true,
    hasDisk: true,
    operations: { begins: [REPLICATE], answers: [FETCH, ADOPT, FORGET, REPLICATE, ...GROUP_OPERATIONS] },
    card: {
      models: [
        'Load shedding by CoDel or newest first, deadlines that travel, answers marked when the queue is long',
        'The part of the profiles that its router sends here',
        'A queue in front of a number of connections, with its own service time',
        ...REPLICATION_CARD,
        'Keys that move to or from it in batches, each of which takes a connection as a request does',
        'Reads of a field that it does not have: answered and counted as incomplete',
      ],
      leavesOut: ['Transactions across shards'],
    },
  },
  primaryStoreBehavior<ShardParams>(() => null),
);
