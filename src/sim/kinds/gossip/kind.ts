import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, quantity, toggle, type ParamsOf } from '../fields';
import { gossipBehavior } from './behavior';
import { GOSSIP_GAUGES } from './gauges';

/** Fields of a gossip peer. */
export const gossipFields = {
  mode: choice(['push', 'pull', 'push-pull'], 'push', {
    title: 'How news spreads',
    face: '{}',
    isOnFace: true,
    help: 'Push: tells others what it knows. Pull: asks others what they know. Push-pull: both in one exchange.',
    options: { push: 'Push', pull: 'Pull', 'push-pull': 'Push and pull' },
  }),
  intervalMs: quantity(1, 3_600_000, 1000, {
    title: 'A round every',
    unit: 'ms',
    help: 'In each round it talks to some of its neighbours.',
    usual: [50, 5000],
  }),
  fanOut: count(1, 1000, 1, {
    title: 'Neighbours per round',
    help: 'How many neighbours, drawn at random, it talks to in each round.',
    usual: [1, 5],
  }),
  together: toggle(true, {
    title: 'Rounds at the same time',
    help: 'All peers begin their rounds at the same moments, so that you can follow news round by round. Off: each has times of its own.',
  }),
  atOnce: toggle(false, {
    title: 'Passes news on at once',
    help: 'Tells its neighbours about an update as soon as it hears of it, without waiting for the next round.',
  }),
  tellAgain: count(0, 1000, 0, {
    title: 'Loses interest after',
    unit: 'tellings',
    help: 'After telling a rumour this many times, it stops: cheaper, but some may never hear of it. 0: never loses interest.',
    usual: [0, 10],
  }),
};

/** Params of a gossip peer. */
export type GossipParams = ParamsOf<typeof gossipFields>;

/** Spreads what it knows among its neighbours. */
export const gossip = defineKind(
  {
    kind: 'gossip',
    version: 1,
    title: 'Gossip peer',
    group: GROUPS.networks,
    idPrefix: 'G',
    summary: 'Keeps a copy of the data and spreads news among its neighbours, a few at a time.',
    iconPath: 'M4 5h10v7H9l-3 3v-3H4z M16 10h4v6h-2v3l-3-3h-4v-2',
    accepts: ['request', 'peer'],
    offers: ['member', 'peer'],
    acceptsHelp: 'Wire clients to a peer to write and read there, or another peer to make the two neighbours.',
    offersHelp: 'Wire a peer to a network to make it a member, or to another peer.',
    fields: gossipFields,
    gauges: GOSSIP_GAUGES,
    storesKeys: false,
    isMember: true,
    card: {
      models: [
        'Anti-entropy by push, pull or push-pull, and rumours that lose interest (Demers and others, 1987)',
        'The newest update of a key wins, by Lamport time and then by part',
        'A crash forgets everything; the neighbours tell it again',
      ],
      leavesOut: [
        'Time to answer: requests are answered at once',
        'Deleting',
        'Sizes: a message carries everything it has to say, however much that is',
      ],
    },
  },
  gossipBehavior,
);
