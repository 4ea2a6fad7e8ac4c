import { kindOf } from '../kinds/index';
import { SCENARIO_FORMAT, type Scenario } from '../model/scenario';

/** The first of prefix1, prefix2, ... that is not taken. */
export function freshId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  for (let n = 1; ; n++) if (!used.has(`${prefix}${n}`)) return `${prefix}${n}`;
}

/** A scenario with nothing in it. */
export function emptyScenario(name = 'Untitled'): Scenario {
  return { format: SCENARIO_FORMAT, kinds: {}, name, seed: 1, durationSeconds: 60, nodes: [], links: [], faults: [], checks: [] };
}

/** Version of every kind that a scenario uses, by name. A kind that is not known keeps the version that the scenario gives it. */
export function kindVersions(scenario: Pick<Scenario, 'nodes' | 'kinds'>): Record<string, number> {
  const names = [...new Set(scenario.nodes.map((node) => node.kind))].sort();
  return Object.fromEntries(names.map((name) => [name, kindOf(name)?.descriptor.version ?? scenario.kinds[name] ?? 1]));
}
