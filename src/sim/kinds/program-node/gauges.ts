import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a program node shows of itself. */
export const PROGRAM_NODE_GAUGES: readonly GaugeInfo[] = [
  { name: 'mistakes', title: 'Mistakes', type: 'counter', unit: 'mistakes' },
  { name: 'toNodes', title: 'Sent to nodes', type: 'counter', unit: 'messages' },
  { name: 'timers', title: 'Timers set', type: 'level', unit: 'timers' },
];

/** Their places. */
export const ProgramNodeGauge = { mistakes: Gauge.first, toNodes: Gauge.first + 1, timers: Gauge.first + 2 } as const;
