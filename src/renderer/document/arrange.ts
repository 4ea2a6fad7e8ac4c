import { graphlib, layout } from '@dagrejs/dagre';
import type { Scenario, ScenarioNode } from '../../sim/index';
import { snap } from './placement';

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
 * order in which they stood; many of one kind become a grid.
 */
export function layOut(scenario: Pick<Scenario, 'nodes' | 'links'>): Move[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP_PX, ranksep: COLUMN_GAP_PX });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of scenario.nodes) graph.setNode(node.id, { ...FACE_PX });
  for (const link of scenario.links) graph.setEdge(link.from, link.to);
  layout(graph);
  const placed = scenario.nodes.map((node): LaidOut => {
    const place = graph.node(node.id) as { x: number; y: number };
    return { node, x: place.x - FACE_PX.width / 2, y: place.y - FACE_PX.height / 2 };
  });
  const columns = [...new Set(placed.map(({ x }) => x))]
    .sort((a, b) => a - b)
    .map((at) => inTheirOrder(placed.filter(({ x }) => x === at)));
  let shift = 0;
  const moves = new Map<string, Move>();
  for (const column of columns) {
    const { places, isWiderBy } = asGrid(column);
    for (const { node, x, y } of places) moves.set(node.id, { id: node.id, x: snap(x + shift), y: snap(y) });
    shift += isWiderBy;
  }
  return scenario.nodes.flatMap(({ id }) => moves.get(id) ?? []);
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
