import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a network shows of itself. */
export const NETWORK_GAUGES: readonly GaugeInfo[] = [
  { name: 'sent', title: 'Messages', type: 'counter', unit: 'messages', isAlwaysShown: true },
  { name: 'underWay', title: 'Under way', type: 'level', unit: 'messages' },
  { name: 'lost', title: 'Lost', type: 'counter', unit: 'messages' },
  { name: 'lanes', title: 'Pairs that have talked', type: 'level', unit: 'pairs' },
];

/** Their places. The engine counts, for a network does nothing by itself. */
export const NetworkGauge = { sent: Gauge.first, underWay: Gauge.first + 1, lost: Gauge.first + 2, lanes: Gauge.first + 3 } as const;
