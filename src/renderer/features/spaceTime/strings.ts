import { message, writtenNumber } from '../../messages/message';

const amountText = message<{ part: string; atSeconds: number; perSecond: string; failed: number }>(
  '{part} around {atSeconds, number} s: {perSecond} messages a second' +
    '{failed, plural, =0 {} one {, # request failed} other {, # requests failed}}.',
);

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  tab: 'Space-time',
  whyClose: 'Put away',
  beforeRun: 'Every message will be an arrow here, from part to part as time goes on.',
  title: 'Space-time diagram',
  rows: 'Rows',
  orders: { flow: 'with the flow', name: 'by name', board: 'as on the board' },
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Whole run',
  playhead: 'At the playhead',
  follow: 'Follow the playhead',
  svg: 'SVG',
  shiviz: 'ShiViz log',
  keys:
    'The left and right arrows choose the previous and next message, Enter moves the playhead to it, plus and minus zoom, ' +
    'Page Up and Page Down move along, up and down scroll the rows, Escape clears the choice.',
  hint:
    'Time runs to the right, each part has a row, each arrow is a message. Point at one to see it on the board too; ' +
    'click it for its past and future. The wheel zooms, dragging moves.',
  amounts:
    'Too many messages to tell apart: each column shows how many a part sent and received, on one scale for all rows; ' +
    'red is the share that failed. Zoom in for single arrows.',
  amount: (part: string, atSeconds: number, perSecond: number, failed: number): string =>
    amountText({ part, atSeconds, perSecond: writtenNumber(Number(perSecond.toPrecision(3))), failed }),
  chosen: 'Chosen message',
  sent: (at: string): string => `sent at ${at}`,
  arrives: (at: string): string => `, arrives at ${at}`,
  go: 'Go there',
  clocks: 'Clocks',
  past: 'can have influenced it',
  future: 'can be influenced by it',
  atSending: 'At sending',
  atArrival: 'At arrival',
  counted: 'Counted from',
  whyRequest: 'What happened to this request?',
  tooManyForLog: 'There are too many messages in view for a log; zoom in until single arrows are drawn, then export again.',
  showDiagram: 'Show the space-time diagram',
  lamport: (value: number): string => `Lamport ${value}`,
} as const;
