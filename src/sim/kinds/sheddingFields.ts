import { choice, count, MANY, quantity } from './fields';
import { SHEDDING } from '../toolkit/shedding';

const OVERLOAD = 'Overload';

/** Fields of every part that has a queue: what it does when that gets too long. Off by default. */
export const sheddingFields = {
  shedding: choice(SHEDDING, 'queue-limit', {
    title: 'Too much to do',
    section: OVERLOAD,
    face: '{}',
    options: {
      'queue-limit': 'Turns away at the queue limit',
      codel: 'Keeps the delay low (CoDel)',
      'adaptive-lifo': 'Newest first',
      'adaptive-lifo-timeout': 'Newest first, drops old ones',
    },
    help:
      'A long queue serves people who left long ago. CoDel drops a few requests early, so that the rest wait only briefly. Newest ' +
      'first serves those who are still waiting; at the queue limit, the oldest is dropped.',
  }),
  delayTargetMs: quantity(0.01, 60_000, 5, {
    title: 'Delay to keep',
    unit: 'ms',
    help: 'The delay in the queue when there is more work than can be done.',
    usual: [1, 100],
    section: OVERLOAD,
    when: { field: 'shedding', is: ['codel', 'adaptive-lifo-timeout'] },
  }),
  delayIntervalMs: quantity(0.1, 600_000, 100, {
    title: 'Patience with a burst',
    unit: 'ms',
    help: 'How long the delay may be above that before anything is dropped.',
    usual: [10, 1000],
    section: OVERLOAD,
    when: { field: 'shedding', is: ['codel', 'adaptive-lifo-timeout'] },
  }),
  newestFirstAbove: count(0, MANY, 10, {
    title: 'Newest first above',
    unit: 'waiting',
    help: 'Up to this many wait in turn.',
    usual: [0, 50],
    section: OVERLOAD,
    when: { field: 'shedding', is: ['adaptive-lifo', 'adaptive-lifo-timeout'] },
  }),
  markAbove: count(0, MANY, 0, {
    title: 'Asks to slow down above',
    unit: 'waiting',
    help: 'Answers to requests that found this many waiting are marked. Clients set to slow down when asked obey the mark. 0: never.',
    usual: [0, 50],
    section: OVERLOAD,
    face: 'asks to slow down above {}',
  }),
};
