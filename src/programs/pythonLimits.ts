import type { CallLimits } from './interpreter';

/** What a call may take. A turn of a short loop takes 50 units of fuel, so this is some 400,000 of them. */
export const LIMITS: CallLimits = { fuel: 20_000_000, stackBytes: 200_000 };
/** Modules that a program names are read before it is run: work that is not the program's. */
export const IMPORT_LIMITS: CallLimits = { fuel: 2_000_000_000, stackBytes: LIMITS.stackBytes * 2 };

/** Why a program was stopped, for its author. */
export const STOPPED = {
  fuel: 'it did too much work, so it was stopped (is there a loop that never ends, or a search in a very long text?)',
  memory: 'it took more than 20 MB of memory, so it was stopped',
  stack: 'its functions call each other too deeply, or its lists are nested too deeply (is there a recursion that never ends?)',
  outside: 'it asked for something outside of the sandbox, so it was stopped',
  broken: 'it brought the sandbox itself down, so it was stopped',
} as const;
/** Python's own words for its limits, by the name of the error. */
export const OWN_LIMITS: Readonly<Record<string, keyof typeof STOPPED>> = { MemoryError: 'memory', RecursionError: 'stack' };
