import { Fate } from '../../network/fates';
import { Gauge } from '../../parts/contract';
import { cameOn, endSlowStart } from './health';
import { Standing, type BalancerNode } from './state';
import { MEASURE, SCALE } from '../../toolkit/operations';
import { NS_PER_SECOND, NS_PER_MS } from '../../kernel/units';

const TARGETS_ON = Gauge.first + 1;
/** An order that is not answered so long after it could have been is given again, ns. */
const ORDER_PATIENCE_NS = NS_PER_SECOND;
/** Kinds of measurements, as the field of the call. */
const RECEIVED = 1;

/** Before the first order of an autoscaler, only the first target is on. */
export function beginScaled(node: BalancerNode): void {
  if (!node.derived.isScaled || node.derived.links.length === 0) return;
  node.setGauge(TARGETS_ON, node.state.targetsOn);
  scaleTo(node, 1, 0);
}

/** What an autoscaler asks, or orders. */
export function control(node: BalancerNode, call: number, op: number): void {
  if (op === SCALE.code && node.derived.links.length > 0) scaleTo(node, Math.max(1, node.calls.value(call)), node.calls.field(call));
  node.reply(call, Fate.ok, op === MEASURE.code ? measured(node, node.calls.field(call)) : 0);
}

function measured({ state }: BalancerNode, what: number): number {
  return what === RECEIVED ? state.received : state.open.reduce((sum, open) => sum + open, 0);
}

/** Switches on the first so many targets, each after its start, and the others off. */
function scaleTo(node: BalancerNode, wanted: number, bootMs: number): void {
  const { state, derived } = node;
  for (let target = 0; target < derived.links.length; target++) {
    if (target < wanted && state.standing[target] === Standing.off) {
      state.standing[target] = Standing.starting;
      order(node, target, 1, bootMs);
    } else if (target >= wanted && state.standing[target] !== Standing.off) {
      if (state.standing[target] === Standing.on) setOn(node, target, false);
      state.standing[target] = Standing.off;
      order(node, target, 0, 0);
    } else if (state.orders[target] >= 0 && node.now() > state.orderedByNs[target]) {
      // The order or its answer was lost.
      order(node, target, target < wanted ? 1 : 0, bootMs);
    }
  }
}

function order(node: BalancerNode, target: number, on: number, bootMs: number): void {
  const call = node.send(node.derived.links[target], SCALE.code, -1, bootMs, on);
  node.calls.setMark(call, target);
  node.state.orders[target] = call;
  node.state.orderedByNs[target] = node.now() + bootMs * NS_PER_MS + ORDER_PATIENCE_NS;
}

/** A target has started, or could not: then it is asked again at the next order. Answers to earlier orders mean nothing any more. */
export function ordered(node: BalancerNode, call: number, fate: number): void {
  const { state } = node;
  const target = node.calls.mark(call);
  if (state.orders[target] !== call) return;
  state.orders[target] = -1;
  if (state.standing[target] !== Standing.starting) return;
  state.standing[target] = fate === Fate.ok ? Standing.on : Standing.off;
  if (fate === Fate.ok) setOn(node, target, true);
}

function setOn(node: BalancerNode, target: number, isOn: boolean): void {
  const { state } = node;
  if (!isOn) endSlowStart(state, target);
  state.targetsOn += isOn ? 1 : -1;
  state.limited += isOn ? -1 : 1;
  node.setGauge(TARGETS_ON, state.targetsOn);
  if (isOn) cameOn(node, target);
}
