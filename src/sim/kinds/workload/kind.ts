import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, MANY, quantity, type ParamsOf } from '../fields';
import { workloadBehavior } from './behavior';
import { WORKLOAD_GAUGES } from './gauges';
import { ASKED } from './operations';

/** Fields of a workload. */
export const workloadFields = {
  workload: choice(['echo', 'unique-ids', 'broadcast', 'leader'], 'echo', {
    title: 'Workload',
    face: '{}',
    isOnFace: true,
    help: 'What it asks the nodes, and how it judges their answers.',
    options: {
      echo: 'Echo: what it sends comes back',
      'unique-ids': 'Unique ids: none twice',
      broadcast: 'Broadcast: every node hears of every value',
      leader: 'Leader: all name the highest node that is up',
    },
  }),
  ratePerSecond: quantity(0.001, 100_000, 10, { title: 'Operations', unit: '/s', help: 'How many it begins a second.', usual: [1, 100] }),
  arrivals: choice(['poisson', 'constant'], 'poisson', {
    title: 'Distances',
    help: 'At random, as people ask, or evenly.',
    options: { poisson: 'At random', constant: 'Even' },
  }),
  operationLimit: count(0, MANY, 100, { title: 'Stops after', unit: 'operations', help: '0: it goes on to the end.', usual: [0, 1000] }),
  timeoutMs: quantity(1, 3_600_000, 5000, {
    title: 'Timeout',
    unit: 'ms',
    help: 'An operation without an answer after this long is "info": it may have happened.',
    usual: [100, 10_000],
  }),
  readPercent: quantity(0, 100, 50, {
    title: 'Reads',
    unit: '%',
    help: 'Share of operations that read what a node knows; the others broadcast a value.',
    usual: [0, 100],
    when: { field: 'workload', is: ['broadcast'] },
  }),
  settleSeconds: quantity(0, 3600, 10, {
    title: 'Final reads after',
    unit: 's',
    help: 'How long after the last operation every node is read once more: what was acknowledged and is missing there is lost.',
    usual: [0, 60],
    when: { field: 'workload', is: ['broadcast'] },
  }),
  agreeSeconds: quantity(0, 3600, 5, {
    title: 'One leader within',
    section: 'Election',
    unit: 's',
    help: 'Each node is asked who leads. At the latest this long after a change, all nodes that answer must name the highest of them.',
    usual: [0, 60],
    when: { field: 'workload', is: ['leader'] },
  }),
};

/** Params of a workload. */
export type WorkloadParams = ParamsOf<typeof workloadFields>;

/** Asks the nodes of a network, as the clients of Maelstrom do, and judges their answers. */
export const workload = defineKind(
  {
    kind: 'workload',
    version: 1,
    title: 'Workload',
    group: GROUPS.networks,
    idPrefix: 'WL',
    summary: 'Sends the nodes of a network the operations of an exercise, and says whether their answers are right.',
    iconPath: 'M4 4h16v12H9l-5 4z M8 9h8 M8 12h5',
    accepts: [],
    offers: ['member', 'peer'],
    acceptsHelp: 'A workload asks of its own accord; nothing can be wired into it.',
    offersHelp: 'Wire a workload to the network of the nodes that it asks; a wire to one node gives their messages a latency of their own.',
    fields: workloadFields,
    gauges: WORKLOAD_GAUGES,
    storesKeys: false,
    isMember: true,
    takesBodies: true,
    standsApart: true,
    begins: {
      what: 'operations',
      once: { operationLimit: 1 },
      hundredth: ({ ratePerSecond }) => ({ ratePerSecond: Math.max(0.001, ratePerSecond / 100) }),
    },
    operations: { begins: Object.values(ASKED) },
    card: {
      models: [
        'The workloads echo, unique-ids and broadcast of Maelstrom, with its messages',
        'The leader workload: how long the nodes that answer do not all name the highest of them',
        'ok, fail and info: an operation without an answer may have happened',
        'Lost and duplicated values, and stable latencies as Jepsen computes them (set-full)',
      ],
      leavesOut: ['Clients that wait for one answer before they ask the next', 'The message topology: nodes know their neighbours'],
    },
  },
  workloadBehavior,
);
