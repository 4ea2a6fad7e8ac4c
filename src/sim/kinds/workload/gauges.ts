import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a workload shows of itself, in Maelstrom's words. */
export const WORKLOAD_GAUGES: readonly GaugeInfo[] = [
  { name: 'ok', title: 'ok', type: 'counter', unit: 'operations' },
  { name: 'fail', title: 'fail', type: 'counter', unit: 'operations' },
  { name: 'info', title: 'info', type: 'counter', unit: 'operations' },
  { name: 'wrong', title: 'Wrong answers', type: 'counter', unit: 'answers', isAlwaysShown: true },
  { name: 'finalReads', title: 'Final reads', type: 'counter', unit: 'reads' },
  { name: 'lost', title: 'Lost', type: 'level', unit: 'values' },
  { name: 'duplicated', title: 'Duplicated', type: 'level', unit: 'values' },
  { name: 'stableMedianMs', title: 'Stable latency, median', type: 'level', unit: 'ms' },
  { name: 'stableMaxMs', title: 'Stable latency, highest', type: 'level', unit: 'ms' },
  { name: 'apartMaxMs', title: 'Longest without one leader', type: 'level', unit: 'ms', later: true },
];

/** Their places. */
export const WorkloadGauge = {
  ok: Gauge.first,
  fail: Gauge.first + 1,
  info: Gauge.first + 2,
  wrong: Gauge.first + 3,
  finalReads: Gauge.first + 4,
  lost: Gauge.first + 5,
  duplicated: Gauge.first + 6,
  stableMedianMs: Gauge.first + 7,
  stableMaxMs: Gauge.first + 8,
  apartMaxMs: Gauge.first + 9,
} as const;
