import { groupNews } from '../../toolkit/groups';
import { Fate } from '../../network/fates';
import { msToNs } from '../../kernel/units';
import { MEASURE, ROUTE, SCALE } from '../../toolkit/operations';
import { review } from './moving';
import { Timer, type RouterNode, type ScaleState } from './state';

/** Kinds of measurements, as the field of the call. */
const RECEIVED = 1;

/** Nothing received, nothing ordered: as many shards as the fields say. */
export function noOrders(): ScaleState {
  return { received: 0, open: 0, wanted: 0, ordered: 0 };
}

/** What an autoscaler asks, or orders. */
export function control(node: RouterNode, call: number, op: number): void {
  if (op === ROUTE.code) {
    groupNews(node, node.derived.groups, node.state.groups, call);
    return;
  }
  const { calls, state } = node;
  state.scale ??= noOrders();
  if (op === SCALE.code) scaleTo(node, state.scale, Math.max(1, calls.value(call)), calls.field(call));
  const measured = calls.field(call) === RECEIVED ? state.scale.received : state.scale.open;
  node.reply(call, Fate.ok, op === MEASURE.code ? measured : 0);
}

/** Shards that were to start have started; an order that came since counts in the place of this one. */
export function started(node: RouterNode, shards: number): void {
  const { scale } = node.state;
  if (scale?.wanted !== shards) return;
  scale.ordered = shards;
  review(node);
}

/** More shards join once they have started; fewer leave at once. */
function scaleTo(node: RouterNode, scale: ScaleState, shards: number, bootMs: number): void {
  if (scale.wanted === shards) return;
  const isMore = shards > scale.ordered;
  scale.wanted = shards;
  if (isMore && bootMs > 0) node.afterQuietly(msToNs(bootMs), Timer.boot, shards);
  else started(node, shards);
}
