import type { Scenario, ScenarioNode } from '../../../sim/index';
import { networksOf, placedMembers } from '../../document/index';
import { faceMiddle } from '../geometry/face';
import type { Point } from '../geometry/wireCurve';
import { chordsOf } from './chords';

/** How far a line between two middles passes by a point, flow units. */
function distance(point: Point, p: Point, q: Point): number {
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - p.x) * dx + (point.y - p.y) * dy) / length));
  return Math.hypot(point.x - p.x - along * dx, point.y - p.y - along * dy);
}

/**
 * The two members whose chord passes within reach of a point of the board (flow units); null: none does, or several, so that nobody could
 * tell which is meant. `selected`: of networks with too many chords, only those of these members are drawn.
 */
export function chordAt(
  { nodes, links, seed }: Pick<Scenario, 'nodes' | 'links' | 'seed'>,
  point: Point,
  reach: number,
  selected: readonly string[],
): readonly [ScenarioNode, ScenarioNode] | null {
  const found = networksOf({ nodes, links }).flatMap(({ network: id }) => {
    const network = nodes.find((node) => node.id === id);
    if (network === undefined) return [];
    const members = placedMembers({ nodes, links }, id);
    const only = selected.map((one) => members.findIndex((member) => member.id === one)).filter((at) => at >= 0);
    return chordsOf(network, members.length, { seed }, only)
      .pairs.filter(([i, j]) => distance(point, faceMiddle(members[i]), faceMiddle(members[j])) <= reach)
      .map(([i, j]) => [members[Math.min(i, j)], members[Math.max(i, j)]] as const);
  });
  return found.length === 1 ? found[0] : null;
}
