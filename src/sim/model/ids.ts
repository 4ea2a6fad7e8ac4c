import { SCENARIO_FORMAT, type Scenario } from './scenario';

/** The first of prefix1, prefix2, ... that is not taken. */
export function freshId(prefix: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  for (let n = 1; ; n++) if (!used.has(`${prefix}${n}`)) return `${prefix}${n}`;
}

/** A scenario with nothing in it. */
export function emptyScenario(name = 'Untitled'): Scenario {
  return { format: SCENARIO_FORMAT, kinds: {}, name, seed: 1, durationSeconds: 60, nodes: [], links: [], faults: [], checks: [] };
}
