import type { Grade } from '../lessons/index';
import type { CallBeat } from '../programs/index';

/** What the thread that grades one hand-in is started with. */
export interface GradeStart {
  readonly lesson: string;
  readonly handIn: string;
  readonly seeds: readonly number[];
  readonly beat: CallBeat;
}

/** What it says when it is done. */
export type GradeAnswer = { readonly grade: Grade };
