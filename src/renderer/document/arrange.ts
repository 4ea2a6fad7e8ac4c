import { graphlib, layout } from '@dagrejs/dagre';
import type { Scenario, ScenarioNode } from '../../sim/index';
import { frameAround, isDrawnByHand, roundMembers, topologyOf, type Rectangle } from './joining';
import { isNetwork } from './networks';
import { snap } from './placement';
import { placesRound } from './round';

/** Size of a face, px; all faces have the same. */
const FACE_PX = { width: 168, height: 88 } as const;
const GAP_PX = 48;
const COLUMN_GAP_PX = 72;
/** More parts of one kind than these below each other are laid out as a grid: nobody sees a column of fifty. */
const MOST_IN_COLUMN = 10;

/** A new place of a part. */
export interface Move {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Direction in which parts stand beside each other. */
export type Axis = 'row' | 'column';

type Placed = Pick<ScenarioNode, 'id' | 'x' | 'y'>;

/**
 * Places for all parts in columns from left to right along the wires (dagre, after Gansner et al., 1993). Within a column they keep the
 * order in which they stood; many of one kind become a grid. A network and the members in its frame are laid out around each other, and
 * stand in their column as one.
 */
export function layOut(scenario: Pick<Scenario, 'nodes' | 'links'>): Move[] {
  const blocks = blocksOf(scenario);
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP_PX, ranksep: COLUMN_GAP_PX });
  graph.setDefaultEdgeLabel(() => ({}));
  const blockOf = new Map(blocks.flatMap((block) => block.moves.map(({ id }) => [id, block.network] as const)));
  const nameOf = (id: string): string => blockOf.get(id) ?? id;
  const alone = scenario.nodes.filter(({ id }) => nameOf(id) === id && blocks.every(({ network }) => network !== id));
  for (const { id } of alone) graph.setNode(id, { ...FACE_PX });
  for (const { network, frame } of blocks) graph.setNode(network, { width: frame.width, height: frame.height });
  for (const { from, to } of scenario.links) if (nameOf(from) !== nameOf(to)) graph.setEdge(nameOf(from), nameOf(to));
  layout(graph);
  const middleOf = (id: string): { x: number; y: number } => graph.node(id) as { x: number; y: number };
  const moves = new Map<string, Move>();
  for (const { network, frame, moves: inside } of blocks) {
    const { x, y } = middleOf(network);
    const [left, top] = [x - frame.width / 2 - frame.x, y - frame.height / 2 - frame.y];
    for (const move of inside) moves.set(move.id, { id: move.id, x: snap(move.x + left), y: snap(move.y + top) });
  }
  // What stands in one column with a frame keeps the heights that leave room for it.
  const columnsWithFrames = new Set(blocks.map(({ network }) => middleOf(network).x));
  const placed = alone.map((node): LaidOut => {
    const { x, y } = middleOf(node.id);
    return { node, x: x - FACE_PX.width / 2, y: y - FACE_PX.height / 2 };
  });
  for (const move of inColumns(placed, (x) => columnsWithFrames.has(x + FACE_PX.width / 2), blocks.length > 0)) moves.set(move.id, move);
  return scenario.nodes.flatMap(({ id }) => moves.get(id) ?? []);
}

/** Parts in their columns: in the order in which they stood, and many of one kind as a grid, unless frames stand among them. */
function inColumns(placed: readonly LaidOut[], isFixed: (x: number) => boolean, hasFrames: boolean): Move[] {
  const columns = [...new Set(placed.map(({ x }) => x))]
    .sort((a, b) => a - b)
    .map((at) => ({ at, parts: placed.filter(({ x }) => x === at) }));
  let shift = 0;
  return columns.flatMap(({ at, parts }) => {
    const column = isFixed(at) ? parts : inTheirOrder(parts);
    const { places, isWiderBy } = hasFrames ? { places: column, isWiderBy: 0 } : asGrid(column);
    const moves = places.map(({ node, x, y }): Move => ({ id: node.id, x: snap(x + shift), y: snap(y) }));
    shift += isWiderBy;
    return moves;
  });
}

/** A network with members in its frame, laid out by itself. */
interface Block {
  readonly network: string;
  readonly frame: Rectangle;
  readonly moves: readonly Move[];
}

function blocksOf({ nodes, links }: Pick<Scenario, 'nodes' | 'links'>): Block[] {
  return nodes
    .filter((node) => isNetwork(node.kind) && nodes.some((member) => member.network === node.id))
    .map((hub) => {
      const members = nodes.filter((node) => node.network === hub.id);
      const moves = isDrawnByHand({ nodes, links }, hub.id) ? alongWires(hub, members, links) : aroundHub(hub, members);
      return { network: hub.id, frame: frameAround(moves), moves };
    });
}

/** Members around their hub; those who stand apart, such as workloads, in a row below all others. */
function aroundHub(hub: ScenarioNode, members: readonly ScenarioNode[]): Move[] {
  const inside = roundMembers(members, hub.id);
  const places = placesRound(inside.length, topologyOf(hub));
  const moves = inside.map(({ id }, i): Move => ({ id, ...places[i] }));
  const below = Math.max(0, ...places.map(({ y }) => y)) + FACE_PX.height + COLUMN_GAP_PX;
  const apart = members.filter((member) => !inside.includes(member));
  const step = FACE_PX.width + GAP_PX;
  return [
    { id: hub.id, x: 0, y: 0 },
    ...moves,
    ...apart.map(({ id }, i): Move => ({ id, x: snap((i - (apart.length - 1) / 2) * step), y: snap(below) })),
  ];
}

/** Members in columns along the wires among them, the network below. */
function alongWires(hub: ScenarioNode, members: readonly ScenarioNode[], links: Scenario['links']): Move[] {
  const ids = new Set(members.map(({ id }) => id));
  const nodes = members.map(({ network: _frame, ...node }) => node);
  const moves = layOut({ nodes, links: links.filter(({ from, to }) => ids.has(from) && ids.has(to)) });
  const { x, y, width, height } = frameAround(moves);
  return [...moves, { id: hub.id, x: snap(x + (width - FACE_PX.width) / 2), y: snap(y + height + GAP_PX / 2) }];
}

interface LaidOut {
  readonly node: Pick<ScenarioNode, 'id' | 'kind' | 'x' | 'y'>;
  readonly x: number;
  readonly y: number;
}

/** The places of a column, given to its parts from top to bottom as they stood; those that stood at one height keep dagre's order. */
function inTheirOrder(column: readonly LaidOut[]): LaidOut[] {
  const heights = column.map(({ y }) => y).sort((a, b) => a - b);
  const parts = [...column].sort((a, b) => a.node.y - b.node.y || a.y - b.y);
  return parts.map(({ node, x }, i) => ({ node, x, y: heights[i] }));
}

/** A long column of parts of one kind as a grid, row by row around the same middle, and how much more room it takes to the right. */
function asGrid(column: readonly LaidOut[]): { readonly places: readonly LaidOut[]; readonly isWiderBy: number } {
  const isAlike = column.every(({ node }) => node.kind === column[0].node.kind);
  if (column.length <= MOST_IN_COLUMN || !isAlike) return { places: column, isWiderBy: 0 };
  const wide = Math.ceil(Math.sqrt(column.length / 2));
  const high = Math.ceil(column.length / wide);
  const [stepX, stepY] = [FACE_PX.width + GAP_PX, FACE_PX.height + GAP_PX];
  const top = (column[0].y + column[column.length - 1].y - (high - 1) * stepY) / 2;
  return {
    places: column.map(({ node, x }, i) => ({ node, x: x + (i % wide) * stepX, y: top + Math.floor(i / wide) * stepY })),
    isWiderBy: (wide - 1) * stepX,
  };
}

/** Parts brought into one row (one height) or one column (one distance from the left): where most of them stand already, on average. */
export function align(parts: readonly Placed[], axis: Axis): Move[] {
  if (parts.length === 0) return [];
  const key = axis === 'row' ? 'y' : 'x';
  const middle = snap(parts.reduce((sum, part) => sum + part[key], 0) / parts.length);
  return parts.map(({ id, x, y }) => (axis === 'row' ? { id, x, y: middle } : { id, x: middle, y }));
}

/** Parts with the same distance from each to the next; the first stays, and so does the last unless they would cover each other. */
export function distribute(parts: readonly Placed[], axis: Axis): Move[] {
  const key = axis === 'row' ? 'x' : 'y';
  const least = axis === 'row' ? FACE_PX.width + GAP_PX / 2 : FACE_PX.height + GAP_PX / 2;
  const sorted = [...parts].sort((a, b) => a[key] - b[key]);
  const first = sorted[0]?.[key] ?? 0;
  const last = sorted.at(-1)?.[key] ?? 0;
  const step = Math.max(least, (last - first) / Math.max(1, sorted.length - 1));
  return sorted.map(({ id, x, y }, i) => ({ id, x, y, [key]: snap(first + i * step) }));
}
