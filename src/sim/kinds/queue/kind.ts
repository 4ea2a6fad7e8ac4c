import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, MANY, quantity, toggle, type ParamsOf } from '../fields';
import { queueBehavior } from './behavior';
import { QUEUE_GAUGES } from './gauges';

const TWICE = ['at-least-once', 'effectively-once'] as const;

/** Fields of a message queue. */
export const queueFields = {
  delivery: choice(['at-most-once', 'at-least-once', 'effectively-once'], 'at-least-once', {
    title: 'Delivery',
    help: 'What happens to a message when its consumer fails or falls silent.',
    options: {
      'at-most-once': 'At most once: it is lost',
      'at-least-once': 'At least once: it comes again',
      'effectively-once': 'Effectively once: it comes again, and repeats are recognized',
    },
  }),
  queueLimit: count(1, MANY, 1000, {
    title: 'Room for',
    unit: 'messages',
    face: 'room for {}',
    isOnFace: true,
    help: 'How many messages it can keep, including those that consumers are working on.',
    usual: [10, 5000],
  }),
  whenFull: choice(['reject', 'wait', 'drop-oldest'], 'reject', {
    title: 'When it is full',
    options: { reject: 'Turn the new one away', wait: 'Make the sender wait (backpressure)', 'drop-oldest': 'Drop the oldest' },
    help: 'Backpressure slows senders down to what consumers can do.',
  }),
  waitLimit: count(0, MANY, 100, {
    title: 'Senders that may wait',
    unit: 'requests',
    help: 'More are turned away.',
    usual: [0, 1000],
    when: { field: 'whenFull', is: ['wait'] },
  }),
  consumers: choice(['share', 'each'], 'share', {
    title: 'Consumers',
    options: { share: 'Share: each message goes to one of them', each: 'Each gets every message' },
    help:
      'The parts wired behind a queue that shares are one consumer group. For several groups, wire one queue for ' +
      'each behind a queue whose consumers each get every message.',
  }),
  ordering: choice(['none', 'by-key', 'strict'], 'none', {
    title: 'Order',
    options: { none: 'Any order', 'by-key': 'In order for each key', strict: 'Strictly in order' },
    help: 'Order costs speed: the next message waits until the one before it is done.',
  }),
  prefetch: count(1, 10_000, 1, {
    title: 'Messages with one consumer',
    help: 'How many a consumer is given before it has finished the first.',
    usual: [1, 50],
  }),
  visibilityTimeoutMs: quantity(1, 3_600_000, 5000, {
    title: 'Visibility timeout',
    unit: 'ms',
    help:
      'A message that is not acknowledged within this time becomes visible again and is delivered once more; if this is too short, ' +
      'slow work is done twice. With at most once, it never comes again, and late work counts as done.',
    usual: [50, 30_000],
  }),
  retryDelayMs: quantity(1, 3_600_000, 100, {
    title: 'Delivered again after',
    unit: 'ms',
    help: 'Pause after the consumer has answered with a failure; after a visibility timeout there is no pause.',
    usual: [1, 5000],
    when: { field: 'delivery', is: TWICE },
  }),
  maxDeliveries: count(1, 1000, 5, {
    title: 'Deliveries at most',
    help: 'After this many, a message is set aside as a dead letter.',
    usual: [1, 10],
    when: { field: 'delivery', is: TWICE },
  }),
  deadLetterLimit: count(0, 10_000, 100, {
    title: 'Room for dead letters',
    unit: 'messages',
    help: 'The oldest make room for new ones.',
    usual: [0, 1000],
    when: { field: 'delivery', is: TWICE },
  }),
  poisonPercent: quantity(0, 100, 0, {
    title: 'Poison messages',
    unit: '%',
    help: 'Share of messages that make their consumer fail, every time.',
    usual: [0, 10],
  }),
  durable: toggle(true, { title: 'Keeps messages on disk', help: 'Off: a crash loses them all.' }),
};

/** Params of a message queue. */
export type QueueParams = ParamsOf<typeof queueFields>;

/** Keeps messages until somebody has worked on them. */
export const queue = defineKind(
  {
    kind: 'queue',
    version: 1,
    title: 'Message queue',
    group: GROUPS.routing,
    idPrefix: 'Q',
    summary: 'Takes messages, answers at once, and hands them to consumers when they have time.',
    iconPath: 'M3 7h18v10H3z M3 7l4.500 5L3 17 M12 10v4 M15.500 10v4 M19 10v4',
    accepts: ['request'],
    offers: ['request'],
    acceptsHelp: 'A message queue takes requests from clients, balancers and workers, as messages.',
    offersHelp: 'A message queue hands messages to what is wired behind it: workers, or further queues.',
    fields: queueFields,
    gauges: QUEUE_GAUGES,
    storesKeys: false,
    spreads: true,
    hasDisk: true,
    operations: { passesOn: true },
    card: {
      models: [
        'Senders get their answer when the message is stored, not when the work is done',
        'At most once, at least once with a visibility timeout, effectively once: repeats by senders are dropped, and deliveries ' +
          'carry a key by which stores recognize repeats',
        'Order in all, for each key, or none; competing consumers; a copy for each consumer',
        'Dead letters, poison messages, a bound, and backpressure',
        'A consumer that is down is left alone for a second',
        'At most once: a message is lost when its consumer fails, the wire loses it, or the queue crashes; silence alone loses nothing',
      ],
      leavesOut: [
        'Work of the queue itself: it takes no time',
        'A log that can be read again from an earlier place',
        'Copies of the queue on other machines',
        'A poison message takes the time of its consumer, and of the parts that are asked behind it, before it fails',
      ],
    },
  },
  queueBehavior,
);
