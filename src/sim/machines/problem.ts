/** What went wrong in a program, for the learner who wrote it. */
export interface ProgramProblem {
  /** One sentence without its full stop. */
  readonly message: string;
  /** Line of the program, from 1; null where none is to blame. */
  readonly line: number | null;
  /** Lines of the program from which what failed was called, from the nearest on; left out: it was called by nothing of the program. */
  readonly calledFrom?: readonly number[];
  /** It was stopped because it would not end, or took too much memory. */
  readonly isRunaway: boolean;
}
