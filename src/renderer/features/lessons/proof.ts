import { entryOf, type Lesson } from '../../../lessons/index';
import { seedsFrom, serializeScenario, type Scenario } from '../../../sim/index';
import type { QuietRuns } from '../../workbench/quietRun';
import { strings } from './strings';

/** So many other seeds a board must hold with before it has won. */
export const PROOF_SEEDS = 3;

/** How the proof goes that a board meets the goals whatever the luck. */
export type Proof =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly done: number }
  | { readonly state: 'held' }
  | { readonly state: 'failed'; readonly message: string };

/** Runs a board with seeds that nobody knows, as it would be graded. `tell` hears how far it is. */
export async function proofOf(lesson: Lesson, board: Scenario, quiet: QuietRuns, tell: (proof: Proof) => void): Promise<Proof> {
  const entry = entryOf(lesson, board);
  if (!entry.ok) return { state: 'failed', message: entry.broken.map(({ message }) => message).join(' ') };
  const text = serializeScenario(entry.scenario);
  const [first] = crypto.getRandomValues(new Uint32Array(1));
  const seeds = seedsFrom(first, PROOF_SEEDS);
  for (const [done, seed] of seeds.entries()) {
    tell({ state: 'running', done });
    const report = await quiet.run(text, seed);
    if (!report.ok) return { state: 'failed', message: report.failure.message };
    const missed = report.value.summary.checks.find(({ ok }) => !ok);
    if (missed !== undefined) return { state: 'failed', message: strings.proofMissed(seed, missed.title, missed.message) };
  }
  return { state: 'held' };
}
