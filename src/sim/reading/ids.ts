import { kindOf } from '../kinds/index';
import { CHECK_VERSIONS, checkTypeOf, FAULT_VERSIONS, type EntryVersions } from '../model/entryVersions';
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

/** Versions of the faults and checks that a scenario uses, by type, as a file has them; none where it has none. */
export function entryVersions({ faults, checks }: Pick<Scenario, 'faults' | 'checks'>): Pick<Scenario, 'faultKinds' | 'checkKinds'> {
  return {
    ...(faults.length > 0
      ? {
          faultKinds: versionsOf(
            faults.map(({ type }) => type),
            FAULT_VERSIONS,
          ),
        }
      : {}),
    ...(checks.length > 0 ? { checkKinds: versionsOf(checks.map(checkTypeOf), CHECK_VERSIONS) } : {}),
  };
}

function versionsOf<T extends string>(types: readonly T[], all: Readonly<Record<T, EntryVersions>>): Record<string, number> {
  return Object.fromEntries([...new Set(types)].sort().map((type) => [type, all[type].version]));
}

/** Version of every kind that a scenario uses, by name. A kind that is not known keeps the version that the scenario gives it. */
export function kindVersions(scenario: Pick<Scenario, 'nodes' | 'kinds'>): Record<string, number> {
  const names = [...new Set(scenario.nodes.map((node) => node.kind))].sort();
  return Object.fromEntries(names.map((name) => [name, kindOf(name)?.descriptor.version ?? scenario.kinds[name] ?? 1]));
}
