import { z } from 'zod';
import { pythonScript } from '../programs/pythonScript';
import { boardSchema, type BoardDescription } from './board';
import { LIBRARY } from './library';
import { SCRIPT_FILE } from './scriptFile';

/** What is wrong with a script: one sentence, and its line where it has one. */
export interface ScriptProblem {
  readonly message: string;
  readonly line: number | null;
}

/** What a script asks: the figures of a run, or what a store knows at the end of the run that question `run` asked for. */
export type ScriptQuestion =
  | { readonly type: 'run'; readonly board: BoardDescription; readonly line: number | null }
  | { readonly type: 'lookup'; readonly run: number; readonly key: string; readonly node: string; readonly line: number | null }
  /** It has come to its end without a run; the simulation that it made last. */
  | { readonly type: 'end'; readonly board: BoardDescription; readonly line: number | null };

/** How far a script has come with the answers so far. */
export interface ScriptStep {
  /** All that it has printed since its beginning. */
  readonly printed: string;
  /** Its next question; null: it is over. */
  readonly ask: ScriptQuestion | null;
  readonly problem: ScriptProblem | null;
}

/** A script: what it does when its questions so far are answered so. It is run from its beginning each time, and is the same each time. */
export type Script = (answers: readonly unknown[]) => ScriptStep;

const line = z.int().min(1).nullable();
const question = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), board: boardSchema, line }),
  z.strictObject({ type: z.literal('lookup'), run: z.int().min(0), key: z.string(), node: z.string(), line }),
  z.strictObject({ type: z.literal('end'), board: boardSchema, line }),
]);
const stepSchema = z.strictObject({
  printed: z.string(),
  ask: question.nullable(),
  problem: z.strictObject({ message: z.string(), line }).nullable(),
});

/** A script may reach what tells of it; then it has told nothing. */
const FORGED: ScriptProblem = { message: 'what it built cannot be read', line: null };

/** Makes a script in Python ready. It runs in the sandbox of all programs: no clock, no network, no files. */
export async function readScript(text: string): Promise<Script> {
  const build = await pythonScript(LIBRARY, text, SCRIPT_FILE);
  return (answers) => {
    const told = build({ script: text, answers });
    if (!told.ok) return { printed: '', ask: null, problem: { message: told.problem.message, line: told.problem.line } };
    const read = stepSchema.safeParse(jsonOf(told.text));
    return read.success ? read.data : { printed: '', ask: null, problem: FORGED };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
