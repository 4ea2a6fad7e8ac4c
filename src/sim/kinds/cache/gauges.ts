import { Gauge } from '../../parts/contract';

/** Gauges that a cache has of its own. */
export const CACHE_GAUGES = [
  { name: 'keys', title: 'Profiles held', type: 'level', unit: 'profiles' },
  { name: 'hits', title: 'Hits', type: 'counter', unit: 'requests' },
  { name: 'misses', title: 'Misses', type: 'counter', unit: 'requests' },
  { name: 'stale', title: 'Answered stale', type: 'counter', unit: 'requests' },
  { name: 'fetches', title: 'Asked of the store', type: 'counter', unit: 'requests' },
  { name: 'evictions', title: 'Evicted', type: 'counter', unit: 'profiles' },
  { name: 'sharing', title: 'Wait for an answer', type: 'level', unit: 'requests' },
  { name: 'dirty', title: 'Writes not stored yet', type: 'level', unit: 'writes' },
  { name: 'lost', title: 'Writes lost', type: 'counter', unit: 'writes' },
  { name: 'outdated', title: 'Answered older than the store has', type: 'counter', unit: 'requests', later: true, derived: true },
] as const;

/** Positions of those gauges. */
export const CacheGauge = {
  keys: Gauge.first,
  hits: Gauge.first + 1,
  misses: Gauge.first + 2,
  stale: Gauge.first + 3,
  fetches: Gauge.first + 4,
  evictions: Gauge.first + 5,
  sharing: Gauge.first + 6,
  dirty: Gauge.first + 7,
  lost: Gauge.first + 8,
  outdated: Gauge.first + 9,
} as const;
