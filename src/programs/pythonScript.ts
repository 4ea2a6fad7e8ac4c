import type { ProgramProblem } from '../sim/index';
import type { HeldPages } from './heldPages';
import type { CallLimits } from './interpreter';
import { IMPORT_LIMITS, LIMITS, OWN_LIMITS, STOPPED } from './pythonLimits';
import { pythonInterpreter, stoppedBy, type PythonInterpreter } from './pythonInterpreter';

/** A script builds a board and does little else, but it may build a large one: five times what a call of a function may take. */
const SCRIPT_LIMITS: CallLimits = { fuel: LIMITS.fuel * 5, stackBytes: LIMITS.stackBytes };

/** What a call of a library gave: its text, or what went wrong in the script that it was given. */
export type ScriptAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: ProgramProblem };

/** Calls the library's `build` with a value of JSON; every call begins from the same memory. */
export type ScriptLibrary = (given: unknown) => ScriptAnswer;

/** The memory of the sandbox with a library in it: scripts begin from there. */
const loaded = new Map<string, HeldPages>();

/**
 * Sets up the sandbox for one script: a library (Python of ours) is loaded, and the modules are read that the script names. The library's
 * function `build` runs the script under the name `file` and gives a text. Nothing leads out of the sandbox, as with every program.
 */
export async function pythonScript(library: string, script: string, file: string): Promise<ScriptLibrary> {
  const python = await pythonInterpreter();
  const begun = withLibrary(python, library, file) ?? step(python, 'bring', script, file);
  const pages = python.memory.pages(begun === null ? python.memory.take() : undefined);
  return (given) => {
    if (begun !== null) return { ok: false, problem: begun };
    python.memory.show(pages);
    python.begin(SCRIPT_LIMITS);
    const answer = guarded(python, file, () => python.call('call', `build\n0\n${JSON.stringify([given])}`));
    // The library tells of the script's mistakes by itself; a line that an error of its own has is not the script's.
    return answer.ok || answer.problem.isRunaway ? answer : { ok: false, problem: { ...answer.problem, line: null } };
  };
}

/** Shows the memory with the library in it; what went wrong, null: nothing. */
function withLibrary(python: PythonInterpreter, library: string, file: string): ProgramProblem | null {
  const known = loaded.get(library);
  python.memory.show(known ?? python.memory.pages());
  if (known !== undefined) return null;
  const problem = step(python, 'bring', library, file) ?? step(python, 'load', library, file);
  if (problem === null) loaded.set(library, python.memory.pages(python.memory.take()));
  return problem;
}

/** A step of loading; what went wrong, null: nothing. */
function step(python: PythonInterpreter, name: 'bring' | 'load', text: string, file: string): ProgramProblem | null {
  python.begin(IMPORT_LIMITS);
  const done = guarded(python, file, () => {
    const told = python.call(name, text, name === 'bring');
    return told === '' ? 'string\n""\n' : told;
  });
  return done.ok ? null : done.problem;
}

function guarded(python: PythonInterpreter, file: string, work: () => string | null): ScriptAnswer {
  try {
    return read((work() ?? '').split('\n'));
  } catch (error) {
    const message = stoppedBy(python, error);
    return { ok: false, problem: { message, line: python.stoppedAt(file), isRunaway: true } };
  }
}

/** Reads what the harness tells: a value with its type, or an error with its name, its words and its line, each as JSON. */
function read([type, first, second, third]: readonly string[]): ScriptAnswer {
  try {
    if (type === 'string') return { ok: true, text: String(JSON.parse(first)) };
    const [name, words, line] = [first, second, third].map((text) => JSON.parse(text) as unknown);
    const own = OWN_LIMITS[String(name)];
    const message = own === undefined ? told(String(name), String(words)) : STOPPED[own];
    return { ok: false, problem: { message, line: typeof line === 'number' ? line : null, isRunaway: own !== undefined } };
  } catch {
    return { ok: false, problem: { message: 'what it returned cannot be read', line: null, isRunaway: false } };
  }
}

function told(name: string, words: string): string {
  if (name.endsWith('SyntaxError') || name === 'IndentationError' || name === 'TabError') return `it cannot be read: ${words}`;
  return words === '' ? name : `${name}: ${words}`;
}
