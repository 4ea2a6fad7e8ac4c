import type { Edge, Node } from '@xyflow/react';
import type { Scenario, ScenarioLink, ScenarioNode } from '../../sim/index';
import type { Selection } from '../document/index';
import { NODE_HEIGHT_PX, NODE_WIDTH_PX } from './geometry';

/** A part as React Flow sees it. */
export type PartFlowNode = Node<{ readonly part: ScenarioNode }, 'part'>;
/** A wire as React Flow sees it. */
export type WireFlowEdge = Edge<{ readonly link: ScenarioLink }, 'wire'>;

/** React Flow's nodes of a scenario; entries that did not change keep their identity, so that faces are not drawn again. */
export function flowNodes(scenario: Scenario, selection: Selection, before: readonly PartFlowNode[]): PartFlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const selected = new Set(selection.nodes);
  return scenario.nodes.map((part) => {
    const known = old.get(part.id);
    const isSelected = selected.has(part.id);
    if (known !== undefined && known.data.part === part && known.selected === isSelected && known.position.x === part.x && known.position.y === part.y && known.dragging !== true) return known;
    return {
      ...known, id: part.id, type: 'part', position: { x: part.x, y: part.y }, data: { part }, selected: isSelected, dragging: false,
      width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX, draggable: part.locked !== true, ariaLabel: `${part.id}, ${part.kind}`,
    };
  });
}

/** React Flow's edges of a scenario. */
export function flowEdges(scenario: Scenario, selection: Selection, before: readonly WireFlowEdge[]): WireFlowEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const selected = new Set(selection.links);
  return scenario.links.map((link) => {
    const known = old.get(link.id);
    if (known !== undefined && known.data?.link === link && known.selected === selected.has(link.id)) return known;
    return { id: link.id, type: 'wire', source: link.from, target: link.to, data: { link }, selected: selected.has(link.id), ariaLabel: `Wire from ${link.from} to ${link.to}` };
  });
}
