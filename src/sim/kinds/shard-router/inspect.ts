import { inspectGroups } from '../../toolkit/inspectGroups';
import type { Cell, InspectSection, RingSection } from '../../trace/inspection';
import type { NodeSetup } from '../../parts/context';
import type { ShardRouterParams } from './kind';
import type { Placed as Placer, Placement } from '../../toolkit/placement/table';
import { inspectMove } from './inspectMove';
import type { RouterNode } from './state';

const HASH_SPACE = 4294967296;
/** Of more keys, the first so many are shown on the circle. */
const MOST_ON_CIRCLE = 1000;

/**
 * Where a router sends each key: how many keys each shard has, what moves, and the keys on the circle of hashes (alphabetically where it
 * goes by ranges; none where a program chooses the shard itself).
 */
export function inspectRouter(node: RouterNode): InspectSection[] {
  const { setup, params, derived, state } = node;
  const { groups, names } = derived;
  const placed = placedNow(node);
  const counts = new Int32Array(names.length);
  for (const place of placed.places) if (place >= 0) counts[place]++;
  const rows = names.map((name, group): Cell[] => [
    name,
    counts[group],
    `${((counts[group] * 100) / placed.places.length).toFixed(1)} %`,
    groups.members[group].length - 1,
  ]);
  const table: InspectSection = {
    type: 'table',
    title: 'Keys by shard',
    columns: ['shard', 'keys', 'share', 'replicas'],
    rows,
    total: rows.length,
  };
  const behind = inspectGroups(setup, groups, state.groups, node.now());
  const moves = inspectMove(node);
  return params.strategy === 'random' || params.strategy === 'own'
    ? [table, ...moves, behind]
    : [table, circle(setup, params, names, placed), ...moves, behind];
}

/** Where keys are to be: by the move under way, or as it is without one. */
function placedNow({ state, params, derived }: RouterNode): Placement {
  if (params.moves === 'none') return derived.placed;
  return derived.placements.of(state.move === null ? state.settled : state.move.goal);
}

/** A ring has points, ranges of the alphabet have ends; keys by the remainder of their hash and the like have owners only. */
function circle({ keys: space }: NodeSetup, params: ShardRouterParams, names: readonly string[], placed: Placement): RingSection {
  const { places, hashes, placer } = placed;
  const byRange = params.strategy === 'range';
  const keys = Array.from(places.subarray(0, MOST_ON_CIRCLE), (place, i) => {
    const key = space.nameOf(i);
    return { at: byRange ? alphabetical(key) : onCircle(hashes === null ? 0 : hashes[i]), key, owner: names[place] ?? 'nobody' };
  });
  const title = byRange ? 'Keys from A to Z, round the circle' : 'Keys by their hash, round the circle';
  return { type: 'ring', title, points: placer === null ? [] : pointsOf(placer, names), keys };
}

/** Each point stands at the end of what is its owner's. */
function pointsOf({ ring, ranges, members }: Placer, names: readonly string[]): RingSection['points'] {
  if (ring !== null) return Array.from(ring.places, (place, i) => ({ at: place / HASH_SPACE, owner: names[members[ring.owners[i]]] }));
  if (ranges === null) return [];
  const { starts, owners } = ranges;
  return owners.map((owner, range) => ({
    at: range < starts.length ? alphabetical(starts[range]) : 1 - Number.EPSILON,
    owner: names[members[owner]],
  }));
}

/** Place of a key in the alphabet by its first three letters, 0 up to 1. */
function alphabetical(key: string): number {
  let share = 0;
  for (let i = 2; i >= 0; i--) share = (share + Math.max(0, Math.min(25, key.charCodeAt(i) - 97 || 0))) / 26;
  return share;
}

/** Place of a hash on the circle of 32 bits, 0 up to 1; one of more bits goes round more than once. */
function onCircle(hash: number): number {
  return Number.isNaN(hash) ? 0 : (((hash % HASH_SPACE) + HASH_SPACE) % HASH_SPACE) / HASH_SPACE;
}
