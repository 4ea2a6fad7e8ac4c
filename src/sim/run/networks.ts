import { compileDistribution } from '../kernel/distribution';
import type { Streams } from '../kernel/random';
import type { Feed, NetworkSeat } from '../parts/context';
import { kindOf } from '../kinds/index';
import { NetworkGauge } from '../parts/contract';
import { roleInfo } from '../parts/roles';
import type { FallacyName } from '../model/fallacies';
import type { Scenario } from '../model/scenario';
import type { LaneMake } from '../network/lanes';
import { neighbours, networkSalt, type NetworkSpec } from '../network/topology';
import type { TraceIndex } from '../trace/types';
import type { Engine } from './engine';
import { settleNewLane } from './laneFaults';
import { compileTraits, percentBelow, withFallacies } from './linkTraits';
import type { EngineNode } from './node';

/** One network of a scenario, ready to run. What its fields say may change during the run; everything else stays. */
export interface NetworkPlan {
  /** Index of its part, and where its gauges begin. */
  readonly node: number;
  readonly id: string;
  readonly gaugeBase: number;
  readonly members: Int32Array;
  /** So many of them, the first, have a place in the topology. */
  readonly inside: number;
  /** Position of each member, by its index as a part. */
  readonly places: ReadonlyMap<number, number>;
  /** Neighbours of each member, by place; null: everybody is next to everybody. */
  neighbours: readonly Int32Array[] | null;
  /** Links that were drawn between two members: they carry the messages of that pair. */
  readonly wires: ReadonlyMap<number, number>;
  make: LaneMake;
  /** Pairs of members, by place, that were wired by hand. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly salt: number;
  readonly fallacies: readonly FallacyName[];
}

/** The networks of a scenario. Members are the parts wired to one, or standing in its frame; those that stand apart come last. */
export function networkPlans(scenario: Scenario, index: TraceIndex, streams: Streams): NetworkPlan[] {
  return scenario.nodes.flatMap((node, at) => {
    const kind = kindOf(node.kind);
    if (kind?.behavior.asNetwork === undefined) return [];
    return [planOf(scenario, index, streams, at, kind.behavior.asNetwork(kind.descriptor.fields.parse(node.params)))];
  });
}

function planOf(scenario: Scenario, index: TraceIndex, streams: Streams, at: number, spec: NetworkSpec): NetworkPlan {
  const { id } = scenario.nodes[at];
  const joined = new Set(index.links.filter((link) => link.role === 'member' && link.to === at).map((link) => link.from));
  const all = [...scenario.nodes.keys()].filter((node) => joined.has(node) || scenario.nodes[node].network === id);
  const isApart = (node: number): boolean => kindOf(scenario.nodes[node].kind)?.descriptor.standsApart === true;
  const inside = all.filter((node) => !isApart(node));
  const members = Int32Array.from([...inside, ...all.filter(isApart)]);
  const places = new Map(Array.from(members, (node, place) => [node, place]));
  const pairs: [number, number][] = [];
  const wires = new Map<number, number>();
  index.links.forEach((link, number) => {
    const [from, to] = [places.get(link.from), places.get(link.to)];
    if (roleInfo(link.role).isLane !== true || from === undefined || to === undefined) return;
    if (from < inside.length && to < inside.length) pairs.push([from, to]);
    wires.set(pairName(index.nodes.length, link.from, link.to), number);
  });
  const salt = networkSalt(id, streams.seed);
  const fallacies = scenario.fallacies ?? [];
  return {
    node: at,
    id,
    gaugeBase: index.nodes[at].gaugeBase,
    members,
    places,
    inside: inside.length,
    wires,
    pairs,
    salt,
    fallacies,
    neighbours: neighboursBy(spec, inside.length, members.length, salt, pairs),
    make: laneMake(at, spec, fallacies, salt),
  };
}

/** Brings a network, and the lanes that are there, to what its fields say now. Nothing for a part that is none. */
export function settleNetwork(engine: Engine, { index, behavior, params }: EngineNode): void {
  if (behavior.asNetwork === undefined) return;
  const place = engine.networks.findIndex(({ node }) => node === index);
  const plan = engine.networks[place];
  const spec = behavior.asNetwork(params);
  plan.neighbours = neighboursBy(spec, plan.inside, plan.members.length, plan.salt, plan.pairs);
  plan.make = laneMake(index, spec, plan.fallacies, plan.salt);
  engine.links.lanes.remake(place, plan.make);
}

/** Those who stand apart, behind the others, are next to nobody. */
function neighboursBy(
  { topology, degree }: NetworkSpec,
  inside: number,
  members: number,
  salt: number,
  pairs: NetworkPlan['pairs'],
): NetworkPlan['neighbours'] {
  const lists = neighbours(topology, inside, degree, salt, pairs);
  return lists === null || inside === members ? lists : [...lists, ...Array.from({ length: members - inside }, () => new Int32Array(0))];
}

function laneMake(node: number, spec: NetworkSpec, fallacies: readonly FallacyName[], salt: number): LaneMake {
  const lossBelow = percentBelow(spec.lossPercent);
  const traits = compileTraits(spec.network, lossBelow);
  return {
    node,
    latency: compileDistribution(spec.latency),
    lossBelow,
    traits: fallacies.length === 0 ? traits : withFallacies(traits, fallacies, salt),
  };
}

/** One number for a pair of parts, in either order. */
function pairName(nodeCount: number, one: number, other: number): number {
  return Math.min(one, other) * nodeCount + Math.max(one, other);
}

/** The link that carries messages between two members: the wire drawn between them, or their lane. */
export function laneOf(engine: Engine, place: number, from: number, to: number): number {
  const plan = engine.networks[place];
  const wire = plan.wires.size === 0 ? undefined : plan.wires.get(pairName(engine.nodes.length, from, to));
  if (wire !== undefined) return wire;
  const { lanes } = engine.links;
  const before = lanes.count;
  const link = lanes.between(place, from, to);
  if (lanes.count !== before) {
    engine.gaugeAdd(plan.gaugeBase + NetworkGauge.lanes, 1);
    settleNewLane(engine, link);
  }
  return link;
}

/** Lanes that have been used so far: the network part and both ends of each. */
export function lanesOf(engine: Engine): Int32Array {
  const table = engine.links.lanes.snapshot();
  for (let at = 0; at < table.length; at += 3) table[at] = engine.networks[table[at]].node;
  return table;
}

/** Places of a node in networks, and the numbers of these, in the order of the document. */
export function seatsOf(plans: readonly NetworkPlan[], node: number): { readonly seats: NetworkSeat[]; readonly numbers: number[] } {
  const seats: NetworkSeat[] = [];
  const numbers: number[] = [];
  plans.forEach((plan, number) => {
    const place = plan.places.get(node);
    if (place === undefined) return;
    numbers.push(number);
    seats.push(seatIn(plan, place));
  });
  return { seats, numbers };
}

/** Parts that a node is wired to by streams, with the first of its networks in which they are members too. */
export function feedsOf(index: TraceIndex, node: number, seats: readonly NetworkSeat[]): Feed[] {
  return index.links.flatMap((link): Feed[] => {
    if (link.role !== 'stream' || link.from !== node) return [];
    const seat = seats.findIndex(({ members }) => members.includes(link.to));
    return seat < 0 ? [] : [{ node: link.to, seat }];
  });
}

function seatIn(plan: NetworkPlan, place: number): NetworkSeat {
  const { members } = plan;
  return {
    node: plan.node,
    id: plan.id,
    members,
    place,
    // Looked up each time: the topology may be set while it runs.
    get neighbourCount() {
      return plan.neighbours === null ? members.length - 1 : plan.neighbours[place].length;
    },
    // Where everybody is next to everybody, a list of one's own for each would grow with the square.
    neighbour: (i) => members[plan.neighbours === null ? (i < place ? i : i + 1) : plan.neighbours[place][i]],
  };
}
