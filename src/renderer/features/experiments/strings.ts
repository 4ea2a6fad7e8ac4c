import { message } from '../../messages/message';

/** Texts about experiments with many seeds: one place, ready to be translated. */
export const strings = {
  seedsTitle: 'Is it luck?',
  seedsHelp:
    'One run is one roll of the dice. Run it again with other seeds to see how much the dice matter; choose "compare" ' +
    'on another run above to learn whether one design is really better.',
  seeds: 'Seeds',
  repeat: message<{ seeds: number }>('Repeat with {seeds, plural, one {# seed} other {# seeds}}'),
  compareWith: message<{ name: string; seeds: number }>('Is it better than {name}? Try {seeds, plural, one {# seed} other {# seeds}}'),
  progress: message<{ done: number; total: number }>('{done, number} of {total, plural, one {# run} other {# runs}} computed'),
  stop: 'Stop',
  replicated: (runs: number): string =>
    `The average over ${runs} runs with other seeds, and the range that holds the true average in 95 of 100 such experiments:`,
  compared: (pairs: number, a: string, b: string): string =>
    `${pairs} pairs of runs. A is ${a}, B is ${b}; both met the same requests and the same luck. All statements ` +
    'together hold in 95 of 100 such experiments.',
  replicatedColumns: ['Figure', 'average', '95 % range'],
  comparedColumns: ['Figure', 'A', 'B', 'B minus A'],
} as const;
