import type { Association } from '../main/services/association/association';

/** Where the command line reads and writes; injected so that tests need no process. */
export interface Io {
  /** Standard output. A promise means: wait before writing more, the reader is slower. */
  readonly out: (text: string) => void | Promise<void>;
  readonly err: (text: string) => void;
  /** Everything on standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Whether a person watches standard error. */
  readonly isInteractive: boolean;
  /** Whether the person has asked to stop (Ctrl+C). */
  readonly isStopped?: () => boolean;
  /** From now on Ctrl+C ends the process at once: for work that cannot be cut into slices, once what matters is written. */
  readonly endAtOnce?: () => void;
  /** What ties files to the app. */
  readonly association: Association;
}

/** What the command line ends with. */
export const ExitCode = { fine: 0, checkFailed: 1, badInput: 2, ourFault: 3, limit: 4, stopped: 130 } as const;

/** Tells what is wrong with the input in one line on standard error; returns the exit code for it. */
export function complain(io: Io, message: string): number {
  io.err(`faultboard: ${message}\n`);
  return ExitCode.badInput;
}
