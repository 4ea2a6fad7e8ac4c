import { FIELD_NAMES } from '../../data/values';
import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { entryValue, isPinned, keyAt, UNKNOWN } from './entries';
import { leftNs } from './reads';
import { orderKeys } from './order';
import type { CacheNode } from './state';

const MOST_ROWS = 500;

/** What a cache shows of itself: its entries, the next to go first, and what it is asking for. */
export function inspectCache(node: CacheNode): InspectSection[] {
  const keys = orderKeys(node.state.entries.order);
  const entries: InspectSection = {
    type: 'table',
    title: 'Entries, the next to go first',
    columns: ['key', 'fields', 'state', 'expires in', 'age', 'hits'],
    rows: keys.slice(0, MOST_ROWS).map((key) => entryRow(node, key)),
    total: keys.length,
  };
  const room: InspectSection = {
    type: 'facts',
    title: 'Room',
    facts: [
      ['profiles', `${keys.length} of ${node.params.size}`],
      ['time to live', node.derived.ttlNs === 0 ? 'for ever' : durationText(node.derived.ttlNs)],
      ['not stored behind it yet', node.state.entries.dirtyCount],
    ],
  };
  const { call, sinceNs } = node.state.flights;
  const asked = [...call.keys()].filter((key) => call[key] >= 0);
  const flights: InspectSection = {
    type: 'table',
    title: 'Asked of the store',
    columns: ['key', 'asked ago'],
    rows: asked.slice(0, MOST_ROWS).map((key): Cell[] => [nameOf(node, key), durationText(node.now() - sinceNs[key])]),
    total: asked.length,
  };
  return [room, entries, flights];
}

function nameOf({ setup, state }: CacheNode, row: number): string {
  return setup.keys.nameOf(keyAt(state.entries, row));
}

function entryRow(node: CacheNode, key: number): Cell[] {
  const { entries } = node.state;
  const known = FIELD_NAMES.filter((_, field) => entryValue(entries, key, field) !== UNKNOWN);
  // Fields that came one by one expire one by one: the first of them.
  const left = FIELD_NAMES.reduce(
    (least, _, field) =>
      entries.absent[key] !== 0 || entryValue(entries, key, field) !== UNKNOWN
        ? Math.min(least, leftNs(node, key, field, node.clock()))
        : least,
    Infinity,
  );
  const fields = entries.absent[key] !== 0 ? 'there is no such profile' : known.join(', ');
  // With jitter, how long it was to live is not known any more, and so not since when it has.
  const lives = entries.absent[key] === 0 && node.params.ttlJitterPercent === 0 && node.derived.ttlNs > 0 ? node.derived.ttlNs : null;
  return [
    nameOf(node, key),
    fields,
    standing(node, key, left),
    left === Infinity ? 'never' : durationText(left),
    lives === null ? null : durationText(lives - left),
    entries.order.uses[key],
  ];
}

function standing(node: CacheNode, key: number, leftNs: number): string {
  if (isPinned(node.state.entries, key)) return 'not stored yet';
  if (leftNs > 0) return 'fresh';
  return leftNs + node.derived.staleNs > 0 ? 'stale, still served' : 'expired';
}
