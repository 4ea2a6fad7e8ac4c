import { Gauge } from '../../parts/contract';

/** Gauges of a shard router: what moving keys takes. */
export const ROUTER_GAUGES = [
  { name: 'keysMoved', title: 'Keys moved', type: 'counter', unit: 'keys', later: true },
  { name: 'keysToMove', title: 'Keys to move', type: 'level', unit: 'keys', later: true },
  { name: 'bytesMoved', title: 'Moved', type: 'counter', unit: 'bytes', later: true },
  { name: 'missedKeys', title: 'Reads that missed a key on the move', type: 'counter', unit: 'reads', later: true },
  { name: 'doubleReads', title: 'Reads asked for twice', type: 'counter', unit: 'reads', later: true },
  { name: 'sentOn', title: 'Requests sent on after their key', type: 'counter', unit: 'requests', later: true },
  { name: 'splits', title: 'Ranges split', type: 'counter', unit: 'ranges', later: true },
] as const;

/** Their positions. */
export const RouterGauge = {
  moved: Gauge.first,
  toMove: Gauge.first + 1,
  bytes: Gauge.first + 2,
  missed: Gauge.first + 3,
  doubleReads: Gauge.first + 4,
  sentOn: Gauge.first + 5,
  splits: Gauge.first + 6,
} as const;
