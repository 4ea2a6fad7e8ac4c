import { networksOf, sharedNetwork, splitAmong } from '../../document/index';
import { beginsRequests, FAULT_INFO, freshId, kindOf, type Fault, type FaultType, type Scenario } from '../../../sim/index';
import { strings } from './strings';

/** What is selected on the board, by id. */
export interface Chosen {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
}

/** Types of faults by what they hit, for a menu. */
export const FAULT_GROUPS: readonly { readonly title: string; readonly types: readonly FaultType[] }[] = [
  { title: strings.aPart, types: ['crash', 'restart', 'pause', 'resume', 'slow', 'steal', 'disk-full', 'clock', 'promote', 'set'] },
  { title: strings.aWire, types: ['cut', 'heal', 'flap', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'drop'] },
  { title: strings.twoMembers, types: ['lane', 'flap-lane'] },
  { title: strings.manyAtOnce, types: ['isolate', 'partition', 'heal-all', 'zone', 'chaos', 'rolling-restart'] },
];

/**
 * A new fault of a type with sensible values, on what is selected or else on the first that will do; or one sentence why there can be
 * none.
 */
export function newFault(
  type: FaultType,
  scenario: Scenario,
  chosen: Chosen,
  atSeconds: number,
): { readonly ok: true; readonly fault: Fault } | { readonly ok: false; readonly message: string } {
  const base = {
    id: freshId(
      'F',
      scenario.faults.map((fault) => fault.id),
    ),
    atSeconds,
    type,
  };
  const made = madeFor(type, scenario, chosen);
  return typeof made === 'string' ? { ok: false, message: made } : { ok: true, fault: { ...base, ...made } as Fault };
}

function madeFor(type: FaultType, scenario: Scenario, chosen: Chosen): object | string {
  switch (FAULT_INFO[type].hits) {
    case 'part':
      return ofPart(type, scenario, chosen);
    case 'wire':
      return ofWire(type, scenario, chosen);
    case 'pair':
      return ofPair(type, scenario, chosen);
    default:
      return type === 'partition' ? ofGroups(scenario, chosen) : ofMany(type, scenario, chosen);
  }
}

/** Two of the chosen parts that share a network, or else the first two members of one, or else any two. */
function ofPair(type: FaultType, scenario: Scenario, chosen: Chosen): object | string {
  const pair =
    sharedNetwork(scenario, chosen.nodes.slice(0, 2)) === null
      ? (networksOf(scenario).find(({ members }) => members.length > 1)?.members ?? scenario.nodes.map(({ id }) => id)).slice(0, 2)
      : chosen.nodes;
  return pair.length < 2 ? strings.needsTalkers : { from: pair[0], to: pair[1], ...defaultsOf(type) };
}

/** The chosen parts and the other members of their network (or all other parts that carry no messages); nobody chosen: two halves. */
function ofGroups(scenario: Scenario, { nodes }: Chosen): object | string {
  const networks = networksOf(scenario);
  const all = splitAmong(scenario, nodes, networks);
  const chosen = all.filter((id) => nodes.includes(id));
  const group = chosen.length > 0 && chosen.length < all.length ? chosen : all.slice(0, Math.ceil(all.length / 2));
  const others = all.filter((id) => !group.includes(id));
  if (others.length === 0) return strings.needsTwoParts;
  return {
    groups: [
      { name: 'A', nodes: group },
      { name: 'B', nodes: others },
    ],
    forSeconds: 10,
  };
}

function ofPart(type: FaultType, { nodes }: Scenario, chosen: Chosen): object | string {
  const able = nodes.filter((node) => {
    if (type === 'promote') return kindOf(node.kind)?.behavior.onPromote !== undefined;
    if (type === 'disk-full') return kindOf(node.kind)?.descriptor.hasDisk === true;
    return type !== 'set' || 'concurrency' in node.params;
  });
  const node = able.find(({ id }) => chosen.nodes.includes(id)) ?? able.find(({ kind }) => !beginsRequests(kind)) ?? able[0];
  if (node === undefined) return type === 'promote' ? strings.needsReplica : type === 'disk-full' ? strings.needsDisk : strings.needsPart;
  return { node: node.id, ...defaultsOf(type), ...(type === 'set' ? { param: 'concurrency', value: node.params.concurrency } : {}) };
}

function ofWire(type: FaultType, { links }: Scenario, chosen: Chosen): object | string {
  const link = links.find(({ id }) => chosen.links.includes(id)) ?? links[0];
  return link === undefined ? strings.needsWire : { link: link.id, ...defaultsOf(type) };
}

/** Whether a part has slots and keeps nothing: parts that come and go by themselves are meant first. */
function onlyWorks({ kind: name }: Scenario['nodes'][number]): boolean {
  const kind = kindOf(name);
  return kind?.behavior.capacity !== undefined && !kind.descriptor.storesKeys;
}

function ofMany(type: FaultType, { nodes }: Scenario, chosen: Chosen): object | string {
  if (type === 'heal-all') return {};
  const zone =
    nodes.find((node) => node.zone !== undefined && (chosen.nodes.length === 0 || chosen.nodes.includes(node.id)))?.zone ??
    nodes.find((node) => node.zone !== undefined)?.zone;
  if (type === 'zone') return zone === undefined ? strings.needsZone : { zone, forSeconds: 10 };
  if (type === 'chaos')
    return { does: 'crash', everySeconds: 10, downSeconds: 5, ...(chosen.nodes.length > 1 ? { nodes: [...chosen.nodes] } : {}) };
  const group = chosen.nodes.length > 0 ? [...chosen.nodes] : nodes.filter(onlyWorks).map((node) => node.id);
  const some = group.length > 0 ? group : nodes.slice(0, 1).map((node) => node.id);
  if (some.length === 0) return strings.needsParts;
  return type === 'isolate' ? { nodes: some, forSeconds: 10 } : { nodes: some, everySeconds: 5, downSeconds: 2 };
}

function defaultsOf(type: FaultType): object {
  switch (type) {
    case 'slow':
    case 'slow-wire':
      return { factor: 10, forSeconds: 10 };
    case 'steal':
      return { percent: 80, forSeconds: 10 };
    case 'lossy':
    case 'duplicate':
    case 'reorder':
    case 'corrupt':
      return { percent: 20, forSeconds: 10 };
    case 'clock':
      return { skewMs: 10_000, driftPercent: 10, forSeconds: 10 };
    case 'lane':
      return { does: 'cut', forSeconds: 10 };
    case 'flap':
    case 'flap-lane':
      return { everySeconds: 3, downSeconds: 1, forSeconds: 10 };
    case 'crash':
    case 'pause':
    case 'cut':
    case 'disk-full':
      return { forSeconds: 10 };
    default:
      return {};
  }
}
