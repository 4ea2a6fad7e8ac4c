import { NS_PER_SECOND } from '../../kernel/units';
import { rangeOf, rangesOf, split } from '../../toolkit/placement/ranges';
import { membersInUse, specOf } from './members';
import { RouterGauge } from './moveGauges';
import { review } from './moving';
import { Timer, type RouterNode, type SplitState } from './state';

/** How often it looks at how many requests each range gets, ns. */
const LOOK_NS = NS_PER_SECOND;

/** Begins to count requests by range, where ranges are to be split by themselves; stops when they are not any more. */
export function watchRanges(node: RouterNode): void {
  const { params, state, derived } = node;
  const isWanted = params.splitAbovePerSecond > 0 && params.strategy === 'range' && params.moves !== 'none';
  if (!isWanted) return;
  const members = membersInUse(derived.names, params, state.scale?.ordered ?? 0);
  const base = JSON.stringify({ ...specOf(params, members), members: [] });
  if (state.splits?.base !== base) {
    const { starts, owners } = rangesOf(params.boundaries, members.length);
    state.splits = {
      base,
      starts: [...starts],
      owners: owners.map((slot) => members[slot]),
      counts: owners.map(() => 0),
      isArmed: state.splits?.isArmed ?? false,
    };
  }
  if (state.splits.isArmed) return;
  state.splits.isArmed = true;
  node.afterQuietly(LOOK_NS, Timer.split, 0);
}

/** Counts a request for a key. */
export function countRange(node: RouterNode, splits: SplitState, key: number): void {
  splits.counts[rangeOf(node.setup.keys.nameOf(key), splits.starts)]++;
}

/** Looks at the last second: the range with most requests above the limit is cut in the middle of its keys, for whoever has least to do. */
export function splitTimer(node: RouterNode): void {
  const { params, state } = node;
  const { splits } = state;
  if (splits === null) return;
  splits.isArmed = false;
  if (state.move === null) splitBusiest(node, splits);
  splits.counts.fill(0);
  if (params.splitAbovePerSecond > 0) watchRanges(node);
}

function splitBusiest(node: RouterNode, splits: SplitState): void {
  const { params, state, derived } = node;
  const busiest = splits.counts.indexOf(Math.max(...splits.counts));
  if (splits.counts[busiest] <= params.splitAbovePerSecond) return;
  const members = membersInUse(derived.names, params, state.scale?.ordered ?? 0);
  const load = members.map((group) => splits.counts.reduce((sum, count, range) => sum + (splits.owners[range] === group ? count : 0), 0));
  const owner = members[load.indexOf(Math.min(...load))];
  const names = namesIn(node, splits, busiest);
  if (owner === splits.owners[busiest] || names.length < 2) return;
  const { starts, owners } = split(splits, busiest, names[names.length >> 1], owner);
  Object.assign(splits, { starts: [...starts], owners: [...owners], counts: owners.map(() => 0) });
  node.addGauge(RouterGauge.splits, 1);
  node.say(`splits a range at "${names[names.length >> 1]}"`);
  review(node);
}

/** The keys of a range in their order. */
function namesIn({ setup: { keys } }: RouterNode, { starts }: SplitState, range: number): string[] {
  const names: string[] = [];
  for (let key = 0; key < keys.count; key++) {
    const name = keys.nameOf(key);
    if (rangeOf(name, starts) === range) names.push(name);
  }
  return names.sort((p, q) => (p < q ? -1 : p > q ? 1 : 0));
}
