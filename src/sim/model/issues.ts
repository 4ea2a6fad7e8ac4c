import type { z } from 'zod';
import { didYouMean, quote } from './failure';
import { formsOf, namesAt, numberWords, schemaAt, valueAt } from './schemaAt';

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
  record: 'an object in braces',
};

/** So many words are listed in a message; of more, a few. */
const MOST_LISTED = 9;

/** The most telling of a schema's complaints: the deepest branch of a union, then the first. */
export function foremost(issues: readonly Issue[]): Issue {
  const issue = issues[0];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.filter((branch) => branch.length > 0).sort((p, q) => depth(q) - depth(p));
  if (branches.length === 0) return issue;
  const inner = foremost(branches[0]);
  return { ...inner, path: [...issue.path, ...inner.path] } as Issue;
}

function depth(branch: readonly Issue[]): number {
  return branch.reduce((most, issue) => Math.max(most, issue.path.length), 0);
}

/** Where an issue is: an unknown name is its own place. */
export function placeOf(issue: Issue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : [...issue.path];
}

/**
 * What is wrong, and what would be right, without the library's words: the part of a sentence that follows the place.
 * `schema` and `root` are what was checked against what: they tell the range and the names that are known.
 */
export function plainWords(issue: Issue, schema: z.ZodType, root: unknown): string {
  const value = valueAt(root, issue.path);
  const place = schemaAt(schema, root, issue.path);
  const range = place === null ? '' : numberWords(place);
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(value, range || nounOf(issue.expected, place?.schema));
    case 'too_small':
      return range === '' ? sized(value, 'at least', issue.minimum) : mustBe(value, range);
    case 'too_big':
      return range === '' ? sized(value, 'at most', issue.maximum) : mustBe(value, range);
    case 'unrecognized_keys':
      return (
        `has ${quote(issue.keys[0])}, which is not known ` +
        `there${guessOrNames(issue.keys[0], namesAt(schema, root, issue.path))}; remove or rename it`
      );
    case 'invalid_value':
      return oneOf(value, issue.values);
    case 'invalid_union':
      return unionWords(issue, value);
    case 'custom':
      return issue.message;
    default:
      return value === undefined
        ? 'is missing'
        : `is ${quote(value)}; it ${issue.message.startsWith('must') ? issue.message : 'has the wrong form'}`;
  }
}

function mustBe(value: unknown, what: string, guess = ''): string {
  return value === undefined ? `is missing; write ${what} there` : `is ${quote(value)}${guess}; it must be ${what}`;
}

/** A union with a discriminator needs an object that says which of its forms it has. */
function nounOf(expected: string, schema: z.ZodType | undefined): string {
  const forms = schema === undefined ? [] : formsOf(schema);
  if (forms.length > 0) return `an object in braces with a ${forms[0].name}, such as ${quote(forms[0].value)}`;
  return NOUNS[expected] ?? 'something else';
}

function oneOf(value: unknown, words: readonly unknown[]): string {
  const guess = typeof value === 'string' ? didYouMean(value, words.map(String)) : '';
  if (words.length <= MOST_LISTED) return mustBe(value, listed(words.map(quote)), guess);
  return guess === ''
    ? mustBe(value, `one of ${words.length} words, such as ${listed(words.slice(0, 3).map(quote))}`)
    : `is ${quote(value)}, which is not known there${guess}; correct it`;
}

function guessOrNames(word: string, names: readonly string[]): string {
  const guess = didYouMean(word, names);
  return guess === '' && names.length > 0 && names.length <= MOST_LISTED ? ` (known are ${listed(names, 'and')})` : guess;
}

function unionWords(issue: Issue & { code: 'invalid_union' }, value: unknown): string {
  const options: readonly unknown[] = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  if (options.length > 0) return oneOf(value, options);
  return value === undefined ? 'is missing' : `is ${quote(value)}, which has the wrong form`;
}

/** How much of a text or a list there is, and how much there may be. */
function sized(value: unknown, bound: string, limit: number | bigint): string {
  const noun = Array.isArray(value) ? ['entry', 'entries'] : ['character', 'characters'];
  const count = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
  return `has ${count} ${noun[count === 1 ? 0 : 1]}; it must have ${bound} ${limit} ${noun[Number(limit) === 1 ? 0 : 1]}`;
}

function listed(words: readonly string[], last: 'or' | 'and' = 'or'): string {
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}
