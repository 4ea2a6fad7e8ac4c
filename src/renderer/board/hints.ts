import { adviseScenario, type Scenario } from '../../sim/index';
import { withNames } from '../document/index';

const known = new WeakMap<Scenario, ReadonlyMap<string, string>>();

/** What is likely a mistake, in a sentence or more, by the part that it is about. Looked for once in each scenario. */
export function hintsOf(scenario: Scenario): ReadonlyMap<string, string> {
  const before = known.get(scenario);
  if (before !== undefined) return before;
  const hints = new Map<string, string>();
  for (const { path, message } of adviseScenario(scenario)) {
    const id = scenario.nodes[Number(/^nodes\[(\d+)\]/.exec(path)?.[1] ?? -1)]?.id;
    if (id !== undefined) hints.set(id, [hints.get(id) ?? '', withNames(message, scenario)].join(' ').trim());
  }
  known.set(scenario, hints);
  return hints;
}
