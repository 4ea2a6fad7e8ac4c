import { graphlib, layout } from '@dagrejs/dagre';
import type { Scenario } from '../../sim/index';

const WIDTH_PX = 176;
const HEIGHT_PX = 88;
const GRID_PX = 8;

/** Places for all parts in columns from left to right along the wires, with few crossings (dagre, after Gansner et al., 1993). */
export function layOut(scenario: Pick<Scenario, 'nodes' | 'links'>): { id: string; x: number; y: number }[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 128 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of scenario.nodes) graph.setNode(node.id, { width: WIDTH_PX, height: HEIGHT_PX });
  for (const link of scenario.links) graph.setEdge(link.from, link.to);
  layout(graph);
  const snap = (value: number): number => Math.round(value / GRID_PX) * GRID_PX;
  return scenario.nodes.map(({ id }) => {
    const place = graph.node(id) as { x: number; y: number };
    return { id, x: snap(place.x - WIDTH_PX / 2), y: snap(place.y - HEIGHT_PX / 2) };
  });
}
