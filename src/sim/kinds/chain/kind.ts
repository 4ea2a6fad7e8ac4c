import { APPEND, CAS, DELETE, INCREMENT } from '../../toolkit/operations';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, duration, MANY, quantity, type ParamsOf } from '../fields';
import { chainBehavior } from './behavior';
import { CHAIN_GAUGES } from './gauges';

/** Fields of a chain node. */
export const chainFields = {
  reads: choice(['tail', 'any'], 'tail', {
    title: 'Reads are answered by',
    help:
      'The tail alone: it has only what all others have. Any node (CRAQ): by itself while it knows of no write under way; ' +
      'else it asks the tail which version counts.',
    options: { tail: 'The tail', any: 'Any node (CRAQ)' },
    face: 'reads: {}',
    isOnFace: true,
  }),
  concurrency: count(1, MANY, 4, { title: 'Requests served at once', help: 'Requests it works on at the same time.', usual: [1, 32] }),
  serviceTimeMs: duration(
    { type: 'constant', valueMs: 1 },
    { title: 'Service time', help: 'Time for one read or write, at the node that answers it: the head for writes.' },
  ),
  queueLimit: count(0, MANY, 200, {
    title: 'Queue limit',
    unit: 'requests',
    help: 'When so many wait, the next is turned away.',
    usual: [0, 500],
  }),
  patienceMs: quantity(1, 600_000, 3000, {
    title: 'Gives up after',
    unit: 'ms',
    help:
      'A request that has not come through the chain by then is answered: it is not sure. Longer than the master takes to take ' +
      'a node out.',
    usual: [100, 10_000],
  }),
  retryMs: quantity(1, 3_600_000, 200, {
    title: 'Sends again after',
    unit: 'ms',
    help: 'A write that the next node has not acknowledged by then is sent again, and so is a question to the tail.',
    usual: [20, 5000],
  }),
};

/** Params of a chain node. */
export type ChainParams = ParamsOf<typeof chainFields>;

/** One node of a chain that keeps the same values one after the other. */
export const chain = defineKind(
  {
    kind: 'chain',
    version: 1,
    title: 'Chain node',
    group: GROUPS.networks,
    idPrefix: 'CH',
    summary: 'Keeps values in a chain of copies: writes go from the head to the tail, and what the tail has is safe.',
    iconPath: 'M9 8H6a4 4 0 0 0 0 8h3 M15 8h3a4 4 0 0 1 0 8h-3 M8 12h8',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients, balancers or workers to chain nodes: each passes on what only the head or the tail can do.',
    offersHelp: 'Wire chain nodes to one network, with a chain master: the chain goes through them in the order of the document.',
    fields: chainFields,
    gauges: CHAIN_GAUGES,
    storesKeys: true,
    isMember: true,
    hasDisk: true,
    operations: { answers: [CAS, APPEND, INCREMENT, DELETE] },
    card: {
      models: [
        'Chain replication (van Renesse and Schneider, 2004): the head orders writes, each node hands them on, the tail commits; ' +
          'acknowledgements go back up the chain',
        'CRAQ (Terrace and Freedman, 2009): any node answers reads of clean values; of dirty ones it asks the tail for the version ' +
          'that counts',
        'Head, middle or tail gone: the master says so, the others close up, and writes under way are sent again',
        'Who comes back joins as the new tail, with the whole state from the one before it',
        'Leases: a node that the master has not answered in time serves nobody until it has',
        'Values lie on a disk: a crash loses what clients wait for, not what was written',
      ],
      leavesOut: [
        'Work for what others send: only requests of clients, and reads passed to the tail, take service time',
        'A write that was passed to the head and got lost is not sent again: after a while its client is told that it is not sure',
        'Without a chain master the chain stays as it is: a dead node stops it',
      ],
    },
  },
  chainBehavior,
);
