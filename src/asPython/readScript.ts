import { z } from 'zod';
import { pythonScript } from '../programs/pythonScript';
import { boardSchema } from './board';
import { LIBRARY } from './library';
import type { Script, ScriptProblem } from './script';
import { SCRIPT_FILE } from './scriptFile';

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
