import { allKeys } from '../../toolkit/store';
import { primaryStoreBehavior, STORE_GAUGES } from '../../toolkit/primaryStore';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { toggle, type ParamsOf } from '../fields';
import { REPLICATION_CARD, storeFields } from '../storeFields';
import { GROUP_OPERATIONS, REPLICATE } from '../../toolkit/operations';

/** Fields of a database. */
export const databaseFields = {
  ...storeFields,
  preloaded: toggle(true, {
    title: 'Holds all profiles at the start',
    help: 'Off: it is empty at the start of the run and knows only what is written to it.',
  }),
};

/** Params of a database. */
export type DatabaseParams = ParamsOf<typeof databaseFields>;

/** Keeps all profiles. */
export const database = defineKind(
  {
    kind: 'database',
    version: 1,
    title: 'Database',
    group: GROUPS.storage,
    idPrefix: 'DB',
    summary: 'Keeps all profiles: reads them, updates them, and can be copied to replicas.',
    iconPath: 'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3z M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6 M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
    accepts: ['request', 'failover', 'standby'],
    offers: ['replication', 'membership'],
    acceptsHelp: 'A database takes requests from clients, balancers and workers.',
    offersHelp: 'A database sends nothing but its changes, and those only to replicas. A service registry can list it.',
    fields: databaseFields,
    gauges: STORE_GAUGES,
    storesKeys: true,
    hasDisk: true,
    operations: { begins: [REPLICATE], answers: [REPLICATE, ...GROUP_OPERATIONS] },
    card: {
      models: [
        'Load shedding by CoDel or newest first, deadlines that travel, answers marked when the queue is long',
        'A queue in front of a number of connections, with its own service time',
        'Profiles that are really read and written, field by field: the shipped ones, or one for each key of the scenario',
        ...REPLICATION_CARD,
        'For a replica that is gone, the log keeps the newest write of each field only',
        'A write that arrives twice, for whatever reason, is carried out twice and counted, unless it carries a key',
        'Data on disk: a crash loses what was being worked on, not what was written',
      ],
      leavesOut: ['Transactions and locks', 'Indexes, caches and query plans', 'Disk space'],
    },
  },
  primaryStoreBehavior<DatabaseParams>((node) => (node.params.preloaded ? allKeys(node.setup.keys.count) : null)),
);
