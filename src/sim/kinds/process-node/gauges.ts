import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a process node shows of itself. */
export const PROCESS_NODE_GAUGES: readonly GaugeInfo[] = [
  { name: 'mistakes', title: 'Mistakes', type: 'counter', unit: 'mistakes' },
  { name: 'toNodes', title: 'Sent to nodes', type: 'counter', unit: 'messages' },
  { name: 'linesRead', title: 'Lines it was given', type: 'counter', unit: 'lines' },
  { name: 'linesWritten', title: 'Lines it wrote', type: 'counter', unit: 'lines' },
];

/** Their places. */
export const ProcessNodeGauge = {
  mistakes: Gauge.first,
  toNodes: Gauge.first + 1,
  linesRead: Gauge.first + 2,
  linesWritten: Gauge.first + 3,
} as const;
