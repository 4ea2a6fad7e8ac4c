import type { Scenario, ScenarioGroup } from '../../sim/index';
import { fannedOut } from './clipboard';
import type { Edit } from './types';

/** A group stands for at most so many copies. */
export const MOST_COPIES = 100;
const STEP_PX = 136;
/** Parts nearer to each other than this stand in one column. */
const COLUMN_PX = 200;

/** How many copies of one part a group stands for; null: its parts are of several kinds. */
export function copiesOf({ nodes }: Pick<Scenario, 'nodes'>, group: ScenarioGroup): number | null {
  const kinds = new Set(nodes.flatMap(({ id, kind }) => (group.nodes.includes(id) ? kind : [])));
  return kinds.size === 1 ? group.nodes.length : null;
}

/**
 * The edit after which a group of parts of one kind stands for so many copies (1 to MOST_COPIES): further ones have the settings and wires
 * of its lowest part and stand below it, and below whatever else is in that column; what is too many goes, the last first.
 */
export function copiesEdit(scenario: Scenario, group: ScenarioGroup, count: number): Edit {
  const { nodes } = group;
  if (count <= nodes.length) return { type: 'remove', nodes: nodes.slice(count), links: [] };
  const inside = scenario.nodes.filter(({ id }) => nodes.includes(id));
  const lowest = inside.reduce((low, node) => (node.y >= low.y ? node : low));
  const column = scenario.nodes.filter(({ x }) => Math.abs(x - lowest.x) < COLUMN_PX);
  const furtherPx = Math.max(...column.map(({ y }) => y)) - lowest.y;
  const added = fannedOut(scenario, [lowest.id], count - nodes.length + 1, STEP_PX);
  return { type: 'addNodes', ...added, nodes: added.nodes.map((node) => ({ ...node, y: node.y + furtherPx })), into: group.id };
}
