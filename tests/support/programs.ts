import { preparePrograms } from '../../src/programs/index';
import type { Programs, Scenario } from '../../src/sim/index';
import { shippedScenarios } from './scenarios';

const ready = new Map<string, Programs>();

/** Makes the programs of shipped scenarios in a language ready for `programsOf`. Python takes seconds: see `pythonReady.ts`. */
export async function makeReady(language: 'javascript' | 'python'): Promise<void> {
  for (const [, scenario] of shippedScenarios()) {
    const written = Object.values(scenario.programs ?? {});
    if (written.length > 0 && written.every((program) => program.language === language))
      ready.set(JSON.stringify(scenario.programs), await preparePrograms(scenario));
  }
}

await makeReady('javascript');

/** The programs of a shipped scenario, or of one made from it, made ready for `createRun`. Throws for Python without `pythonReady.ts`. */
export function programsOf({ programs }: Pick<Scenario, 'programs'>): { readonly programs?: Programs } {
  if (programs === undefined) return {};
  const found = ready.get(JSON.stringify(programs));
  if (found === undefined) throw new Error('the programs are not ready: a test that runs Python imports support/pythonReady');
  return { programs: found };
}
