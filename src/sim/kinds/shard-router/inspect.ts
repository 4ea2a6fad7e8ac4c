import { profileKey } from '../../data/profiles';
import { murmur3 } from '../../kernel/hash';
import { xxhash32 } from '../../kernel/xxhash';
import type { GroupTools } from '../../toolkit/groups';
import type { Cell, InspectSection } from '../../trace/inspection';
import type { NodeSetup } from '../context';
import type { ShardRouterParams } from './kind';

const HASH_SPACE = 4294967296;

/** Where a router sends each key: how many keys each shard has, and the keys on the circle of hash values (alphabetically where it goes by ranges). */
export function inspectPlaces(setup: NodeSetup, params: ShardRouterParams, groups: GroupTools, places: Int32Array): InspectSection[] {
  const names = groups.members.map((members) => setup.out[members[0]].nodeId);
  const counts = new Int32Array(names.length);
  for (const place of places) if (place >= 0) counts[place]++;
  const rows = names.map((name, group): Cell[] => [name, counts[group], `${((counts[group] * 100) / places.length).toFixed(1)} %`, groups.members[group].length - 1]);
  const table: InspectSection = { type: 'table', title: 'Keys by shard', columns: ['shard', 'keys', 'share', 'replicas'], rows, total: rows.length };
  if (params.strategy === 'random') return [table];
  const hash = params.hash === 'xxhash32' ? xxhash32 : murmur3;
  const keys = Array.from(places, (place, i) => {
    const key = profileKey(i);
    return { at: params.strategy === 'range' ? alphabetical(key) : hash(key) / HASH_SPACE, key, owner: names[place] };
  });
  return [table, { type: 'ring', title: params.strategy === 'range' ? 'Keys from A to Z, round the circle' : 'Keys by their hash, round the circle', points: [], keys }];
}

/** Place of a key in the alphabet by its first three letters, 0 up to 1. */
function alphabetical(key: string): number {
  let share = 0;
  for (let i = 2; i >= 0; i--) share = (share + Math.max(0, Math.min(25, key.charCodeAt(i) - 97 || 0))) / 26;
  return share;
}
