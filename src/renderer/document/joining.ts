import { kindOf, type Scenario, type ScenarioNode, type Topology } from '../../sim/index';
import { isNetwork, networksOf } from './networks';
import { freePlace, snap } from './placement';
import { placesRound, type Offset } from './round';

/** Size of a face and of the room around members within the frame of their network, px; as the board draws them. */
const FACE_PX = { width: 168, height: 88 } as const;
/** Room between the members and their frame, px. */
export const FRAME_PADDING_PX = 24;
/** Height of the title of a frame, px. */
export const FRAME_TITLE_PX = 24;
/** What stands outside is so far from the frame at least, px. */
const CLEARANCE_PX = 24;
/** After so many shifts the frame stays where it is, whatever it covers. */
const MOST_SHIFTS = 50;
/** Members may have left a ring: it is still known as one of up to so many more. */
const MOST_GONE = 8;

/** A rectangle on the board, px. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Parts and wires of a scenario. */
interface Placing {
  readonly nodes: readonly ScenarioNode[];
  readonly links: Readonly<Scenario['links']>;
}

type Placed = Pick<ScenarioNode, 'id' | 'x' | 'y'>;

/** The rectangle of the frame around parts. */
export function frameAround(parts: readonly Offset[]): Rectangle {
  const left = Math.min(...parts.map(({ x }) => x)) - FRAME_PADDING_PX;
  const top = Math.min(...parts.map(({ y }) => y)) - FRAME_PADDING_PX - FRAME_TITLE_PX;
  const right = Math.max(...parts.map(({ x }) => x)) + FACE_PX.width + FRAME_PADDING_PX;
  const bottom = Math.max(...parts.map(({ y }) => y)) + FACE_PX.height + FRAME_PADDING_PX;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Members of a network that stand in its frame and have a place in its topology. */
export function roundMembers(nodes: readonly ScenarioNode[], network: string): ScenarioNode[] {
  return nodes.filter((node) => node.network === network && hasPlace(node));
}

/** Every member of a network with a place in its topology, whether it stands in the frame or is wired to it: in the order of runs. */
export function placedMembers({ nodes, links }: Placing, network: string): ScenarioNode[] {
  const members = new Set(networksOf({ nodes, links }).find((each) => each.network === network)?.members);
  return nodes.filter((node) => members.has(node.id) && hasPlace(node));
}

function hasPlace({ kind }: ScenarioNode): boolean {
  return kindOf(kind)?.descriptor.standsApart !== true;
}

/** The topology that the fields of a network name. */
export function topologyOf({ params }: Pick<ScenarioNode, 'params'>): Topology {
  return (params.topology ?? 'all') as Topology;
}

/** Whether members of a frame are wired to each other by hand: then their wires are the picture, and nobody lays them out in a ring. */
export function isDrawnByHand({ nodes, links }: Pick<Scenario, 'nodes' | 'links'>, network: string): boolean {
  const members = new Set(nodes.filter((node) => node.network === network).map(({ id }) => id));
  return links.some(({ from, to }) => members.has(from) && members.has(to));
}

/**
 * A scenario in which some parts have just joined a network. While its members stand around it as they were laid out, they all make room;
 * once somebody has moved them by hand, those who are new only get a free place.
 */
export function withJoined(scenario: Scenario, network: string, joined: readonly string[]): Scenario {
  const hub = scenario.nodes.find(({ id, kind }) => id === network && isNetwork(kind));
  if (hub === undefined || joined.length === 0) return scenario;
  const members = roundMembers(scenario.nodes, network);
  const isNew = new Set(joined);
  const before = members.filter(({ id }) => !isNew.has(id));
  if (isDrawnByHand(scenario, network) || !isRound(hub, before)) return withFreePlaces(scenario, isNew);
  return laidRound(scenario, hub, members);
}

/**
 * A scenario in which a network has just got another topology: members that stand around it as the one before has them follow to the places
 * of the new one. Whoever was moved by hand or wired to another member stays, and so do all where both topologies look alike.
 */
export function withTopology(scenario: Scenario, before: ScenarioNode): Scenario {
  const hub = scenario.nodes.find(({ id, kind }) => id === before.id && isNetwork(kind));
  if (hub === undefined || topologyOf(hub) === topologyOf(before)) return scenario;
  const members = roundMembers(scenario.nodes, hub.id);
  if (members.length === 0 || isDrawnByHand(scenario, hub.id) || !isRound(before, members)) return scenario;
  const names = ({ length }: readonly Placed[], { params }: ScenarioNode): string =>
    placesRound(length, topologyOf({ params })).map(placeName).join();
  return names(members, before) === names(members, hub) ? scenario : laidRound(scenario, hub, members);
}

/** Members in their places around their hub, and all of them where their frame covers nobody else. */
function laidRound(scenario: Scenario, hub: ScenarioNode, members: readonly ScenarioNode[]): Scenario {
  const places = placesRound(members.length, topologyOf(hub));
  const shift = clearShift(scenario, hub.id, frameAround([hub, ...places.map((place) => offsetBy(hub, place))]));
  const at = new Map(members.map(({ id }, i) => [id, offsetBy(hub, places[i])]));
  const moved = (node: ScenarioNode): ScenarioNode => {
    const to = node === hub ? hub : at.get(node.id);
    return to === undefined ? node : { ...node, ...offsetBy(to, shift) };
  };
  return { ...scenario, nodes: scenario.nodes.map(moved) };
}

/** Whether members stand where they are put around a hub, in any order, but for some that have left. */
function isRound(hub: ScenarioNode, members: readonly Placed[]): boolean {
  for (let count = members.length; count <= members.length + MOST_GONE; count++) {
    const places = new Set(placesRound(count, topologyOf(hub)).map((place) => placeName(offsetBy(hub, place))));
    if (members.every((member) => places.has(placeName(member)))) return true;
  }
  return false;
}

const placeName = ({ x, y }: Offset): string => `${x} ${y}`;

const offsetBy = (at: Offset, by: Offset): { readonly x: number; readonly y: number } => ({ x: at.x + by.x, y: at.y + by.y });

/** Parts that stand on others get the next free place. */
function withFreePlaces(scenario: Scenario, ids: ReadonlySet<string>): Scenario {
  let nodes = scenario.nodes;
  for (const id of ids) {
    const others = nodes.filter((node) => node.id !== id);
    nodes = nodes.map((node) => (node.id === id ? { ...node, ...freePlace({ ...scenario, nodes: others }, node) } : node));
  }
  return { ...scenario, nodes };
}

/** How far a network has to move, in one direction, so that its frame covers nothing of what stands outside. */
function clearShift({ nodes }: Scenario, network: string, frame: Rectangle): Offset {
  const others = nodes
    .filter((node) => node.id !== network && node.network !== network)
    .map(({ x, y }): Rectangle => ({ x, y, ...FACE_PX }));
  const ways = [
    { x: 1, y: 0 },
    { x: -1, y: 0 },
    { x: 0, y: 1 },
    { x: 0, y: -1 },
  ].map((way) => shiftAlong(way, frame, others));
  return ways.toSorted((p, q) => Math.abs(p.x + p.y) - Math.abs(q.x + q.y))[0];
}

function shiftAlong(way: Offset, frame: Rectangle, others: readonly Rectangle[]): Offset {
  let at: Rectangle = frame;
  for (let shifts = 0; shifts < MOST_SHIFTS; shifts++) {
    const covered = others.find((other) => covers(at, other));
    if (covered === undefined) break;
    const room = CLEARANCE_PX;
    const x = way.x > 0 ? covered.x + covered.width + room : way.x < 0 ? covered.x - room - at.width : at.x;
    const y = way.y > 0 ? covered.y + covered.height + room : way.y < 0 ? covered.y - room - at.height : at.y;
    at = { ...at, x, y };
  }
  // Away from what is covered, so that the clearance is not rounded off.
  return { x: snap(at.x - frame.x), y: snap(at.y - frame.y) };
}

function covers(p: Rectangle, q: Rectangle): boolean {
  const room = CLEARANCE_PX / 2;
  return p.x - room < q.x + q.width && q.x < p.x + p.width + room && p.y - room < q.y + q.height && q.y < p.y + p.height + room;
}

/** A scenario with parts that were just added: those that stand in a frame that was there before make room for each other. */
export function withAddedMembers(scenario: Scenario, added: readonly ScenarioNode[]): Scenario {
  const isAdded = new Set(added.map(({ id }) => id));
  const networks = new Set(added.flatMap(({ network }) => (network === undefined || isAdded.has(network) ? [] : [network])));
  return [...networks].reduce(
    (soFar, network) =>
      withJoined(
        soFar,
        network,
        added.filter((node) => node.network === network).map(({ id }) => id),
      ),
    scenario,
  );
}
