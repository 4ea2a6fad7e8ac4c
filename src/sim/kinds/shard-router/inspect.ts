import { inspectGroups } from '../../toolkit/inspectGroups';
import type { Cell, InspectSection, RingSection } from '../../trace/inspection';
import type { NodeSetup } from '../../parts/context';
import type { ShardRouterParams } from './kind';
import { alphabeticalPlace, circlePlace, circlePoints } from '../../toolkit/placement/circle';
import type { Placement } from '../../toolkit/placement/table';
import { inspectMove } from './inspectMove';
import type { RouterNode } from './state';

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
  const most = (Math.max(...counts) * counts.length) / counts.reduce((sum, count) => sum + count, 0);
  const evenness: InspectSection = {
    type: 'facts',
    title: 'Evenness',
    facts: [['most keys over the mean', Number.isFinite(most) ? Number(most.toFixed(3)) : null]],
  };
  const behind = inspectGroups(setup, groups, state.groups, node.now());
  const moves = inspectMove(node);
  return params.strategy === 'random' || params.strategy === 'own'
    ? [table, evenness, ...moves, behind]
    : [table, evenness, circle(setup, params, names, placed), ...moves, behind];
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
    return { at: byRange ? alphabeticalPlace(key) : circlePlace(hashes === null ? 0 : hashes[i]), key, owner: names[place] ?? 'nobody' };
  });
  const title = byRange ? 'Keys from A to Z, round the circle' : 'Keys by their hash, round the circle';
  return { type: 'ring', title, points: placer === null ? [] : circlePoints(placer, (slot) => names[placer.members[slot]]), keys };
}
