import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection, TableSection } from '../../trace/inspection';
import type { RouterNode } from './state';
import { isPending, planOf } from './whereabouts';

/** Of more keys that move, the first so many are listed. */
const MOST_LISTED = 1000;

/** What is being moved, or was last: how much, how long, from whom to whom, and which keys. */
export function inspectMove(node: RouterNode): InspectSection[] {
  const { state, setup } = node;
  const { move, last } = state;
  const [before, after] = move !== null ? [state.settled, move.goal] : [last?.before, last?.after];
  if (before === undefined || after === undefined) return [];
  const { order } = planOf(node, before, after);
  const isThere = (key: number): boolean => move === null || !isPending(node, move, key);
  const there = order.filter(isThere).length;
  const beganNs = move?.beganNs ?? last?.beganNs ?? 0;
  const endedNs = move === null ? (last?.endedNs ?? 0) : node.now();
  const facts: InspectSection = {
    type: 'facts',
    title: move === null ? 'The last move' : 'Keys on the move',
    facts: [
      ['keys that change place', `${order.length} of ${setup.keys.count} (${((order.length * 100) / setup.keys.count).toFixed(1)} %)`],
      ['have arrived', there],
      [move === null ? 'took' : 'under way for', durationText(endedNs - beganNs)],
      ...(move === null ? [] : ([['writes that wait for their key', move.held.length]] as const)),
    ],
  };
  return [facts, shares(node, before, after), listed(node, before, after, order, isThere)];
}

function shares({ derived: { placements, names } }: RouterNode, before: string, after: string): TableSection {
  const [from, to] = [placements.of(before).places, placements.of(after).places];
  const counts = names.map(() => [0, 0, 0, 0]);
  for (let key = 0; key < from.length; key++) {
    const isMoved = from[key] !== to[key];
    if (from[key] >= 0) {
      counts[from[key]][0]++;
      if (isMoved) counts[from[key]][2]++;
    }
    if (to[key] >= 0) {
      counts[to[key]][1]++;
      if (isMoved) counts[to[key]][3]++;
    }
  }
  const rows = names.map((name, shard): Cell[] => [name, ...counts[shard]]);
  return {
    type: 'table',
    title: 'Before and after',
    columns: ['shard', 'keys before', 'after', 'gives', 'gets'],
    rows,
    total: rows.length,
  };
}

function listed(
  { derived: { placements, names }, setup: { keys } }: RouterNode,
  before: string,
  after: string,
  order: Int32Array,
  isThere: (key: number) => boolean,
): TableSection {
  const [from, to] = [placements.of(before).places, placements.of(after).places];
  const rows = Array.from(order.subarray(0, MOST_LISTED), (key): Cell[] => [
    keys.nameOf(key),
    names[from[key]],
    names[to[key]],
    isThere(key) ? 'there' : 'to come',
  ]);
  return { type: 'table', title: 'Keys that change place', columns: ['key', 'from', 'to', 'now'], rows, total: order.length };
}
