/** A program of the outside world: its file, and what it is started with. */
export interface ProcessCommand {
  readonly path: string;
  readonly args: readonly string[];
}

/** What a process has done. */
export interface ProcessNews {
  /** It wrote a line to its output, a line to its error output, or is there no longer. */
  readonly type: 'line' | 'log' | 'end';
  /** The line, or why it is there no longer as the end of a sentence. */
  readonly text: string;
}

/** What a process is given; `look`: nothing, only what it has written is wanted. */
export type ProcessInput =
  | { readonly type: 'start'; readonly command: ProcessCommand; readonly line: string }
  | { readonly type: 'line'; readonly line: string }
  | { readonly type: 'look' }
  | { readonly type: 'stop' };

/** How long is waited for what a process writes. */
export interface ProcessWait {
  /** Nothing is given or read before so much time of the world outside has passed since the start; null: time outside plays no part. */
  readonly realNs: number | null;
  /** How long a line is waited for at most, and how long nothing has to come after one, ms. */
  readonly patienceMs: number;
  /** The patience counts from when the process was started. */
  readonly isSinceStart?: true;
  readonly quietMs: number;
  /** How long it is listened to at most from its first line on, ms, if it is never quiet. */
  readonly talkMs: number;
  /** The line that nothing is expected after. */
  readonly isAnswer: (line: string) => boolean;
}

/** Runs processes, one for each node, and waits for them: whoever has a world outside brings it. */
export interface ProcessHost {
  /** Starts a program for a node, in place of what it had. A program that may not be started has ended. */
  start(node: string, command: ProcessCommand): void;
  write(node: string, line: string): void;
  /** What has come since the last time. */
  news(node: string, wait: ProcessWait): readonly ProcessNews[];
  /** Ends the process of a node at once. */
  stop(node: string): void;
  /** Whether a process was started for a node, and not stopped since. */
  has(node: string): boolean;
  /** Ends all of them. */
  close(): void;
  /** A host of processes of its own, for a run that goes another way from some moment on. */
  branch(): ProcessHost;
}
