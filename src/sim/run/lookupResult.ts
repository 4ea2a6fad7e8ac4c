import { FIELD_COUNT, FIELD_NAMES, storedValue } from '../data/values';
import type { Contradiction, LookupResult } from '../trace/moments';
import type { Engine } from './engine';

/** What a store was found to know of a key. */
export interface Found {
  readonly node: string;
  readonly key: number;
  readonly atNs: number;
  readonly writes: readonly number[];
  readonly keysHeld: number;
  readonly contradictions: readonly Contradiction[];
}

/** The same for people: fields by their names, and a sentence. */
export function lookupResult({ keys, values }: Engine, { node, key, atNs, writes, keysHeld, contradictions }: Found): LookupResult {
  const name = keys.nameOf(key);
  const fields: Record<string, string | number> = {};
  const missing: string[] = [];
  FIELD_NAMES.forEach((name, field) => {
    const { data } = storedValue(key, field, writes[field], values.nameOf(writes[field]));
    if (data === null) missing.push(name);
    else fields[name] = data;
  });
  const found = missing.length < FIELD_COUNT;
  const holds = `${node} holds ${keysHeld} of ${keys.count} profiles`;
  let message = `${node} has the whole profile of \u0022${name}\u0022; ${holds}.`;
  if (!found) message = `${node} knows nothing of \u0022${name}\u0022; ${holds}.`;
  else if (missing.length > 0)
    message = `${node} has only a part of the profile of \u0022${name}\u0022 (missing: ${missing.join(', ')}); ${holds}.`;
  if (contradictions.length > 0) message += ` ${contradictionText(contradictions, fields)}`;
  const state = !found ? 'nothing' : contradictions.length > 0 ? 'contradictory' : missing.length > 0 ? 'incomplete' : 'complete';
  return { node, key: name, atNs, found, fields, missing, state, contradictions, keysHeld, keysTotal: keys.count, message };
}

/** There are two truths: which, and where. */
function contradictionText(contradictions: readonly Contradiction[], fields: LookupResult['fields']): string {
  const told = contradictions.map(
    ({ field, node, value }) => `${field} is ${JSON.stringify(value)} on ${node}, not ${JSON.stringify(fields[field])}`,
  );
  return `Contradicted: ${told.join('; ')}.`;
}
