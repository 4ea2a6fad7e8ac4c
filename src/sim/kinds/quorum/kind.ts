import { APPEND, CAS, DELETE, INCREMENT, REMOVE } from '../../toolkit/operations';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, quantity, toggle, type ParamsOf } from '../fields';
import { quorumBehavior } from './behavior';
import { QUORUM_GAUGES } from './gauges';

/** Fields of a quorum node. */
export const quorumFields = {
  copies: count(1, 100, 3, {
    title: 'Copies of each value (N)',
    unit: 'copies',
    help: 'How many of the nodes keep a value. Its key decides which ones.',
    usual: [1, 7],
    face: 'N {}',
    isOnFace: true,
  }),
  reads: count(1, 100, 2, {
    title: 'A read waits for (R)',
    unit: 'copies',
    help: 'With R + W > N every read meets a node that has the last write.',
    usual: [1, 7],
    face: 'R {}',
    isOnFace: true,
  }),
  writes: count(1, 100, 2, {
    title: 'A write waits for (W)',
    unit: 'copies',
    help: 'How many nodes must have kept a write before it is acknowledged.',
    usual: [1, 7],
    face: 'W {}',
    isOnFace: true,
  }),
  versions: choice(['counter', 'vector', 'clock'], 'counter', {
    title: 'Which value is newer',
    help:
      'Counter: a write asks for the highest version first and takes the next one. Vector: versions say what each write has seen; ' +
      'writes that have not seen each other stay side by side, as siblings. Clock: the last write wins, by the clock of its node.',
    options: {
      counter: 'Higher version number wins',
      vector: 'Version vectors, siblings stay',
      clock: 'Last write wins, by clock',
    },
  }),
  readRepair: choice(['off', 'after', 'before'], 'after', {
    title: 'Read repair',
    help: 'A read that meets an old copy brings it up to date, after it has answered or before. With before, two reads in a row agree.',
    options: { off: 'Off', after: 'After the answer', before: 'Before the answer' },
  }),
  hintedHandoff: toggle(true, {
    title: 'Hinted handoff',
    help: 'A write that a node missed is kept for it, and handed over when it is back.',
  }),
  sloppy: toggle(false, {
    title: 'Sloppy quorum',
    help: 'Another node stands in for one that does not answer, and counts. More writes succeed, but a read may look at other nodes.',
  }),
  antiEntropyMs: quantity(0, 3_600_000, 0, {
    title: 'Compares copies every',
    unit: 'ms',
    help: 'How often it compares hash trees (Merkle trees) with another node drawn at random; both take what they lack. 0: never.',
    usual: [0, 10_000],
  }),
  patienceMs: quantity(1, 600_000, 500, {
    title: 'Waits for copies',
    unit: 'ms',
    help: 'A node that has not answered by then counts as down for this request.',
    usual: [50, 5000],
  }),
  retryMs: quantity(1, 3_600_000, 1000, {
    title: 'Tries missing nodes again every',
    unit: 'ms',
    help: 'How often it hands over hints, and how long a node that did not answer is taken to be down.',
    usual: [100, 10_000],
  }),
  tells: toggle(false, {
    title: 'Writes results to the log',
    help: 'How each request ended, with the nodes that answered. Checks can look for these lines.',
  }),
};

/** Params of a quorum node. */
export type QuorumParams = ParamsOf<typeof quorumFields>;

/** Keeps copies of values together with others; a quorum of them decides. */
export const quorum = defineKind(
  {
    kind: 'quorum',
    version: 1,
    title: 'Quorum node',
    group: GROUPS.networks,
    idPrefix: 'Q',
    summary: 'Keeps values together with the others of its network, without a leader: enough of them must answer a read or take a write.',
    iconPath: 'M12 3v5 M6 20l3-5 M18 20l-3-5 M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8 M10 12l1.500 1.500l2.500-3',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients, balancers or workers to quorum nodes: whichever node is asked takes care of the request.',
    offersHelp: 'Wire quorum nodes to one network: they keep their values together.',
    fields: quorumFields,
    gauges: QUORUM_GAUGES,
    storesKeys: true,
    isMember: true,
    hasDisk: true,
    operations: { answers: [CAS, APPEND, REMOVE, INCREMENT, DELETE] },
    card: {
      models: [
        'Dynamo (DeCandia and others, 2007): N, R and W, read repair, hinted handoff, sloppy quorums, anti-entropy by Merkle trees',
        'Version numbers by a round that asks first (Attiya, Bar-Noy, Dolev, 1995); compare-and-set, lists and counters by CASPaxos ' +
          '(Rystsov, 2018), in one step',
        'Version vectors with dots: siblings, tombstones, lists and counters that merge; an item added wins over one taken out ' +
          'unseen, and what is added to a counter after its deletion begins at nothing',
        'Last write wins by the clock of the node that took the write, right or wrong',
        'Values lie on a disk: a crash loses what was under way, but promises to others are kept',
      ],
      leavesOut: [
        'Time to read and write a disk: only messages take time',
        'What a client has seen: a write takes what its node reads first for it',
        'A deletion at the same moment as an addition by somebody who counted before: what he had counted comes back with it',
        'Tombstones are never thrown away',
        'Members that join or leave: keys stay where they are',
      ],
    },
  },
  quorumBehavior,
);
