import { keySpace } from '../data/keySpaces';
import { FATES } from '../network/fates';
import { MESSAGE_TYPE_NAMES, MessageType, type TraceIndex } from '../trace/types';
import type { ExplainedStep, StepRole } from './types';
import { NS_PER_MS, NS_PER_SECOND, NS_PER_US } from '../kernel/units';

/** A moment as people read it, e.g. `12.3041 s`. */
export function secondsText(ns: number): string {
  return `${Number((ns / NS_PER_SECOND).toFixed(4))} s`;
}

/** A length of time, in the unit that suits it. */
export function lengthText(ns: number): string {
  if (ns >= NS_PER_SECOND) return `${Number((ns / NS_PER_SECOND).toPrecision(3))} s`;
  if (ns >= NS_PER_MS) return `${Number((ns / NS_PER_MS).toPrecision(3))} ms`;
  return `${Number((ns / NS_PER_US).toPrecision(3))} \u00b5s`;
}

/** A count with its noun, e.g. `1 request`, `3 requests`. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What follows a number that counts in order: 2nd, 3rd, 11th. */
export function ordinal(count: number): string {
  const last = count % 10;
  return count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
}

/** Names in a sentence, e.g. `LB1, W1 and SR1`. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** What a request is called, e.g. `request 12 for "peter"`. */
export function requestName(index: TraceIndex, request: number, key: number): string {
  return `request ${request}${forKey(index, key)}`;
}

/** What a message is called, e.g. `request 12 for "peter"` or `the error reply to request 12`. */
export function messageName(index: TraceIndex, type: number, request: number, key: number): string {
  if (type === MessageType.request && request > 0) return requestName(index, request, key);
  const about = request > 0 ? ` ${type === MessageType.reply || type === MessageType.error ? 'to' : 'for'} request ${request}` : '';
  return `the ${MESSAGE_TYPE_NAMES[type]}${about}${request === 0 ? forKey(index, key) : ''}`;
}

function forKey({ keys }: TraceIndex, key: number): string {
  return key >= 0 ? ` for \u0022${keySpace(keys).nameOf(key)}\u0022` : '';
}

/** The name of a fate in a sentence, e.g. `queue full`. */
export function fateText(fate: number): string {
  return FATES[fate].title.toLowerCase();
}

/** A sentence of an explanation. */
export function step(role: StepRole, atNs: number, text: string, node = -1, message = 0): ExplainedStep {
  return { role, atNs, text: text[0].toUpperCase() + text.slice(1), node, message };
}

/** Of too many sentences the first cause and the end stay; the way goes first, then what followed in between. */
export function shortened(steps: readonly ExplainedStep[], most: number): ExplainedStep[] {
  const kept = [...steps];
  while (kept.length > most) {
    const way = kept.filter(({ role }) => role === 'way').at(-1);
    const dropped = way ?? kept.find(({ role }) => role === 'effect') ?? kept[1];
    kept.splice(kept.indexOf(dropped), 1);
  }
  return kept;
}
