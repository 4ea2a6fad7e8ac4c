import { message } from '../../messages/message';

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  tab: 'Results',
  verdict: 'The verdict',
  anHour: (currency: string): string => `${currency} an hour`,
  busiest: (id: string): string => (id === '' ? 'Busiest part' : `Slots taken in ${id}, the busiest part`),
  answered: 'answered',
  limits: 'limits this system',
  verdictHelp: 'Of the whole run. Click for all figures.',
  certainty: 'How sure are these figures?',
  longer: 'Longer runs give narrower ranges.',
  rangeColumn: 'long run (95 % range)',
  more: 'Wires, reasons and keys',
  wires: 'Wires',
  wireColumns: ['Wire', 'messages/s', 'on it', 'busy'],
  wireHelp:
    'On it: messages that wait for the wire or travel along it, on average over time. Busy: share of time in which it ' +
    'sends, where bandwidth is bounded.',
  reasons: 'Failures a second',
  reasonColumns: ['Reason', 'failures/s'],
  keys: 'Keys',
  keyColumns: ['Keys', 'requests/s', 'failed', 'mean ms'],
  keyHelp: 'Each line is an eighth of all keys, in the order of the alphabet. A busy line is a hot range.',
  range: (low: string, high: string): string => `${low} to ${high}`,
  rangeHelp:
    'If you could watch this system for ever, the true value would lie in this range in 95 of 100 such runs. Longer ' +
    'runs give narrower ranges.',
  whyCheck: (title: string): string => `Why was this not met: ${title}`,
  engineAndEvents: message<{ engine: string; events: number }>('engine {engine}, {events, plural, one {# event} other {# events}}'),
  runDone: message<{ ok: number; failed: number; perSecond: string }>(
    'Run complete: {ok, plural, one {# request} other {# requests}} answered, {failed, number} failed, {perSecond} per second.',
  ),
  whyExample: 'Show an example',
  whyButton: 'Why?',
  checkSoFar: 'At the playhead',
  overBudget: (failed: string, allowed: string): string =>
    `No score: ${failed} % of the requests failed, and the error budget is ${allowed} %.`,
  difference: {
    title: 'First difference',
    searching: 'Looking for the first difference...',
    none: 'The two runs do not differ anywhere: their traces are equal.',
  },
  design: { title: 'What differs in the design', none: 'Nothing: both ran on the same board with the same faults.' },
  slowest: 'Show the slowest request hop by hop',
} as const;
