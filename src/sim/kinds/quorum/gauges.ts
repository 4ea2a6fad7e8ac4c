import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a quorum node shows of itself. */
export const QUORUM_GAUGES: readonly GaugeInfo[] = [
  { name: 'known', title: 'Values kept', type: 'level', unit: 'values', isAlwaysShown: true },
  { name: 'siblings', title: 'Values with siblings', type: 'level', unit: 'values' },
  { name: 'noQuorum', title: 'Quorum not met', type: 'counter', unit: 'requests' },
  { name: 'repaired', title: 'Copies mended by reads', type: 'counter', unit: 'copies' },
  { name: 'hints', title: 'Hints kept for others', type: 'level', unit: 'hints' },
  { name: 'standIns', title: 'Writes to stand-ins', type: 'counter', unit: 'writes' },
  { name: 'exchanged', title: 'Copies sent by anti-entropy', type: 'counter', unit: 'copies' },
  { name: 'again', title: 'Writes tried again', type: 'counter', unit: 'writes' },
  { name: 'view', title: 'What it keeps, as a number', type: 'level' },
];

/** Their places. */
export const QuorumGauge = {
  known: Gauge.first,
  siblings: Gauge.first + 1,
  noQuorum: Gauge.first + 2,
  repaired: Gauge.first + 3,
  hints: Gauge.first + 4,
  standIns: Gauge.first + 5,
  exchanged: Gauge.first + 6,
  again: Gauge.first + 7,
  view: Gauge.first + 8,
} as const;
