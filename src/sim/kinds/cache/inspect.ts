import { PROFILE_FIELDS, profileKey } from '../../data/profiles';
import type { Cell, InspectSection } from '../../trace/inspection';
import { entryValue, isPinned, UNKNOWN } from './entries';
import { orderKeys } from './order';
import type { CacheNode } from './state';

const MOST_ROWS = 500;

/** What a cache shows of itself: its entries, the next to go first, and what it is asking for. */
export function inspectCache(node: CacheNode): InspectSection[] {
  const keys = orderKeys(node.state.entries.order);
  const entries: InspectSection = {
    type: 'table', title: 'Entries, the next to go first', columns: ['key', 'fields', 'state', 'expires in', 'used'], rows: keys.slice(0, MOST_ROWS).map((key) => entryRow(node, key)), total: keys.length,
  };
  const { call, sinceNs } = node.state.flights;
  const asked = [...call.keys()].filter((key) => call[key] >= 0);
  const flights: InspectSection = {
    type: 'table', title: 'Asked of the store', columns: ['key', 'asked ago'], rows: asked.slice(0, MOST_ROWS).map((key): Cell[] => [profileKey(key), `${((node.now() - sinceNs[key]) / 1e6).toFixed(3)} ms`]), total: asked.length,
  };
  return [entries, flights];
}

function entryRow(node: CacheNode, key: number): Cell[] {
  const { entries } = node.state;
  const known = PROFILE_FIELDS.filter((_, field) => entryValue(entries, key, field) !== UNKNOWN);
  const left = entries.expiresNs[key] - node.clock();
  const fields = entries.absent[key] !== 0 ? 'there is no such profile' : known.join(', ');
  return [profileKey(key), fields, standing(node, key, left), left === Infinity ? 'never' : `${(left / 1e9).toFixed(3)} s`, entries.order.uses[key]];
}

function standing(node: CacheNode, key: number, leftNs: number): string {
  if (isPinned(node.state.entries, key)) return 'not stored yet';
  if (leftNs > 0) return 'fresh';
  return leftNs + node.derived.staleNs > 0 ? 'stale, still served' : 'expired';
}
