import type { Grade, ScoreProof } from '../lessons/index';
import type { CallBeat } from '../programs/index';

/** What a thread that runs one file of somebody else is started with. */
export type GradeStart = GradeTask | ProveTask;

/** A hand-in is to be graded. */
export interface GradeTask {
  readonly task: 'grade';
  readonly lesson: string;
  readonly handIn: string;
  readonly seeds: readonly number[];
  readonly beat: CallBeat;
}

/** A score is to be run again. */
export interface ProveTask {
  readonly task: 'prove';
  /** The file's text. */
  readonly score: string;
  /** Null: its own checks count. */
  readonly lesson: string | null;
  readonly beat: CallBeat;
}

/** What it says when it is done. */
export type GradeAnswer = Grade | ScoreProof;
