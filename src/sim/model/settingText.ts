import { describe, type Distribution } from '../kernel/distribution';

/** A longer value is not quoted in a sentence; its size is said. */
const MOST_QUOTED = 40;

/**
 * A field (called `name`) and the value it is given, in a few words: `concurrency = 2`, `script: 12 requests`,
 * `serviceTimeMs = exponential, ...`; with a unit, `Queue limit = 9 requests`.
 */
export function settingText(param: string, value: unknown, name = param, unit?: string): string {
  if (Array.isArray(value)) return listText(name, value, param === 'script');
  if (typeof value === 'object' && value !== null) {
    if ('type' in value) return `${name} = ${describe(value as Distribution)}`;
    return `${name}: ${many(Object.keys(value).length, 'entry', 'entries')}`;
  }
  if (typeof value === 'number' && unit !== undefined)
    return `${name} = ${value} ${value === 1 ? unit.replace(/^([a-z]{2,})s$/, '$1') : unit}`;
  const text = JSON.stringify(value);
  return text.length <= MOST_QUOTED ? `${name} = ${text}` : `${name}: ${many(String(value).length, 'character', 'characters')}`;
}

function listText(name: string, values: readonly unknown[], isScript: boolean): string {
  const isPlain = values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'string');
  const text = values.join(', ');
  if (isPlain && text.length <= MOST_QUOTED) return `${name} = ${text}`;
  return `${name}: ${isScript ? many(values.length, 'request', 'requests') : many(values.length, 'entry', 'entries')}`;
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
