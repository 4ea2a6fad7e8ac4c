import { Way } from '../network/links';
import type { Fault } from '../model/scenario';
import type { Engine } from './engine';
import { ALL_NETWORKS, endsOfLane, laneName } from './laneNames';
import { say } from './partFaults';
import { settleLink } from './wireFaults';

function nameOf(engine: Engine, link: number): string {
  return laneName(engine.nodes[engine.links.from(link)].id, engine.nodes[engine.links.to(link)].id);
}

/** Brings a lane that has just come into being to what lasts of it. */
export function settleNewLane(engine: Engine, link: number): void {
  const name = nameOf(engine, link);
  if (engine.holds.holds(name)) settleLink(engine, link, name);
}

/** Brings the lanes of a pair to what lasts of them, in every network in which they have talked. False: that is no name of a lane. */
export function settleLanes(engine: Engine, target: string): boolean {
  const names = endsOfLane(target);
  if (names === null) return false;
  const ends = names.map((id) => engine.nodeIndex.get(id) ?? -1);
  engine.networks.forEach((_, network) => {
    const link = engine.links.lanes.find(network, ends[0], ends[1]);
    if (link >= 0) settleLink(engine, link, target);
  });
  return true;
}

/** Which members a fault keeps from each other, while it lasts. */
export interface Apartness {
  /** Group of each part, from 1; 0: in none, it reaches everybody. */
  readonly groups: Uint8Array;
  /** 1: group 1 reaches nobody else; 2: nobody else reaches group 1; 3: both. */
  readonly ways: number;
}

/** Brings all networks to what lasts of them, and says when members are kept apart, or no longer. */
export function settleNetworks(engine: Engine): void {
  const before = engine.apart.length;
  settleApart(engine);
  for (const { node } of engine.networks) {
    if (engine.apart.length !== before) say(engine, node, engine.apart.length > before ? 'was split' : 'was joined');
  }
  const { lanes, count, total } = { lanes: engine.links.lanes, count: engine.links.count, total: engine.links.total };
  if (lanes.count > 0) for (let link = count; link < total; link++) settleLink(engine, link, nameOf(engine, link));
}

/** Looks up again which members are kept apart by what lasts now. */
export function settleApart(engine: Engine): void {
  engine.apart = engine.holds.every('apart', ALL_NETWORKS).flatMap(({ order }) => apartnessOf(engine, engine.faults[order]));
}

function apartnessOf(engine: Engine, fault: Fault): Apartness[] {
  const groups = new Uint8Array(engine.nodes.length);
  const put = (ids: readonly string[], group: number): void => {
    for (const id of ids) groups[engine.nodeIndex.get(id) ?? -1] = group;
  };
  switch (fault.type) {
    case 'partition':
      fault.groups.forEach(({ nodes }, i) => put(nodes, i + 1));
      return [{ groups, ways: Way.both }];
    case 'isolate':
      if (fault.others === undefined) groups.fill(2);
      else put(fault.others, 2);
      put(fault.nodes, 1);
      return [{ groups, ways: fault.direction === 'out' ? Way.forward : fault.direction === 'in' ? Way.backward : Way.both }];
    case 'zone':
      for (const node of engine.nodes) groups[node.index] = node.setup.zone === fault.zone ? 1 : 2;
      return [{ groups, ways: Way.both }];
    default:
      return [];
  }
}

/** Whether a partition keeps a message of one member from another. */
export function isApart(apart: readonly Apartness[], from: number, to: number): boolean {
  for (const { groups, ways } of apart) {
    const [one, other] = [groups[from], groups[to]];
    if (one === 0 || other === 0 || one === other) continue;
    if (ways === Way.both || (ways === Way.forward ? one === 1 : other === 1)) return true;
  }
  return false;
}
