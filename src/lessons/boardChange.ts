import { withChanges, type Scenario } from '../sim/index';
import type { BoardChange, Offered } from './lessonSchema';

/**
 * A board with a change made: what is taken away goes with its wires; what is added is as the lesson offers it, unless it says otherwise.
 */
export function withBoardChange(start: Scenario, change: BoardChange, palette: readonly Offered[]): Scenario {
  const gone = new Set(change.without ?? []);
  const added = (change.parts ?? []).map((part) => ({
    ...part,
    params: { ...palette.find(({ kind }) => kind === part.kind)?.params, ...part.params },
  }));
  const tuned = new Map((change.tune ?? []).map(({ wire, network }) => [wire, network]));
  const links = start.links
    .filter(({ id, from, to }) => !gone.has(id) && !gone.has(from) && !gone.has(to))
    .map((link) => (tuned.has(link.id) ? { ...link, network: { ...link.network, ...tuned.get(link.id) } } : link));
  const board = {
    ...start,
    nodes: [...start.nodes.filter(({ id }) => !gone.has(id)), ...added],
    links: [...links, ...(change.wires ?? [])],
    ...(change.programs === undefined ? {} : { programs: { ...start.programs, ...change.programs } }),
  };
  return withChanges(board, change.set ?? []);
}
