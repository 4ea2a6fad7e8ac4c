import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a leader among several shows of itself. */
export const MULTI_LEADER_GAUGES: readonly GaugeInfo[] = [
  { name: 'known', title: 'Values kept', type: 'level', unit: 'values', isAlwaysShown: true, isForAll: true },
  { name: 'siblings', title: 'Values with siblings', type: 'level', unit: 'values' },
  { name: 'dropped', title: 'Values dropped unseen', type: 'counter', unit: 'values' },
  { name: 'owed', title: 'Changes that others lack', type: 'level', unit: 'changes' },
  { name: 'again', title: 'Changes sent again', type: 'counter', unit: 'changes' },
  { name: 'exchanged', title: 'Copies sent by anti-entropy', type: 'counter', unit: 'copies' },
  { name: 'view', title: 'What it keeps, as a number', type: 'level' },
];

/** Their places. */
export const MultiLeaderGauge = {
  known: Gauge.first,
  siblings: Gauge.first + 1,
  dropped: Gauge.first + 2,
  owed: Gauge.first + 3,
  again: Gauge.first + 4,
  exchanged: Gauge.first + 5,
  view: Gauge.first + 6,
} as const;
