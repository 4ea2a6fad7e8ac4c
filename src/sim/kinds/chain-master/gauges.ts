import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What the master of a chain shows of itself. */
export const CHAIN_MASTER_GAUGES: readonly GaugeInfo[] = [
  { name: 'length', title: 'Nodes in the chain', type: 'level', unit: 'nodes', isAlwaysShown: true },
  { name: 'removed', title: 'Taken out', type: 'counter', unit: 'nodes' },
  { name: 'added', title: 'Added at the tail', type: 'counter', unit: 'nodes' },
];

/** Their places. */
export const ChainMasterGauge = { length: Gauge.first, removed: Gauge.first + 1, added: Gauge.first + 2 } as const;
