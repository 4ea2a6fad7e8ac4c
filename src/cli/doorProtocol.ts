import type { ProcessLine } from '../main/services/processes/protocol';
import type { CallBeat } from '../programs/index';

/** What the thread that carries out a command is started with. */
export interface CommandStart {
  readonly argv: readonly string[];
  /** One 32-bit word: not 0 once the person has asked to stop. */
  readonly stop: SharedArrayBuffer;
  readonly beat: CallBeat;
  readonly isInteractive: boolean;
}

/** What that thread asks of the one that has the terminal. */
export type DoorRequest =
  | { readonly type: 'write'; readonly to: 'out' | 'err'; readonly text: string; readonly serial: number }
  | { readonly type: 'stdin'; readonly mostBytes: number; readonly serial: number }
  | { readonly type: 'processes'; readonly serial: number }
  | { readonly type: 'endAtOnce' }
  | { readonly type: 'programs'; readonly names: readonly string[] }
  | { readonly type: 'done'; readonly code: number };

/** The answer to a request by its number. `error` is the system's name for what went wrong; null: all is well. */
export interface DoorAnswer {
  readonly serial: number;
  readonly error: string | null;
  /** What was on standard input; null: more than was allowed. */
  readonly bytes?: Uint8Array | null;
  /** Where processes are started. */
  readonly processes?: ProcessLine;
}
