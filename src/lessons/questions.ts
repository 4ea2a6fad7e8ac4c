import { checkedFigure, judgeChecks, NO_CLAIMS, type RunSummary } from '../sim/index';
import type { Question } from './lessonSchema';

/** What a person answered before the run: the id of a part, or a number. */
export type Answer = string | number;

/** How an answer did against the run. */
export interface AnswerScore {
  readonly isRight: boolean;
  /** What the run shows, as text; null: it has no such figure. */
  readonly was: string | null;
}

/**
 * Scores an answer against the figures of a run. A part is right when it is the bottleneck or one that limits as much; a number when it is
 * within the question's percentage of the figure. A run that has not the figure makes no answer right.
 */
export function scoreAnswer(question: Question, answer: Answer, summary: RunSummary): AnswerScore {
  if (question.type === 'bottleneck') {
    const { what, id, alike } = summary.bottleneck;
    return what === 'none' ? { isRight: false, was: null } : { isRight: answer === id || alike.includes(String(answer)), was: id };
  }
  const value = figureOf(question, summary);
  if (value === null || typeof answer !== 'number') return { isRight: false, was: value === null ? null : written(value) };
  return { isRight: Math.abs(answer - value) <= (Math.abs(value) * question.withinPercent) / 100, was: written(value) };
}

/** The figure that a question asks for; null: the run has none, or too little evidence for it. */
function figureOf({ check }: Extract<Question, { type: 'figure' }>, summary: RunSummary): number | null {
  const [{ verdict }] = judgeChecks([check], summary, NO_CLAIMS);
  return verdict === 'no-evidence' ? null : checkedFigure(check, summary);
}

const written = (value: number): string => String(Number(value.toPrecision(3)));
