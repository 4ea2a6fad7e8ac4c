import type { MessageBody } from '../network/messages';

/** What a text would be taken apart at, were it not in quotation marks. */
const NEEDS_QUOTES = /^$|^\s|\s$|[,;"()[\]\n\r]/;

/**
 * A body as a person reads it: fields as name and value, e.g. `message 3, from n1` or `messages [1, 2, 3]`. Its `type` stands beside it
 * already and is left out.
 */
export function plainWords(body: MessageBody): string {
  if (Array.isArray(body)) return body.length === 0 ? 'nothing' : (body as readonly MessageBody[]).map(valueWords).join(', ');
  if (typeof body !== 'object' || body === null) return valueWords(body);
  const fields = Object.entries(body).filter(([name, value]) => name !== 'type' || typeof value !== 'string');
  return fields.length === 0 ? 'nothing' : fields.map(fieldWords).join(', ');
}

function fieldWords([name, value]: readonly [string, MessageBody]): string {
  return `${textWords(name)} ${valueWords(value)}`;
}

function valueWords(value: MessageBody): string {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return textWords(value);
  if (Array.isArray(value)) return `[${(value as readonly MessageBody[]).map(valueWords).join(', ')}]`;
  return `(${Object.entries(value).map(fieldWords).join(', ')})`;
}

function textWords(text: string): string {
  return NEEDS_QUOTES.test(text) ? JSON.stringify(text) : text;
}
