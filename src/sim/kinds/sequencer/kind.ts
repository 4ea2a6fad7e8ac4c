import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { quantity, toggle, type ParamsOf } from '../fields';
import { sequencerBehavior, SEQUENCER_GAUGES } from './behavior';

/** Fields of a sequencer. */
export const sequencerFields = {
  keepsLog: toggle(true, {
    title: 'Keeps its log on disk',
    help: 'Off: after a crash it numbers from 1 again, and sinks mistake new events for ones they know.',
  }),
  askAgainMs: quantity(0, 3_600_000, 200, {
    title: 'Asks for missing events after',
    unit: 'ms',
    face: 'asks after {} ms',
    isOnFace: true,
    help: 'When a gap shows that an event is missing, it asks the source for it. 0: it never asks.',
    usual: [0, 1000],
  }),
};

/** Params of a sequencer. */
export type SequencerParams = ParamsOf<typeof sequencerFields>;

/** Puts the events of all sources into one order. */
export const sequencer = defineKind(
  {
    kind: 'sequencer',
    version: 1,
    title: 'Sequencer',
    group: GROUPS.networks,
    idPrefix: 'SQ',
    summary: 'Puts the events of all its sources into one order, numbers them, and sends them to the sinks.',
    iconPath: 'M4 6h4 M4 12h4 M4 18h4 M8 6l5 6-5 6 M13 12h3 M16 8h4v8h-4z',
    accepts: ['stream'],
    offers: ['member', 'stream'],
    acceptsHelp: 'Wire the sources to the sequencer.',
    offersHelp: 'Wire a sequencer to the sinks, and to a network through which to reach them.',
    fields: sequencerFields,
    gauges: SEQUENCER_GAUGES,
    storesKeys: false,
    isMember: true,
    card: {
      models: ['One order for all (total order by a fixed sequencer)', 'A single point of failure: while it is down, nothing arrives'],
      leavesOut: ['A second sequencer that takes over', 'Work on an event: it takes no time', 'A limit of its log'],
    },
  },
  sequencerBehavior,
);
