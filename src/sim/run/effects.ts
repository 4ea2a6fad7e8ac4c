import { murmur3 } from '../kernel/hash';
import { secondsToNs } from '../kernel/units';
import { kindOf } from '../kinds/index';
import type { Fault, Scenario } from '../model/scenario';
import { counterDraw } from '../network/counterRandom';

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
    | 'cut'
    | 'slow-wire'
    | 'lossy'
    | 'duplicate'
    | 'reorder'
    | 'corrupt'
    | 'heal'
    | 'drop';
  /** Id of the part or wire. */
  readonly target: string;
  /** Factor, percent, or for a cut: 1 forward, 2 backward, 3 both. Skew in ms for a clock. */
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

const FORWARD = 1;
const BACKWARD = 2;
const BOTH = 3;
const CHAOS_SLOW_FACTOR = 10;
/** What a chaos fault that does anything draws from. */
const ANYTHING = ['crash', 'pause', 'slow', 'cut'] as const;

/** What a fault does when it acts, to each part or wire. `busy`: what an earlier turn of the same fault still holds. */
export function effectsOf(fault: Fault, turn: number, world: FaultWorld, busy: ReadonlySet<string>): readonly Effect[] {
  switch (fault.type) {
    case 'isolate':
      return crossing(world, new Set(fault.nodes), fault.others === undefined ? null : new Set(fault.others), fault.direction ?? 'both');
    case 'heal-all':
      return world.index.links.map((link) => ({ type: 'heal', target: link.id, value: 0 }));
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

type Many = 'isolate' | 'heal-all' | 'zone' | 'chaos' | 'rolling-restart' | 'flap';

function ofOne(fault: Exclude<Fault, { type: Many }>): Effect {
  const { type } = fault;
  const target = 'link' in fault ? fault.link : fault.node;
  if ('percent' in fault) return { type, target, value: fault.percent } as Effect;
  if ('factor' in fault) return { type, target, value: fault.factor } as Effect;
  if (fault.type === 'clock') return { type, target, value: fault.skewMs ?? 0 } as Effect;
  if (fault.type === 'cut' || fault.type === 'drop') return { type, target, value: cutBits(fault.direction) } as Effect;
  return { type, target, value: 0 } as Effect;
}

function cutBits(direction: 'both' | 'forward' | 'backward' | undefined): number {
  return direction === 'forward' ? FORWARD : direction === 'backward' ? BACKWARD : BOTH;
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
    const [from, to] = [nodes[link.from].id, nodes[link.to].id];
    const leaves = group.has(from) && isOther(to);
    if (!leaves && !(group.has(to) && isOther(from))) return [];
    if (direction === 'both') return [{ type: 'cut', target: link.id, value: BOTH }];
    return [{ type: 'cut', target: link.id, value: leaves === (direction === 'out') ? FORWARD : BACKWARD }];
  });
}

function ofZone(fault: Fault & { type: 'zone' }, world: FaultWorld): Effect[] {
  const members = world.index.nodes.filter((node) => node.zone === fault.zone).map((node) => node.id);
  if (fault.how === 'cut') return crossing(world, new Set(members), null, 'both');
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
  const candidates =
    type === 'cut'
      ? links.filter((link) => chosen === null || chosen.has(nodes[link.from].id) || chosen.has(nodes[link.to].id)).map((link) => link.id)
      : nodes.filter((node) => (chosen === null ? isService(node.kind) : chosen.has(node.id))).map((node) => node.id);
  const free = candidates.filter((id) => !busy.has(id));
  if (free.length === 0) return [];
  return [{ type, target: free[draw(2, free.length)], value: type === 'slow' ? CHAOS_SLOW_FACTOR : type === 'cut' ? BOTH : 0 }];
}

function isService(kind: string): boolean {
  return (kindOf(kind)?.descriptor.accepts.length ?? 0) > 0;
}
