import type { Failure } from '../../contract/index';
import { parseScenarioValue, type Scenario } from '../../sim/index';

/** What the file format says against a scenario, as the sentence that opening it would give; null when it would be opened. */
export function problemOf(scenario: Scenario): Failure | null {
  const parsed = parseScenarioValue(scenario);
  return parsed.ok ? null : parsed.failure;
}

/** The same for some parts and wires alone, with the networks that they stand in: all that a change of them can break. */
export function problemOfPieces(scenario: Scenario, pieces: Pick<Scenario, 'nodes' | 'links'>): Failure | null {
  const own = new Set(pieces.nodes.map(({ id }) => id));
  const named = new Set(pieces.nodes.flatMap(({ network }) => network ?? []));
  const networks = named.size === 0 ? [] : scenario.nodes.filter(({ id }) => named.has(id) && !own.has(id));
  const nodes = [...pieces.nodes, ...networks];
  return problemOf({ ...scenario, ...pieces, nodes, faults: [], checks: [], breakpoints: undefined, notes: undefined, groups: undefined });
}
