/** Texts about how sure figures are: one place, ready to be translated. */
export const statsStrings = {
  title: 'How sure are these figures?',
  rangeHelp:
    'If you could watch this system for ever, the true value would lie in this range in 95 of 100 such runs. Longer runs give narrower ranges.',
  longer: 'Longer runs give narrower ranges.',
  rangeColumn: '95 % range',
  range: (low: string, high: string): string => `${low} to ${high}`,
  more: 'Wires, reasons and keys',
  wires: 'Wires',
  wireColumns: ['Wire', 'messages/s', 'on it', 'busy'],
  wireHelp:
    'On it: messages that wait for the wire or travel along it, on average over time. Busy: share of time in which it sends, where bandwidth is bounded.',
  reasons: 'Failures a second',
  reasonColumns: ['Reason', 'failures/s'],
  keys: 'Keys',
  keyColumns: ['Keys', 'requests/s', 'failed', 'mean ms'],
  keyHelp: 'Each line is an eighth of all keys, in the order of the alphabet. A busy line is a hot range.',
  seedsTitle: 'Is it luck?',
  seedsHelp:
    'One run is one roll of the dice. Run it again with other seeds to see how much the dice matter; choose "compare" at another run above to learn whether one design is really better.',
  seeds: 'Seeds',
  repeat: (seeds: number): string => `Repeat with ${seeds} seeds`,
  compareWith: (name: string, seeds: number): string => `Is it better than ${name}? Try ${seeds} seeds`,
  progress: (done: number, total: number): string => `${done} of ${total} runs computed`,
  stop: 'Stop',
  replicated: (runs: number): string =>
    `Over ${runs} runs with other seeds, on average, with the range that holds the true average in 95 of 100 such experiments:`,
  compared: (pairs: number, a: string, b: string): string =>
    `${pairs} pairs of runs. A is ${a}, B is ${b}; both met the same requests and the same luck. All statements together hold in 95 of 100 such experiments.`,
  replicatedColumns: ['Figure', 'average', '95 % range'],
  comparedColumns: ['Figure', 'A', 'B', 'B minus A'],
} as const;
