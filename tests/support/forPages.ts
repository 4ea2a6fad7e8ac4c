import { preparePrograms } from '../../src/programs/index';
import { createRun, parseScenario } from '../../src/sim/index';

/** The trace hash of scenario files by name, computed by whoever runs this: the simulator as a page has it, for the test that every browser computes the same traces. */
export async function traceHashes(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.message}`);
    const run = createRun(parsed.scenario, { programs: await preparePrograms(parsed.scenario) });
    while (!run.advance({ maxEvents: 1_000_000 }));
    found[name] = run.summary().traceHash;
  }
  return found;
}
