import { message } from '../../messages/message';
import type { Outcome } from './entries';

const OUTCOMES: Readonly<Record<Outcome, string>> = { ok: 'ok', fail: 'fail', info: 'info', pending: 'open' };

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  tab: 'History',
  title: 'History of operations',
  beforeRun: 'Every operation will be listed here: who asked for what, what came back, and how sure that is.',
  show: 'Show the history of operations',
  empty: 'Nobody asked for anything in this run.',
  nothingFits: 'No operation fits the filter.',
  loading: 'Fetching the history...',
  filter: 'Filter the history',
  filterExample: 'Filter, e.g. peter or write',
  outcome: 'Ended as',
  anyOutcome: 'anything',
  views: { table: 'Table', timeline: 'Timeline' },
  view: 'Shown as',
  edn: 'Jepsen EDN',
  jsonLines: 'Jepsen JSON lines',
  export: 'Export',
  outcomes: OUTCOMES,
  outcomeHelp: {
    ok: 'it happened',
    fail: 'it certainly did not happen',
    info: 'it may have happened; nobody knows',
    pending: 'it has not ended',
  } satisfies Record<Outcome, string>,
  columns: {
    process: 'Process',
    part: 'Part',
    operation: 'Operation',
    key: 'Key',
    asked: 'Asked',
    got: 'Got',
    begun: 'Begun',
    ended: 'Ended',
    outcome: 'Outcome',
  },
  valueHelp: 'A number stands for the write with that number; 0 is what was there from the start.',
  count: message<{ count: number }>('{count, plural, one {# operation} other {# operations}}'),
  countOf: message<{ shown: number; count: number }>('{shown} of {count, plural, one {# operation} other {# operations}}'),
  stretch: (from: string, to: string): string => `, from ${from} to ${to}`,
  nothing: 'nothing',
  done: 'done',
  process: (part: string, process: number): string => `${part} \u00b7 ${process}`,
  sentence: (part: string, process: number, what: string, begun: string, end: string): string =>
    `${part} (process ${process}) asked for ${what} at ${begun}; ${end}`,
  ends: {
    ok: (got: string, at: string): string => `it got ${got} at ${at}.`,
    done: (at: string): string => `it was done at ${at}.`,
    fail: (at: string): string => `it failed at ${at} and certainly did not happen.`,
    info: 'nobody knows whether it happened.',
    pending: 'it had not ended when the run did.',
  },
  chosen: 'Chosen operation',
  tableKeys: 'The up and down arrows choose an operation and move the playhead to its beginning; Shift+Enter moves it to its end.',
  timelineKeys:
    'The left and right arrows choose the previous and next operation of a process, up and down change the process, ' +
    'Enter moves the playhead to its beginning, plus and minus zoom, Page Up and Page Down scroll, Escape clears the choice.',
  hint:
    'Each row is a process, which does one thing at a time. Click a bar to go there. The wheel zooms, dragging ' +
    'moves, Shift and the wheel scroll.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Whole run',
  playhead: 'At the playhead',
} as const;
