import type { Association } from '../main/services/association/association';
import type { ProcessLine } from '../main/services/processes/protocol';
import type { CallBeat } from '../programs/index';
import { cleanJson, cleanLine, cleanText } from './clean';

/** Where the command line reads and writes; injected so that tests need no process. */
export interface Io {
  /**
   * Standard output. A promise means: wait before writing more, the reader is slower. Rejects with OutputClosed when it cannot be written.
   */
  readonly out: (text: string) => void | Promise<void>;
  readonly err: (text: string) => void;
  /** Everything on standard input, or null when that is more than so many bytes. Rejects when it cannot be read. */
  readonly stdin: (mostBytes: number) => Promise<Uint8Array | null>;
  /** Whether a person watches standard error. */
  readonly isInteractive: boolean;
  /** Whether the person has asked to stop (Ctrl+C). */
  readonly isStopped?: () => boolean;
  /** From now on Ctrl+C ends the process at once: for work that cannot be cut into slices, once what matters is written. */
  readonly endAtOnce?: () => void;
  /** Tells another thread which programs are called. */
  readonly beat?: CallBeat;
  /** Tells it the programs' names, by the numbers that the beat tells. */
  readonly nameCalls?: (names: readonly string[]) => void;
  /** Where processes are started, once the person has allowed it; left out: nowhere. */
  readonly processes?: () => Promise<ProcessLine>;
  /** What ties files to the app. */
  readonly association: Association;
  /** The built file of the thread in which hand-ins are graded, where it does not lie beside this one. */
  readonly gradeWorker?: string | URL;
}

/** What the commands write through: nothing of a file, a name or an error is obeyed by a terminal. */
export interface Door extends Pick<
  Io,
  'stdin' | 'isInteractive' | 'association' | 'beat' | 'nameCalls' | 'endAtOnce' | 'gradeWorker' | 'processes'
> {
  /** Text of ours, in which names are clean already (cleanName). */
  readonly out: (text: string) => void | Promise<void>;
  /** JSON, or a page. */
  readonly json: (text: string) => void | Promise<void>;
  /** Text on standard error. */
  readonly err: (text: string) => void;
  /** How far a computation is, on the line of a terminal that is written anew each time; null wipes it away. */
  readonly status: (text: string | null) => void;
  readonly isStopped: () => boolean;
}

/** What the command line ends with. */
export const ExitCode = { fine: 0, checkFailed: 1, badInput: 2, ourFault: 3, limit: 4, notWritten: 5, stopped: 130 } as const;

/** The one door to the terminal. */
export function doorOf(io: Io): Door {
  return {
    stdin: io.stdin,
    isInteractive: io.isInteractive,
    association: io.association,
    ...(io.gradeWorker === undefined ? {} : { gradeWorker: io.gradeWorker }),
    ...(io.processes === undefined ? {} : { processes: io.processes }),
    ...(io.beat === undefined ? {} : { beat: io.beat }),
    ...(io.nameCalls === undefined ? {} : { nameCalls: io.nameCalls }),
    ...(io.endAtOnce === undefined ? {} : { endAtOnce: io.endAtOnce }),
    out: (text) => io.out(cleanText(text)),
    json: (text) => io.out(cleanJson(text)),
    err: (text) => io.err(cleanText(text)),
    status: (text) => io.err(text === null ? '\r\u001b[K' : `\r${cleanLine(text)}`),
    isStopped: io.isStopped ?? (() => false),
  };
}

/** Tells what is wrong with the input in one line on standard error; returns the exit code for it. */
export function complain(io: Pick<Door, 'err'>, message: string): number {
  io.err(`faultboard: ${cleanLine(message)}\n`);
  return ExitCode.badInput;
}
