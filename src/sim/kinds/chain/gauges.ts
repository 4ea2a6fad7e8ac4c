import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a node can be in its chain. */
export const ROLES = ['out', 'head', 'middle', 'tail', 'alone'] as const;

/** What a chain node shows of itself. */
export const CHAIN_GAUGES: readonly GaugeInfo[] = [
  { name: 'role', title: 'Role', type: 'level', words: ROLES },
  { name: 'known', title: 'Values kept', type: 'level', unit: 'values', isAlwaysShown: true, isForAll: true },
  { name: 'uncommitted', title: 'Writes under way in the chain', type: 'level', unit: 'writes' },
  { name: 'passedOn', title: 'Requests passed to head or tail', type: 'counter', unit: 'requests' },
  { name: 'askedTail', title: 'Reads that asked the tail', type: 'counter', unit: 'reads' },
  { name: 'again', title: 'Writes sent again', type: 'counter', unit: 'writes' },
  { name: 'view', title: 'What it keeps, as a number', type: 'level' },
];

/** Their places. */
export const ChainGauge = {
  role: Gauge.first,
  known: Gauge.first + 1,
  uncommitted: Gauge.first + 2,
  passedOn: Gauge.first + 3,
  askedTail: Gauge.first + 4,
  again: Gauge.first + 5,
  view: Gauge.first + 6,
} as const;
