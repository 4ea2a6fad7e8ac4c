import type { ParamChange, Scenario } from './scenario';

type Changed = Pick<Scenario, 'solution' | 'mutations'>;

/** What a scenario says of changes to its parts (its solution, its mutations), with another id for one of them. */
export function changesRenamed(scenario: Changed, from: string, to: string): Changed {
  return mapped(scenario, (change) => [change.node === from ? { ...change, node: to } : change]);
}

/** The same without the changes of parts that are gone; a mutation that changes nothing any more goes with them. */
export function changesWithout(scenario: Changed, gone: ReadonlySet<string>): Changed {
  return mapped(scenario, (change) => (gone.has(change.node) ? [] : [change]));
}

function mapped({ solution, mutations }: Changed, change: (one: ParamChange) => readonly ParamChange[]): Changed {
  const kept = mutations
    ?.map((mutation) => ({ ...mutation, changes: mutation.changes.flatMap(change) }))
    .filter((mutation) => mutation.changes.length > 0);
  const left = solution?.flatMap(change);
  return {
    ...(left === undefined || left.length === 0 ? {} : { solution: left }),
    ...(kept === undefined || kept.length === 0 ? {} : { mutations: kept }),
  };
}
