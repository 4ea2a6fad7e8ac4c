import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, quantity, toggle, type ParamsOf } from '../fields';
import { failoverMonitorBehavior } from './behavior';
import { AGREE, CHECK, FENCE, LEAD, ROUTE } from '../../toolkit/operations';

/** Fields of a failover monitor. */
export const failoverMonitorFields = {
  intervalMs: quantity(10, 600_000, 500, {
    title: 'Checks every',
    unit: 'ms',
    help: 'How often it asks each part of the group whether it is there, and how far its log is.',
    usual: [100, 5000],
  }),
  timeoutMs: quantity(10, 3_600_000, 2000, {
    title: 'Suspects after',
    unit: 'ms',
    help: 'A primary that has not answered for so long is taken for dead. It may only be slow, or cut off from the monitor.',
    usual: [500, 30_000],
    face: 'suspects after {} ms',
    isOnFace: true,
  }),
  quorum: count(1, 99, 1, {
    title: 'Monitors that must agree',
    help: 'So many monitors, this one among them, must suspect the primary. Wire monitors to each other, both ways.',
    usual: [1, 5],
  }),
  candidates: choice(['any', 'majority'], 'any', {
    title: 'Must hear from',
    options: { any: 'Any replica', majority: 'Most of the group' },
    help:
      'Whom it must hear from before it promotes the one whose log is longest. Most of the group: only then is somebody among ' +
      'them who has every write that a majority has acknowledged.',
  }),
  fencing: toggle(true, {
    title: 'Fencing',
    help:
      'Every promotion has a higher epoch. First all that can be reached promise to take nothing of older ones; an old primary that ' +
      'hears of it steps down. Off: it never hears of it, and two primaries may take writes.',
  }),
};

/** Params of a failover monitor. */
export type FailoverMonitorParams = ParamsOf<typeof failoverMonitorFields>;

/** Watches a primary and its replicas, and makes a replica the primary. */
export const failoverMonitor = defineKind(
  {
    kind: 'failover-monitor',
    version: 1,
    title: 'Failover monitor',
    group: GROUPS.storage,
    idPrefix: 'FM',
    summary: 'Watches a primary and its replicas, and makes a replica the primary when it suspects that the primary is dead.',
    iconPath: 'M3 12h4l2-5 4 10 2.500-5H21 M5 4h14v0 M5 20h14',
    accepts: ['failover'],
    offers: ['failover'],
    acceptsHelp: 'A failover monitor takes no requests; other failover monitors can ask it whether they agree.',
    offersHelp:
      'A failover monitor watches databases, shards and replicas, tells workers and shard routers who is primary, and asks other monitors.',
    fields: failoverMonitorFields,
    gauges: [
      { name: 'suspects', title: 'Suspects the primary', type: 'level', words: ['', 'suspects the primary'], warnsAt: [1] },
      { name: 'promotions', title: 'Promotions', type: 'counter' },
      { name: 'epoch', title: 'Epoch', type: 'level' },
    ],
    storesKeys: false,
    operations: { begins: [CHECK, FENCE, LEAD, ROUTE, AGREE], answers: [AGREE] },
    card: {
      models: [
        'Heartbeats over the wires, one group to a monitor: a database or a shard, and its replicas',
        'A primary that does not answer in time is suspected, rightly or not; a quorum of monitors must agree, as in Redis Sentinel',
        'The part with the most up-to-date log (the latest epoch, then the longest) of those that answer is promoted',
        'With fencing, two rounds as in Paxos: promises for a higher epoch from all, or from most of the group, then the promotion',
        'Workers and shard routers that are wired to it are told at every heartbeat who is primary; older epochs they refuse',
        'Its epoch and the promises are on disk: a crash does not lose them',
      ],
      leavesOut: ['Leases: an old primary that hears of nothing goes on until it does', 'Demoting a healthy primary on purpose'],
    },
  },
  failoverMonitorBehavior,
);
