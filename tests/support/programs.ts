import { preparePrograms } from '../../src/programs/index';
import type { Programs, Scenario } from '../../src/sim/index';
import { shippedScenarios } from './scenarios';

const ready = new Map<string, Programs>();
for (const [, scenario] of shippedScenarios()) {
  if (scenario.programs !== undefined) ready.set(JSON.stringify(scenario.programs), await preparePrograms(scenario));
}

/** The programs of a shipped scenario, or of one made from it, made ready for `createRun`. */
export function programsOf({ programs }: Pick<Scenario, 'programs'>): { readonly programs?: Programs } {
  return programs === undefined ? {} : { programs: ready.get(JSON.stringify(programs)) };
}
