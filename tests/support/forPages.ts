import { preparePrograms } from '../../src/programs/index';
import { createRun, detailHash, parseScenario } from '../../src/sim/index';

const MOST_ROWS = 1_000_000;

/** Hashes of a run, and of the full detail of a tenth of it. */
export interface PageHashes {
  readonly trace: string;
  readonly detail: string;
}

/**
 * The hashes of scenario files by name, computed by whoever runs this: the simulator as a page has it, for the test that every browser
 * computes the same traces.
 */
export async function traceHashes(files: Readonly<Record<string, string>>): Promise<Record<string, PageHashes>> {
  const found: Record<string, PageHashes> = {};
  for (const [name, text] of Object.entries(files)) {
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.message}`);
    const run = createRun(parsed.scenario, { programs: await preparePrograms(parsed.scenario) });
    while (!run.advance({ maxEvents: 1_000_000 }));
    found[name] = {
      trace: run.summary().traceHash,
      detail: detailHash(run.window(Math.floor(0.4 * run.reachedNs), Math.floor(0.5 * run.reachedNs), MOST_ROWS)),
    };
  }
  return found;
}
