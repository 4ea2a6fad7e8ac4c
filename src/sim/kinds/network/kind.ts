import { TOPOLOGIES } from '../../network/topology';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, duration, quantity, toggle, type ParamsOf } from '../fields';
import { networkBehavior } from './behavior';

const FAULTY = 'What the network does to messages';

/** Fields of a network. */
export const networkFields = {
  topology: choice(TOPOLOGIES, 'all', {
    title: 'Topology',
    help: 'Who is whose neighbour. Members can reach all others in any case; what they do with their neighbours is up to them.',
    face: '{}',
    isOnFace: true,
    options: {
      all: 'Everyone with everyone',
      line: 'A line',
      ring: 'A ring',
      grid: 'A grid',
      tree2: 'A tree, two branches each',
      tree3: 'A tree, three branches each',
      tree4: 'A tree, four branches each',
      random: 'At random',
      drawn: 'As wired by hand',
    },
  }),
  degree: count(1, 1000, 4, {
    title: 'Neighbours each',
    help: 'About how many neighbours a member of a random network has.',
    usual: [2, 10],
    when: { field: 'topology', is: ['random'] },
  }),
  latency: duration(
    { type: 'constant', valueMs: 10 },
    { title: 'Latency', help: 'How long a message takes from one member to another. Wires drawn between two members have their own.' },
  ),
  lossPercent: quantity(0, 100, 0, { title: 'Loss', unit: '%', help: 'Share of messages that vanish.', usual: [0, 20], section: FAULTY }),
  jitterMs: quantity(0, 3_600_000, 0, {
    title: 'Jitter',
    unit: 'ms',
    help: 'Every message is delayed by up to this much more, at random.',
    usual: [0, 50],
    section: FAULTY,
  }),
  duplicatePercent: quantity(0, 100, 0, {
    title: 'Delivered twice',
    unit: '%',
    help: 'Share of messages that arrive a second time.',
    usual: [0, 20],
    section: FAULTY,
  }),
  reorderPercent: quantity(0, 100, 0, {
    title: 'Held back',
    unit: '%',
    help: 'Share of messages that are overtaken by later ones.',
    usual: [0, 20],
    section: FAULTY,
  }),
  inOrder: toggle(false, {
    title: 'Keep the order',
    help: 'Between two members nothing overtakes, as on one TCP connection.',
    section: FAULTY,
  }),
  damagedPercent: quantity(0, 100, 0, {
    title: 'Damaged',
    unit: '%',
    help: 'Share of messages that arrive damaged: the checksum finds it and they are thrown away.',
    usual: [0, 20],
    section: FAULTY,
  }),
  bandwidthMbps: quantity(0, 1_000_000, 0, {
    title: 'Bandwidth',
    unit: 'Mbit/s',
    help: 'For each pair of members and each direction. 0: no limit.',
    usual: [0, 100],
    section: FAULTY,
  }),
  messageKB: quantity(0.001, 1_000_000, 1, {
    title: 'Size of a message',
    unit: 'KB',
    help: 'Matters where the bandwidth is limited.',
    usual: [0.1, 100],
    section: FAULTY,
  }),
};

/** Params of a network. */
export type NetworkParams = ParamsOf<typeof networkFields>;

/** Carries messages between its members. */
export const network = defineKind(
  {
    kind: 'network',
    version: 1,
    title: 'Network',
    group: GROUPS.networks,
    idPrefix: 'N',
    summary: 'Its members reach each other by messages, without a wire for every pair.',
    iconPath: 'M12 5v4 M6 17l4-4 M18 17l-4-4 M12 9a2.500 2.500 0 1 1 0 5a2.500 2.500 0 1 1 0-5 M12 2v1 M4 19h1 M19 19h1',
    accepts: ['member'],
    offers: [],
    acceptsHelp: 'Wire parts that talk by messages to a network, such as gossip peers: they become its members.',
    offersHelp: 'A network only carries messages between its members; wire the members to it.',
    fields: networkFields,
    gauges: [],
    storesKeys: false,
    card: {
      models: [
        'One-way messages between any two members, in both directions at once',
        'Latency, jitter, loss, duplicates, reordering, damage and bandwidth, for each pair separately',
        'Topologies: who is whose neighbour',
        'A message to a member that is down is lost; one to a paused member waits',
      ],
      leavesOut: [
        'Switches and routers that all messages share',
        'Connections and their set-up',
        'Sizes that follow from what a message says',
      ],
    },
  },
  networkBehavior,
);
