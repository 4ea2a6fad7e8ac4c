import { IntlMessageFormat } from 'intl-messageformat';

/** The language of the window: which plural a number takes, and how numbers and dates are written. */
export const LANGUAGE = 'en';

/** What may be put into a message. */
export type MessageValue = string | number | Date;

/** A message that waits for its values. Throws when one is missing. */
export interface Message<Values> {
  (values: Values): string;
  /** As it is written for translators. */
  readonly text: string;
}

/**
 * A message in ICU's form, which translators' tools know: `{count, plural, one {# part} other {# parts}}`, `{when, date, medium}`. Numbers
 * after `#` or `{n, number}` are written as the language does. Read when it is first used; throws then if it is not well formed.
 */
export function message<Values extends Readonly<Record<string, MessageValue>>>(text: string): Message<Values> {
  let format: IntlMessageFormat | null = null;
  const write = (values: Values): string => {
    format ??= new IntlMessageFormat(text, LANGUAGE);
    return String(format.format(values));
  };
  return Object.assign(write, { text });
}

/** The message of a count: one thing, or several of them with their number. */
export function counted(one: string, several: string): Message<{ readonly count: number }> {
  return message(`{count, plural, one {# ${one}} other {# ${several}}}`);
}

/** A number as the language writes it, rounded to at most so many places after the point (three, as usual there). */
export function writtenNumber(value: number, mostPlaces = 3, leastPlaces = 0): string {
  return value.toLocaleString(LANGUAGE, { maximumFractionDigits: mostPlaces, minimumFractionDigits: leastPlaces });
}
