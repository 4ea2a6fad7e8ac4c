import { Gauge } from '../../parts/contract';

/** Gauges that a registry has of its own. */
export const REGISTRY_GAUGES = [
  { name: 'listed', title: 'Listed', type: 'level', unit: 'parts' },
  { name: 'late', title: 'Late', type: 'level', unit: 'parts' },
  { name: 'heartbeats', title: 'Heartbeats', type: 'counter' },
  { name: 'answers', title: 'Answers', type: 'counter' },
  { name: 'expired', title: 'Expired', type: 'counter', unit: 'parts' },
] as const;

/** Positions of those gauges. */
export const RegistryGauge = {
  listed: Gauge.first,
  late: Gauge.first + 1,
  heartbeats: Gauge.first + 2,
  answers: Gauge.first + 3,
  expired: Gauge.first + 4,
} as const;
