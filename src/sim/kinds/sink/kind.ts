import { z } from 'zod';
import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, quantity, type ParamsOf } from '../fields';
import { sinkBehavior, SINK_GAUGES } from './behavior';

/** Fields of a sink. */
export const sinkFields = {
  order: choice(['arrival', 'source', 'centre', 'time'], 'arrival', {
    title: 'Takes events',
    help:
      'As they come; each source in its own order (what comes too early waits); all in the order of the sequencer; or all by the ' +
      'time at which they were made.',
    face: '{}',
    isOnFace: true,
    options: {
      arrival: 'As they come',
      source: 'Each source in order',
      centre: 'In the order of the sequencer',
      time: 'By the time they were made',
    },
  }),
  follows: () =>
    z
      .string()
      .max(2000)
      .default('')
      .meta({
        title: 'Follows',
        namesParts: true,
        help: 'Names of the sources it wants to see, separated by spaces. Empty: all that reach it.',
        examples: ['', 'SO1 SO2'],
      }),
  askAgainMs: quantity(0, 3_600_000, 0, {
    title: 'Asks for missing events after',
    unit: 'ms',
    help: 'When an event is still missing before those it holds back, it asks for it. 0: it never asks.',
    usual: [0, 1000],
    when: { field: 'order', is: ['source', 'centre'] },
  }),
  holdMs: quantity(0, 3_600_000, 1000, {
    title: 'Holds events back for',
    unit: 'ms',
    section: 'Order by time',
    help:
      'How long after it was made an event is taken: whatever was made before it should have arrived by then. What comes later is ' +
      'thrown away.',
    usual: [0, 5000],
    when: { field: 'order', is: ['time'] },
  }),
};

/** Params of a sink. */
export type SinkParams = ParamsOf<typeof sinkFields>;

/** Takes the events of the sources that it follows. */
export const sink = defineKind(
  {
    kind: 'sink',
    version: 1,
    title: 'Sink',
    group: GROUPS.networks,
    idPrefix: 'SI',
    summary: 'Takes the events of the sources that it follows, merged into one stream.',
    iconPath: 'M4 6l6 6-6 6 M10 12h5 M15 5h5v14h-5z',
    accepts: ['stream'],
    offers: ['member'],
    acceptsHelp: 'Wire sources to a sink, or a sequencer that orders their events.',
    offersHelp: 'A sink only takes events; wire it to a network through which it can be reached.',
    fields: sinkFields,
    gauges: SINK_GAUGES,
    storesKeys: false,
    isMember: true,
    takesEvents: true,
    card: {
      models: [
        'Merging streams in one of four orders',
        'Holding back what comes too early',
        'Asking again for what is missing',
        'By time: waiting for what may still come, and throwing away what comes too late',
      ],
      leavesOut: ['Work on an event: it takes no time', 'A limit of what can be held back'],
    },
  },
  sinkBehavior,
);
