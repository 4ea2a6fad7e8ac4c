import { murmur3 } from '../kernel/hash';
import { secondsToNs } from '../kernel/units';
import { kindOf } from '../kinds/index';
import type { Fault, Scenario } from '../model/scenario';
import { counterDraw } from '../network/counterRandom';
import { Way } from '../network/links';
import { ALL_NETWORKS, laneName } from './laneNames';

/** What a fault does to one part or wire. */
export interface Effect {
  readonly type:
    | 'crash'
    | 'pause'
    | 'slow'
    | 'steal'
    | 'disk-full'
    | 'clock'
    | 'restart'
    | 'resume'
    | 'promote'
    | 'set'
    | 'send'
    | 'cut'
    | 'slow-wire'
    | 'lossy'
    | 'duplicate'
    | 'reorder'
    | 'corrupt'
    | 'heal'
    | 'apart'
    | 'drop';
  /** Id of the part or wire, or the name of a lane (see laneFaults). */
  readonly target: string;
  /** Factor, percent, or for a cut its ways (`Way`). Skew in ms for a clock. */
  readonly value: number;
}

/** What the effects of faults depend on, besides themselves: the parts and wires, the seed, and when the run is over. */
export interface FaultWorld {
  readonly index: {
    readonly nodes: readonly { readonly id: string; readonly kind: string; readonly zone?: string | undefined }[];
    /** Ends as positions in `nodes`. */
    readonly links: readonly { readonly id: string; readonly from: number; readonly to: number }[];
  };
  readonly seed: number;
  /** End of the run, ns. */
  readonly endNs: number;
}

/** The world of a scenario before it runs. */
export function worldOf({ nodes, links, seed, durationSeconds }: Scenario): FaultWorld {
  const positions = new Map(nodes.map((node, i) => [node.id, i]));
  const ends = links.map(({ id, from, to }) => ({ id, from: positions.get(from) ?? -1, to: positions.get(to) ?? -1 }));
  return { index: { nodes, links: ends }, seed, endNs: secondsToNs(durationSeconds) };
}

/** How much chaos does of each: ten times slower, both ways cut, every other message lost. */
const CHAOS_VALUES = { crash: 0, pause: 0, slow: 10, cut: Way.both, lossy: 50 } as const;
/** What a chaos fault that does anything draws from. */
const ANYTHING = ['crash', 'pause', 'slow', 'cut', 'lossy'] as const;
/** What chaos does to wires; all else is done to parts. */
const OF_WIRES: readonly string[] = ['cut', 'lossy'];

/** What a fault does when it acts, to each part or wire. `busy`: what an earlier turn of the same fault still holds. */
export function effectsOf(fault: Fault, turn: number, world: FaultWorld, busy: ReadonlySet<string>): readonly Effect[] {
  switch (fault.type) {
    case 'isolate':
      return [
        ...crossing(world, new Set(fault.nodes), fault.others === undefined ? null : new Set(fault.others), fault.direction ?? 'both'),
        ...keptApart(world),
      ];
    case 'partition':
      return [...betweenGroups(world, fault.groups), ...keptApart(world)];
    case 'lane':
    case 'flap-lane':
      return [effectOfLane(fault, world)];
    case 'heal-all':
      return [...world.index.links.map(({ id }): Effect => ({ type: 'heal', target: id, value: 0 })), ...healedLanes(world)];
    case 'zone':
      return ofZone(fault, world);
    case 'chaos':
      return ofChaos(fault, turn, world, busy);
    case 'rolling-restart':
      return [{ type: 'crash', target: fault.nodes[turn], value: 0 }];
    case 'flap':
      return [{ type: 'cut', target: fault.link, value: cutBits(fault.direction) }];
    default:
      return [ofOne(fault)];
  }
}

type Many = 'isolate' | 'heal-all' | 'zone' | 'chaos' | 'rolling-restart' | 'flap' | 'partition' | 'lane' | 'flap-lane';

function ofOne(fault: Exclude<Fault, { type: Many }>): Effect {
  const { type } = fault;
  const target = 'link' in fault ? fault.link : fault.node;
  if ('percent' in fault) return { type, target, value: fault.percent } as Effect;
  if ('factor' in fault) return { type, target, value: fault.factor } as Effect;
  if (fault.type === 'clock') return { type, target, value: fault.skewMs ?? 0 } as Effect;
  if (fault.type === 'cut' || fault.type === 'drop') return { type, target, value: cutBits(fault.direction) } as Effect;
  return { type, target, value: 0 } as Effect;
}

/** A direction as bits (`Way`). */
export function cutBits(direction: 'both' | 'forward' | 'backward' | undefined): number {
  return direction === 'forward' ? Way.forward : direction === 'backward' ? Way.backward : Way.both;
}

/** Cuts of the wires between a group and the others (null: everybody else). 'in': nothing gets into the group, 'out': nothing gets out. */
function crossing(
  world: FaultWorld,
  group: ReadonlySet<string>,
  others: ReadonlySet<string> | null,
  direction: 'both' | 'in' | 'out',
): Effect[] {
  const { nodes, links } = world.index;
  const isOther = (id: string): boolean => !group.has(id) && (others === null || others.has(id));
  return links.flatMap((link): Effect[] => {
    if (isNetwork(nodes[link.to].kind)) return [];
    const [from, to] = [nodes[link.from].id, nodes[link.to].id];
    const leaves = group.has(from) && isOther(to);
    if (!leaves && !(group.has(to) && isOther(from))) return [];
    if (direction === 'both') return [{ type: 'cut', target: link.id, value: Way.both }];
    return [{ type: 'cut', target: link.id, value: leaves === (direction === 'out') ? Way.forward : Way.backward }];
  });
}

/** Cuts of the wires between parts of different groups. */
function betweenGroups(world: FaultWorld, groups: readonly { readonly nodes: readonly string[] }[]): Effect[] {
  const { nodes, links } = world.index;
  const groupOf = new Map(groups.flatMap((group, i) => group.nodes.map((id) => [id, i] as const)));
  return links.flatMap((link): Effect[] => {
    const [from, to] = [groupOf.get(nodes[link.from].id), groupOf.get(nodes[link.to].id)];
    return from === undefined || to === undefined || from === to ? [] : [{ type: 'cut', target: link.id, value: Way.both }];
  });
}

type LaneFault = Fault & { readonly type: 'lane' | 'flap-lane' };

/** What a fault between two members does: to the wire drawn between them where there is one, or else to their lane. */
function effectOfLane(fault: LaneFault, { index }: FaultWorld): Effect {
  const at = (id: string): number => index.nodes.findIndex((node) => node.id === id);
  const [from, to] = [at(fault.from), at(fault.to)];
  const wire = index.links.find((link) => (link.from === from && link.to === to) || (link.from === to && link.to === from));
  const isTurned = wire === undefined ? from > to : wire.from !== from;
  const target = wire?.id ?? laneName(index.nodes[Math.min(from, to)].id, index.nodes[Math.max(from, to)].id);
  const does = fault.type === 'flap-lane' ? 'cut' : fault.does;
  if (does !== 'cut') {
    const value = fault.type === 'lane' ? (does === 'slow' ? (fault.factor ?? USUAL_FACTOR) : (fault.percent ?? USUAL_PERCENT)) : 0;
    return { type: does === 'slow' ? 'slow-wire' : does, target, value };
  }
  const bits = cutBits(fault.direction);
  return { type: 'cut', target, value: isTurned && bits !== Way.both ? Way.both - bits : bits };
}

/** What a fault between two members does when nobody says how much. */
const USUAL_FACTOR = 10;
const USUAL_PERCENT = 50;

/** Members of networks reach each other without wires, so they are kept apart as groups. */
function keptApart(world: FaultWorld): Effect[] {
  return hasNetworks(world) ? [{ type: 'apart', target: ALL_NETWORKS, value: 0 }] : [];
}

function healedLanes(world: FaultWorld): Effect[] {
  return hasNetworks(world) ? [{ type: 'heal', target: ALL_NETWORKS, value: 0 }] : [];
}

function hasNetworks(world: FaultWorld): boolean {
  return world.index.nodes.some((node) => isNetwork(node.kind));
}

function isNetwork(kind: string): boolean {
  return kindOf(kind)?.behavior.asNetwork !== undefined;
}

function ofZone(fault: Fault & { type: 'zone' }, world: FaultWorld): Effect[] {
  const members = world.index.nodes.filter((node) => node.zone === fault.zone).map((node) => node.id);
  if (fault.how === 'cut') return [...crossing(world, new Set(members), null, 'both'), ...keptApart(world)];
  return members.map((target) => ({ type: 'crash', target, value: 0 }));
}

/**
 * One turn of chaos: something drawn from the seed, never what an earlier turn still holds. Without a choice, any part that takes
 * requests.
 */
function ofChaos(fault: Fault & { type: 'chaos' }, turn: number, world: FaultWorld, busy: ReadonlySet<string>): Effect[] {
  const salt = murmur3(fault.id, world.seed | 0);
  const draw = (purpose: number, below: number): number => Math.floor((counterDraw(salt, purpose, turn) / 4294967296) * below);
  const does = fault.does ?? 'crash';
  const type = does === 'anything' ? ANYTHING[draw(1, ANYTHING.length)] : does;
  const chosen = fault.nodes === undefined ? null : new Set(fault.nodes);
  const { nodes, links } = world.index;
  const candidates = OF_WIRES.includes(type)
    ? links
        .filter((link) => chosen === null || chosen.has(nodes[link.from].id) || chosen.has(nodes[link.to].id))
        // By the parts at their ends: the order of wires in a file is not to decide whom chaos hits.
        .sort((p, q) => p.from - q.from || p.to - q.to)
        .map((link) => link.id)
    : nodes.filter((node) => (chosen === null ? isService(node.kind) : chosen.has(node.id))).map((node) => node.id);
  const free = candidates.filter((id) => !busy.has(id));
  if (free.length === 0) return [];
  return [{ type, target: free[draw(2, free.length)], value: CHAOS_VALUES[type] }];
}

function isService(kind: string): boolean {
  return (kindOf(kind)?.descriptor.accepts.length ?? 0) > 0;
}
