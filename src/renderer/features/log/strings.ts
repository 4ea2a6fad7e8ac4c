import { counted } from '../../messages/message';

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Log',
  beforeRun: 'What every part does will be listed here, line by line.',
  whyButton: 'Why?',
  hopsButton: 'hops',
  hopsLine: (request: number): string => `Show the hops of request ${request}`,
  whyLine: (line: string): string => `Why? ${line}`,
  filterExample: 'Filter, e.g. W1 or alexandra',
  filterTheLog: 'Filter the log',
  showTheLog: 'Show the log',
  failuresOnly: 'Failures only',
  messages: 'Messages between members',
  lines: counted('line', 'lines'),
  span: (from: string, to: string): string => `, from ${from} s to ${to} s`,
  complete: (seconds: number): string => `Simulation complete, runtime ${seconds} seconds.`,
  log: 'Log',
} as const;
