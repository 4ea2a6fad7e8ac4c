import { APPEND, CAS, DELETE, INCREMENT, REMOVE } from '../../toolkit/operations';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, quantity, type ParamsOf } from '../fields';
import { multiLeaderBehavior } from './behavior';
import { MULTI_LEADER_GAUGES } from './gauges';

/** Fields of a leader among several. */
export const multiLeaderFields = {
  conflict: choice(['last-write-wins', 'siblings', 'crdt'], 'last-write-wins', {
    title: 'Two writes at once',
    help:
      'What becomes of writes that had not seen each other. Last write wins: the later one, by the clocks of their leaders; the other ' +
      'is lost. Siblings: both stay, until a write that has seen both. CRDT: counters and lists merge, and nothing is lost of them; ' +
      'of plain values the last one wins, by logical time.',
    options: { 'last-write-wins': 'Last write wins, by clock', siblings: 'Siblings, by version vectors', crdt: 'Merge: CRDT' },
    face: '{}',
    isOnFace: true,
  }),
  context: choice(['leader', 'client'], 'leader', {
    title: 'A write has seen',
    help: 'A write takes the place of what it has seen: all that its leader holds, or only what its client last read there.',
    options: { leader: 'What its leader holds', client: 'What its client last read here' },
    when: { field: 'conflict', is: ['siblings'] },
  }),
  replicateMs: quantity(0, 3_600_000, 0, {
    title: 'Replicates every',
    unit: 'ms',
    help: 'So often it tells the other leaders what has changed. 0: at once, with every write.',
    usual: [0, 5000],
  }),
  retryMs: quantity(1, 3_600_000, 500, {
    title: 'Sends again after',
    unit: 'ms',
    help: 'A change that another leader has not acknowledged by then is sent again, for as long as it takes.',
    usual: [50, 10_000],
  }),
  antiEntropyMs: quantity(0, 3_600_000, 0, {
    title: 'Compares copies every',
    unit: 'ms',
    help:
      'So often it compares hash trees (Merkle trees) with another leader drawn at random, and both take what they lack. ' +
      '0: only when it is back after a crash.',
    usual: [0, 10_000],
  }),
  storage: choice(['disk', 'memory'], 'disk', {
    title: 'Keeps values',
    help: 'On disk: a crash takes nothing. In memory: it comes back with nothing, and asks the others.',
    options: { disk: 'On disk', memory: 'In memory' },
  }),
};

/** Params of a leader among several. */
export type MultiLeaderParams = ParamsOf<typeof multiLeaderFields>;

/** Takes writes like every other leader of its network, answers at once, and tells the others afterwards. */
export const multiLeader = defineKind(
  {
    kind: 'multi-leader',
    version: 1,
    title: 'Multi-leader node',
    group: GROUPS.networks,
    idPrefix: 'ML',
    summary: 'One of several leaders of the same data: answers reads and writes at once, and replicates to the others afterwards.',
    iconPath: 'M4 7l2 2l2-4l2 4l2-2v5H4z M12 15l2 2l2-4l2 4l2-2v5h-8z M14 7h5v3 M10 19H5v-3',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients, balancers or workers to multi-leader nodes: whichever is asked answers at once.',
    offersHelp: 'Wire multi-leader nodes to one network: they replicate to those they are next to there.',
    fields: multiLeaderFields,
    gauges: MULTI_LEADER_GAUGES,
    storesKeys: true,
    isMember: true,
    hasDisk: true,
    operations: { answers: [CAS, APPEND, REMOVE, INCREMENT, DELETE] },
    card: {
      models: [
        'Multi-leader replication: each takes writes, answers at once, and sends the change to those it is next to until they ' +
          'acknowledge it; in topologies in which not all are neighbours, changes are passed on',
        'Last write wins by the clock of the leader that took the write; what was dropped without having been seen is counted',
        'Siblings by version vectors with dots (Preguiça and others, 2012): what a write has not seen stays beside it',
        'CRDTs (Shapiro and others, 2011): counters (a share for each leader, that grows and shrinks), lists whose items are added ' +
          'and taken out (an addition wins over what has not seen it), plain values (the last one wins by Lamport time)',
        'Deleted values leave a tombstone: what has been seen of them, so that old copies do not bring them back',
        'Who is back after a crash compares hash trees with all neighbours',
      ],
      leavesOut: [
        'Time to work and to write a disk: it answers at once',
        'A compare-and-set looks at the copy of its own leader only: two leaders may both say yes',
        'With siblings, lists and counters are plain values: an item is added to all items there are, an amount to the largest number',
        'What a client has seen at another leader',
        'Tombstones are never thrown away',
      ],
    },
  },
  multiLeaderBehavior,
);
