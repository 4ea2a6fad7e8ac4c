import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Lesson, Question } from '../../../lessons/index';
import { useServices } from '../../workbench/context';
import { playerOf } from './player';
import { strings } from './strings';
import css from './lessons.module.css';
import { readNumber } from '../../ui/numberText';

/**
 * Questions to be answered before the first run, one at a time, and how the answers did. What is done with goes to the `end` of the lesson
 * once the learner begins to build.
 */
export function Questions({ lesson, place }: { readonly lesson: Lesson; readonly place: 'top' | 'end' }): ReactElement | null {
  const player = playerOf(useServices());
  const { scores, progress, drafts, isChecking } = useStore(player.store);
  const open = lesson.questions.find(({ id }) => !(id in scores));
  const shown = lesson.questions.filter((question) => {
    const isDone = question.id in scores;
    const isAtEnd = isDone && progress.board !== null;
    return (isDone || question === open) && isAtEnd === (place === 'end');
  });
  if (shown.length === 0) return null;
  return (
    <section aria-label={strings.guess} className="lesson-questions">
      {shown.map((question) => {
        const score = scores[question.id];
        return (
          <div key={question.id} className={css.lessonQuestion} data-question={question.id}>
            <p>
              <strong>{score === undefined ? strings.guess : strings.guessed}: </strong>
              {question.ask}
            </p>
            {score === undefined ? (
              <Ask lesson={lesson} question={question} />
            ) : (
              <div role="status">
                <p className={score.isRight ? css.lessonRight : css.lessonWrong}>
                  {score.was === null ? strings.noFigure : score.isRight ? strings.right : strings.wrong(withUnit(question, score.was))}
                </p>
                <p>{question.why}</p>
              </div>
            )}
            {score === undefined && (
              <button
                type="button"
                className="primary"
                disabled={!(question.id in drafts) || isChecking}
                onClick={() => void player.check()}
              >
                {isChecking ? strings.checking : strings.checkGuess}
              </button>
            )}
          </div>
        );
      })}
    </section>
  );
}

function withUnit(question: Question, was: string): string {
  return question.type === 'figure' && question.unit !== '' ? `${was} ${question.unit}` : was;
}

function Ask({ lesson, question }: { readonly lesson: Lesson; readonly question: Question }): ReactElement {
  const player = playerOf(useServices());
  const answer = useStore(player.store, ({ drafts }) => drafts[question.id]);
  const [text, setText] = useState(typeof answer === 'number' ? String(answer) : '');
  const typed = readNumber(text);
  const problem = text.trim() === '' || typed.ok ? null : typed.problem;
  if (question.type === 'figure')
    return (
      <label className={css.lessonNumber}>
        <input
          inputMode="decimal"
          aria-label={strings.guessNumber}
          value={text}
          aria-invalid={problem !== null}
          size={8}
          onChange={(event) => {
            setText(event.target.value);
            const read = readNumber(event.target.value);
            if (read.ok) player.answer(question.id, read.value);
          }}
        />
        {question.unit}
        {problem !== null && <span className="problem">{problem}</span>}
      </label>
    );
  return (
    <div className={css.lessonChoices} role="group" aria-label={question.ask}>
      {lesson.start.nodes.map(({ id, label }) => (
        <button key={id} type="button" aria-pressed={answer === id} onClick={() => player.answer(question.id, id)}>
          {label ?? id}
        </button>
      ))}
    </div>
  );
}
