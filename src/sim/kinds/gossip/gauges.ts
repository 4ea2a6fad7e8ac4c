import type { GaugeInfo } from '../../trace/types';
import { Gauge } from '../../parts/contract';

/** What a gossip peer shows of itself. */
export const GOSSIP_GAUGES: readonly GaugeInfo[] = [
  { name: 'known', title: 'Values known', type: 'level', unit: 'values', isAlwaysShown: true, isForAll: true },
  { name: 'news', title: 'Updates learnt', type: 'counter', unit: 'updates' },
  { name: 'old', title: 'Updates told in vain', type: 'counter', unit: 'updates' },
  { name: 'rounds', title: 'Rounds', type: 'counter', unit: 'rounds' },
  { name: 'view', title: 'What it knows, as a number', type: 'level' },
];

/** Their places. */
export const GossipGauge = {
  known: Gauge.first,
  news: Gauge.first + 1,
  old: Gauge.first + 2,
  rounds: Gauge.first + 3,
  view: Gauge.first + 4,
} as const;
