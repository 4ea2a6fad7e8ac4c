import type { Program, ProgramAnswer, ProgramProblem } from '../sim/index';
import { PROGRAM_FILE } from './harness';
import type { CallLimits } from './interpreter';
import { IMPORT_LIMITS, LIMITS, OWN_LIMITS, STOPPED } from './pythonLimits';
import { pythonInterpreter, stoppedBy, type PythonInterpreter } from './pythonInterpreter';
import type { HeldPages } from './heldPages';

const MOST_KEPT = 20_000;

/** Functions that are asked the same in every run: their answers are kept. */
const ASKED_AGAIN: readonly string[] = ['shardOf', 'hash'];
const MOST_ANSWERS = 5_000;

type WithoutEffort<T> = T extends ProgramAnswer ? Omit<T, 'effort'> : never;
type Outcome = WithoutEffort<ProgramAnswer>;

/**
 * A program in CPython, which runs in WebAssembly: no platform, the same result on every machine. Every call begins from the memory as it
 * was when the program had been loaded, so that no call can leave anything behind; limits are counted, never measured in time; and while it
 * runs nothing leads out of the interpreter, whatever it finds in there.
 */
class PythonProgram implements Program {
  private readonly answers = new Map<string, ProgramAnswer>();
  private readonly pages: HeldPages;
  /** Why it could not be loaded, which is then the answer to every call. */
  private readonly broken: ProgramProblem | null;

  constructor(
    private readonly python: PythonInterpreter,
    source: string,
  ) {
    python.memory.show(python.memory.pages());
    this.broken = this.step('bring', source, IMPORT_LIMITS) ?? this.step('load', source, LIMITS);
    this.pages = python.memory.pages(this.broken === null ? python.memory.take() : undefined);
  }

  call(name: string, args: string, seed: number): ProgramAnswer {
    if (this.broken !== null) return { ok: false, problem: this.broken, effort: 0 };
    const asked = ASKED_AGAIN.includes(name) ? `${name} ${seed} ${args}` : null;
    const known = asked === null ? undefined : this.answers.get(asked);
    if (known !== undefined) return known;
    this.python.memory.show(this.pages);
    this.python.begin(LIMITS);
    const given = this.guarded<Outcome>(
      () => this.answer(`${name}\n${seed | 0}\n${args}`),
      (problem) => ({ ok: false, problem }),
    );
    const answer: ProgramAnswer = { ...given.outcome, effort: Math.min(1, 1 - given.fuelLeft / LIMITS.fuel) };
    if (asked !== null && this.answers.size < MOST_ANSWERS) this.answers.set(asked, answer);
    return answer;
  }

  /** A step of loading; what went wrong. */
  private step(name: 'bring' | 'load', source: string, limits: CallLimits): ProgramProblem | null {
    this.python.begin(limits);
    return this.guarded(
      () => {
        const told = this.python.call(name, source, name === 'bring');
        return told === '' ? null : this.problemIn((told ?? '').split('\n'));
      },
      (problem) => problem,
    ).outcome;
  }

  /** Does something in the sandbox; where it is stopped is looked for in what it left. */
  private guarded<T>(work: () => T, otherwise: (problem: ProgramProblem) => T): { readonly outcome: T; readonly fuelLeft: number } {
    const { python } = this;
    try {
      return { outcome: work(), fuelLeft: python.fuelLeft() };
    } catch (error) {
      const message = stoppedBy(python, error);
      const fuelLeft = Math.max(0, python.fuelLeft());
      return { outcome: otherwise({ message, line: python.stoppedAt(PROGRAM_FILE), isRunaway: true }), fuelLeft };
    }
  }

  private answer(text: string): Outcome {
    const told = this.python.call('call', text);
    const lines = (told ?? '').split('\n');
    if (lines[0] === 'threw') return { ok: false, problem: this.problemIn(lines) };
    const [type, value, kept] = lines;
    if (lines.length !== 3) return { ok: false, problem: FORGED };
    if (kept.length <= MOST_KEPT) return { ok: true, type, value: valueOf(value), kept };
    return {
      ok: false,
      problem: { message: `it keeps ${kept.length} characters of state, and ${MOST_KEPT} are allowed`, line: null, isRunaway: false },
    };
  }

  /** What the harness says of an error: its name, its words and its line, each as JSON. */
  private problemIn(lines: readonly string[]): ProgramProblem {
    if (lines.length !== 4) return FORGED;
    const [name, words] = lines.slice(1, 3).map((line) => String(valueOf(line)));
    const line = valueOf(lines[3]);
    const at = typeof line === 'number' ? line : null;
    if (Object.hasOwn(OWN_LIMITS, name)) return { message: STOPPED[OWN_LIMITS[name]], line: at, isRunaway: true };
    if (name.endsWith('SyntaxError') || name === 'IndentationError' || name === 'TabError')
      return { message: `it cannot be read: ${words}`, line: at, isRunaway: false };
    const isOurs = OURS.includes(name);
    return { message: isOurs ? words : words === '' ? name : `${name}: ${words}`, line: at, isRunaway: false };
  }
}

/** Errors whose words are the sandbox's own. */
const OURS: readonly string[] = ['Refused', 'PermissionError', 'OverflowError'];
/** A program can reach what tells of it; then it has told nothing. */
const FORGED: ProgramProblem = { message: 'what it returned cannot be read', line: null, isRunaway: false };

function valueOf(json: string): number | string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'number' || typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/**
 * Sets up a sandbox; the function that it gives loads the program into it, which may take as long as a call. A program that cannot be read
 * gives its problem to every call.
 */
export async function pythonProgram(source: string): Promise<() => Program> {
  const python = await pythonInterpreter();
  return () => new PythonProgram(python, source);
}
