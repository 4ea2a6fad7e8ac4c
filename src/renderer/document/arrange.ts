import { graphlib, layout } from '@dagrejs/dagre';
import type { Scenario, ScenarioNode } from '../../sim/index';
import { snap } from './placement';

/** Size of a face, px; all faces have the same. */
const FACE_PX = { width: 168, height: 88 } as const;
const GAP_PX = 48;
const COLUMN_GAP_PX = 72;

/** A new place of a part. */
export interface Move {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Direction in which parts stand beside each other. */
export type Axis = 'row' | 'column';

type Placed = Pick<ScenarioNode, 'id' | 'x' | 'y'>;

/** Places for all parts in columns from left to right along the wires, with few crossings (dagre, after Gansner et al., 1993). */
export function layOut(scenario: Pick<Scenario, 'nodes' | 'links'>): Move[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP_PX, ranksep: COLUMN_GAP_PX });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of scenario.nodes) graph.setNode(node.id, { ...FACE_PX });
  for (const link of scenario.links) graph.setEdge(link.from, link.to);
  layout(graph);
  return scenario.nodes.map(({ id }) => {
    const place = graph.node(id) as { x: number; y: number };
    return { id, x: snap(place.x - FACE_PX.width / 2), y: snap(place.y - FACE_PX.height / 2) };
  });
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
