import type { NodeSetup } from '../../parts/context';
import { movePlan, type MovePlan } from '../../toolkit/placement/plan';
import { ANYWHERE, type PlacementSpec } from '../../toolkit/placement/table';
import { membersInUse, specOf } from './members';
import { Phase, type MoveState, type RouterNode } from './state';

const plans = new WeakMap<NodeSetup, { readonly of: string; readonly plan: MovePlan }>();

/** What moves between two specs; reckoned once for a move. */
export function planOf({ setup, derived: { placements } }: RouterNode, before: string, after: string): MovePlan {
  const of = `${before} ${after}`;
  const known = plans.get(setup);
  if (known?.of === of) return known.plan;
  const plan = movePlan(placements.of(before).places, placements.of(after).places);
  plans.set(setup, { of, plan });
  return plan;
}

/** What the fields, an autoscaler and splits of ranges want of where keys are, as JSON. */
export function wantedSpec({ params, derived, state }: RouterNode): string {
  const { scale, splits } = state;
  const members = membersInUse(derived.names, params, scale?.ordered ?? 0);
  const spec = specOf(params, members);
  const base = JSON.stringify({ ...spec, members: [] });
  if (splits === null || splits.base !== base || splits.starts.length === 0) return JSON.stringify(spec);
  // Whoever has left gives its ranges to those that are there, in turn.
  const owners = splits.owners.map((group, range) => {
    const slot = members.indexOf(group);
    return slot < 0 ? range % members.length : slot;
  });
  return JSON.stringify({ ...spec, ranges: { starts: splits.starts, owners } } satisfies PlacementSpec);
}

/** Whether a key of a move is still where it was. */
export function isPending(node: RouterNode, move: MoveState, key: number): boolean {
  const at = planOf(node, node.state.settled, move.goal).rank[key];
  return at >= move.cursor + (move.phase === Phase.forget ? move.batch : 0);
}

/** Whether a key is in the batch that is being brought over, and not there yet. */
export function isInBatch(node: RouterNode, move: MoveState, key: number): boolean {
  if (move.phase !== Phase.fetch && move.phase !== Phase.adopt) return false;
  const at = planOf(node, node.state.settled, move.goal).rank[key];
  return at >= move.cursor && at < move.cursor + move.batch;
}

/** The shard that is asked for a key: ANYWHERE, NOWHERE or its number. */
export function askedPlace(node: RouterNode, key: number): number {
  const { state, derived, params } = node;
  const { move } = state;
  if (move === null) {
    if (params.moves === 'none' || state.settled === '') return wantedPlaces(node)[key];
    return derived.placements.of(state.settled).places[key];
  }
  const isOld = params.moves === 'copy-first' && isPending(node, move, key);
  return derived.placements.of(isOld ? state.settled : move.goal).places[key];
}

/** The shard that has the data of a key that is on the move. */
export function holderOf(node: RouterNode, key: number): number {
  return node.derived.placements.of(node.state.settled).places[key] ?? ANYWHERE;
}

/** Whether a key belongs to the move under way, or to one that was not over at a moment. */
export function hasJustCome(node: RouterNode, key: number, sinceNs: number): boolean {
  const { move, last, settled } = node.state;
  if (move !== null && planOf(node, settled, move.goal).rank[key] >= 0) return true;
  if (last === null || last.endedNs < sinceNs) return false;
  const { placements } = node.derived;
  return placements.of(last.before).places[key] !== placements.of(last.after).places[key];
}

function wantedPlaces(node: RouterNode): Int32Array {
  const { state, derived } = node;
  if (state.scale === null && state.splits === null) return derived.placed.places;
  return derived.placements.of(wantedSpec(node)).places;
}
