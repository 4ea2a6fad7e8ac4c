import { Gauge } from '../../parts/contract';

/** Gauges that a message queue has of its own. */
export const QUEUE_GAUGES = [
  { name: 'flying', title: 'With consumers', type: 'level', unit: 'messages' },
  { name: 'held', title: 'Senders held back', type: 'level', unit: 'requests' },
  { name: 'done', title: 'Done', type: 'counter', unit: 'messages' },
  { name: 'redelivered', title: 'Delivered again', type: 'counter', unit: 'messages' },
  { name: 'dead', title: 'Dead letters', type: 'counter', unit: 'messages' },
  { name: 'lost', title: 'Messages lost', type: 'counter', unit: 'messages' },
  { name: 'duplicates', title: 'Duplicates dropped', type: 'counter', unit: 'messages' },
] as const;

/** Positions of those gauges. */
export const QueueGauge = {
  flying: Gauge.first,
  held: Gauge.first + 1,
  done: Gauge.first + 2,
  redelivered: Gauge.first + 3,
  dead: Gauge.first + 4,
  lost: Gauge.first + 5,
  duplicates: Gauge.first + 6,
} as const;
