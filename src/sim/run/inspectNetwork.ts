import { Phase } from '../network/calls';
import { isMessageOp } from '../network/operations';
import { durationText } from '../trace/durationText';
import type { Cell, InspectSection } from '../trace/inspection';
import type { Engine } from './engine';
import { isApart } from './laneFaults';
import type { NetworkPlan } from './networks';

/** Rows that are shown at most. */
const MOST_ROWS = 100;
/** Neighbours that are named one by one. */
const MOST_NAMES = 8;

/** The inside of a network: its members with their neighbours, and the messages under way in it. Nothing for a part that is none. */
export function networkInside(engine: Engine, node: number): InspectSection[] {
  const place = engine.networks.findIndex((plan) => plan.node === node);
  return place < 0 ? [] : [members(engine, engine.networks[place]), underWay(engine, place)];
}

function members(engine: Engine, plan: NetworkPlan): InspectSection {
  const names = (places: readonly number[]) => places.map((other) => engine.nodes[plan.members[other]].id);
  const rows = Array.from(plan.members.subarray(0, MOST_ROWS), (member, place): Cell[] => {
    const next = neighboursOf(plan, place);
    const near = next.length > MOST_NAMES ? `${next.length} members` : names(next).join(' ');
    const cut = engine.apart.length === 0 ? 0 : next.filter((other) => isApart(engine.apart, member, plan.members[other])).length;
    return [engine.nodes[member].id, near, cut];
  });
  return { type: 'table', title: 'Members', columns: ['member', 'neighbours', 'cut off'], rows, total: plan.members.length };
}

function neighboursOf(plan: NetworkPlan, place: number): number[] {
  const own = plan.neighbours?.[place];
  if (own !== undefined) return [...own];
  return Array.from(plan.members.keys()).filter((other) => other !== place);
}

function underWay(engine: Engine, place: number): InspectSection {
  const { calls } = engine;
  const rows: Cell[][] = [];
  let total = 0;
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.free || !isMessageOp(calls.op(call)) || calls.field(call) !== place) continue;
    total++;
    if (rows.length >= MOST_ROWS) continue;
    const [from, to] = [engine.nodes[calls.from(call)].id, engine.nodes[calls.to(call)].id];
    const sinceNs = engine.queue.nowNs - calls.startedNs(call);
    rows.push([engine.messageTypes.names[calls.key(call)], from, to, durationText(sinceNs)]);
  }
  return { type: 'table', title: 'Messages under way', columns: ['message', 'from', 'to', 'sent before'], rows, total };
}
