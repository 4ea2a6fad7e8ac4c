import { message } from '../../messages/message';

/** Texts of the demonstration. */
export const strings = {
  title: 'Demonstration',
  command: 'Show the demonstration',
  parts: message<{ count: number }>('{count, plural, one {# part} other {# parts}} on the board'),
  crash: 'The demonstration was told to fail.',
} as const;
