import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, MANY, quantity, type ParamsOf } from '../fields';
import { sourceBehavior, SOURCE_GAUGES } from './behavior';

/** Fields of a source. */
export const sourceFields = {
  ratePerSecond: quantity(0.001, 100_000, 2, {
    title: 'Events',
    unit: '/s',
    help: 'How many events it makes a second.',
    usual: [0.1, 50],
  }),
  arrivals: choice(['poisson', 'constant'], 'poisson', {
    title: 'Distances',
    help: 'At random, as people write, or evenly.',
    options: { poisson: 'At random', constant: 'Even' },
  }),
  eventLimit: count(0, MANY, 0, { title: 'Stops after', unit: 'events', help: '0: it goes on to the end.', usual: [0, 1000] }),
};

/** Params of a source. */
export type SourceParams = ParamsOf<typeof sourceFields>;

/** Makes a stream of events and sends it to whatever it is wired to. */
export const source = defineKind(
  {
    kind: 'source',
    version: 1,
    title: 'Source',
    group: GROUPS.networks,
    idPrefix: 'SO',
    summary: 'Makes a stream of events, numbered from 1, and sends each to the sinks that it is wired to.',
    iconPath: 'M5 12h3 M8 8v8 M12 6a8.500 8.500 0 0 1 0 12 M15.500 4a13 13 0 0 1 0 16',
    accepts: [],
    offers: ['member', 'stream'],
    acceptsHelp: 'A source makes events by itself; nothing can be wired into it.',
    offersHelp: 'Wire a source to its sinks, or to a sequencer that orders events for them, and to a network through which to reach them.',
    fields: sourceFields,
    gauges: SOURCE_GAUGES,
    storesKeys: false,
    isMember: true,
    begins: {
      what: 'events',
      once: { eventLimit: 1 },
      hundredth: ({ ratePerSecond }) => ({ ratePerSecond: Math.max(0.001, ratePerSecond / 100) }),
    },
    card: {
      models: ['A numbered stream of events', 'Sending an event again when a receiver says that it is missing'],
      leavesOut: ['What the events say', 'Forgetting: every event can be sent again, even after a crash'],
    },
  },
  sourceBehavior,
);
