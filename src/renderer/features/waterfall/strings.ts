import type { HopRow, Spent, Stretch } from './waterfall';

const SPENT_NAMES: Readonly<Record<Spent | 'behind', string>> = {
  wire: 'on wires',
  wait: 'waiting',
  work: 'work',
  vain: 'for nothing',
  behind: 'behind',
};

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Request',
  beforeRun: 'The path of one request will be shown here, hop by hop: wires, waiting and work.',
  command: 'Show a request hop by hop',
  slowestCommand: 'Show the slowest request',
  choose: 'Choose a request: click a message on the board, click "hops" beside a line of the log, or type its number.',
  number: 'Request no.',
  show: 'Show',
  slowest: 'The slowest one',
  searching: 'Looking the request up...',
  slowestNone: 'No request was answered in this run, so there is no slowest one.',
  head: (request: number, took: string): string => `Request ${request}: ${took}`,
  answered: 'answered',
  ended: (fate: string): string => `failed: ${fate.toLowerCase()}`,
  open: 'still on its way at the end of the run',
  spent: SPENT_NAMES,
  spentHelp: {
    wire: 'Time on the way between parts',
    wait: 'Time in a queue, or waiting for a free thread or connection: nobody is working on it',
    work: 'Time a part spends working on it',
    vain: 'Time spent waiting for an answer that does not come, or for the next try',
  } satisfies Record<Spent, string>,
  hop: (from: string, to: string): string => `${from} \u2192 ${to}`,
  hops: 'Hops',
  trouble: {
    lost: 'lost on the way there',
    replyLost: 'its answer was lost',
    gaveUp: 'nobody was waiting any more',
    unanswered: 'not answered',
  } satisfies Record<Exclude<HopRow['trouble'], null>, string>,
  goHelp: 'Click to go to the moment it was asked',
  stretch: ({ spent }: Stretch, length: string): string => `${SPENT_NAMES[spent]} ${length}`,
  rowLabel: (row: HopRow, stretches: string, trouble: string): string =>
    `${row.from} asked ${row.to}: ${stretches}${trouble === '' ? '' : `; ${trouble}`}`,
} as const;
