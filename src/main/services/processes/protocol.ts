import type { MessagePort } from 'node:worker_threads';
import type { ProcessCommand, ProcessNews } from '../../../sim/index';

/** What the thread of a run asks of the one that owns its processes; each start has a number of its own. */
export type ProcessRequest =
  | { readonly type: 'start'; readonly process: number; readonly command: ProcessCommand }
  | { readonly type: 'write'; readonly process: number; readonly line: string }
  /** So much of what was told of a process is read, and no longer waits. */
  | { readonly type: 'taken'; readonly process: number; readonly bytes: number; readonly lines: number }
  | { readonly type: 'stop'; readonly process: number };

/** What that one tells. */
export interface ProcessTold extends ProcessNews {
  readonly process: number;
  readonly bytes: number;
}

/** The run's end of the line to its processes. */
export interface ProcessLine {
  readonly port: MessagePort;
  /** 32-bit words, see `Word`. */
  readonly words: SharedArrayBuffer;
}

/** A word that both threads see: how often something was told. */
export const Word = { told: 0 } as const;
/** Bytes of all words. */
export const WORD_BYTES = 4;
