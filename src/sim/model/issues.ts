import type { z } from 'zod';
import { didYouMean, quote } from './failure';

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object in braces', record: 'an object in braces', undefined: 'nothing', null: 'nothing',
};

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
  return Math.max(...branch.map((issue) => issue.path.length));
}

/** What is wrong, and what would be right, without the library's words: the middle of a sentence that begins with the place. */
export function plainWords(issue: Issue, value: unknown, known: readonly string[] = []): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? `is missing; write ${NOUNS[issue.expected] ?? issue.expected} there` : `is ${quote(value)}; it must be ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `is ${quoteSize(value)}; it must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${sizeNoun(value)}`;
    case 'too_big':
      return `is ${quoteSize(value)}; it must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${sizeNoun(value)}`;
    case 'unrecognized_keys':
      return `has ${quote(issue.keys[0])}, which is not known here${didYouMean(issue.keys[0], known)}; remove or rename it`;
    case 'invalid_value':
      return `is ${quote(value)}${didYouMean(String(value), issue.values.map(String))}; it must be ${listed(issue.values.map((word) => quote(word)))}`;
    case 'invalid_union':
      return unionWords(issue, value);
    case 'custom':
      return issue.message;
    default:
      return value === undefined ? 'is missing' : `is ${quote(value)}; it ${issue.message.startsWith('must') ? issue.message : 'has the wrong form'}`;
  }
}

function unionWords(issue: Issue & { code: 'invalid_union' }, value: unknown): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (value === undefined || value === null) return 'is missing';
  return options.length > 0 ? `is ${quote(value)}${didYouMean(String(value), options)}; it must be ${listed(options.map((word) => quote(word)))}` : `is ${quote(value)}, which has the wrong form`;
}

function quoteSize(value: unknown): string {
  if (typeof value === 'string') return `${value.length} characters long`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return quote(value);
}

function sizeNoun(value: unknown): string {
  if (typeof value === 'string') return ' characters';
  return Array.isArray(value) ? ' entries' : '';
}

function listed(words: readonly string[]): string {
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** The value at a path, undefined when there is none. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return value;
}
