import type { ProgramProblem } from '../sim/index';
import { PROGRAM_FILE } from './harness';
import type { CallLimits } from './interpreter';
import { MOST_CALLERS } from './nodeLimits';

/** The interpreter asks after every 10,000 steps or so whether to go on; a call may take so many of these. */
export const MOST_TICKS = 40;
/**
 * What the interpreter itself may do in a call, whatever the program made it do: a step may be the search in a long text. 400,000 steps of
 * plain code take half of the fuel. The stack is less than half of the smallest that a thread has.
 */
export const LIMITS: CallLimits = { fuel: 25_000_000, stackBytes: 400_000 };
/** Setting up the interpreter takes some fuel, too. */
export const SETUP_LIMITS: CallLimits = { fuel: 2_000_000_000, stackBytes: LIMITS.stackBytes };
/** The largest single thing. */
export const LARGEST_BYTES = 4_000_000;
/** The interpreter's own limit, which it tells of in words. */
export const STACK_BYTES = 128 * 1024;

/** Why a program was stopped, for its author. */
export const STOPPED = {
  steps: 'it took more than 400,000 steps, so it was stopped (is there a loop that never ends?)',
  fuel: 'it did too much work, so it was stopped (is there a loop that never ends, or a search in a very long text?)',
  memory: 'it took more than 10 MB of memory, or 4 MB at once, so it was stopped',
  stack: 'its functions call each other too deeply, or its objects are nested too deeply (is there a recursion that never ends?)',
  broken: 'it brought the sandbox itself down, so it was stopped',
} as const;
/** What the interpreter says of its limits. */
export const OWN_LIMITS: Readonly<Record<string, keyof typeof STOPPED>> = { 'out of memory': 'memory', 'stack overflow': 'stack' };

/** What is said of a program that has huge whole numbers. */
export const NO_BIG_INTS: ProgramProblem = {
  message: 'there are no BigInts here; Math.imul and >>> 0 keep numbers to 32 bits',
  line: null,
  isRunaway: false,
};

/** Arithmetic with huge numbers is one long step. What is written in texts and comments does not count. */
export function usesBigInts(source: string): boolean {
  const bare = source.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, ' ');
  return /(?<![\w$.])(?:\d[\d_]*|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)n\b/.test(bare);
}

/** The line of the program that a stack names first; `before`: so many lines stand before the program. */
export function lineIn(stack: string, before: number): number | null {
  const found = new RegExp(`\\b${PROGRAM_FILE}:(\\d+)`).exec(stack);
  return found === null ? null : Math.max(1, Number(found[1]) - before);
}

/** The lines of the program that a stack names after the first. */
export function callersIn(stack: string): number[] {
  const lines = [...stack.matchAll(new RegExp(`\\b${PROGRAM_FILE}:(\\d+)`, 'g'))].map(([, line]) => Number(line));
  return lines.slice(1, MOST_CALLERS + 1);
}

const LOOP = /\b(?:for|while|do)\b/;
const LINES_BEFORE_A_LOOP = 3;

/** The line of the loop that did not end: the interpreter names what came before its body, which may stand a little above. */
export function loopLine(source: string, named: number | null): number | null {
  if (named === null) return null;
  const below = source.split('\n').slice(named - 1, named + LINES_BEFORE_A_LOOP);
  const found = below.findIndex((text) => LOOP.test(text));
  return found < 0 ? named : named + found;
}
