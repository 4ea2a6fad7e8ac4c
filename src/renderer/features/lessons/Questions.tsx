import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { AnswerScore, Lesson, Question } from '../../../lessons/index';
import { useServices } from '../../workbench/context';
import { playerOf } from './player';
import { strings } from './strings';
import css from './lessons.module.css';
import { readNumber } from '../../ui/numberText';

/**
 * Questions to be answered before the first run, all of them at once: the run that checks one would tell the answers to the others. Then
 * how the answers did; that goes to the `end` of the lesson once the learner begins to build.
 */
export function Questions({ lesson, place }: { readonly lesson: Lesson; readonly place: 'top' | 'end' }): ReactElement | null {
  const { scores, progress } = useStore(playerOf(useServices()).store);
  const done = lesson.questions.filter(({ id }) => id in scores);
  const open = lesson.questions.filter(({ id }) => !(id in scores));
  const isDoneHere = (progress.board !== null) === (place === 'end');
  const isOpenHere = open.length > 0 && place === 'top';
  if (!isOpenHere && (done.length === 0 || !isDoneHere)) return null;
  return (
    <section aria-label={strings.guess} className="lesson-questions">
      {isDoneHere && done.map((question) => <Done key={question.id} question={question} score={scores[question.id]} />)}
      {isOpenHere && <Open lesson={lesson} questions={open} />}
    </section>
  );
}

function Done({ question, score }: { readonly question: Question; readonly score: AnswerScore }): ReactElement {
  return (
    <div className={css.lessonQuestion} data-question={question.id}>
      <p>
        <strong>{strings.guessed}: </strong>
        {question.ask}
      </p>
      <div role="status">
        <p className={score.isRight ? css.lessonRight : css.lessonWrong}>
          {score.was === null ? strings.noFigure : score.isRight ? strings.right : strings.wrong(withUnit(question, score.was))}
        </p>
        <p>{question.why}</p>
      </div>
    </div>
  );
}

function Open({ lesson, questions }: { readonly lesson: Lesson; readonly questions: readonly Question[] }): ReactElement {
  const player = playerOf(useServices());
  const { drafts, isChecking } = useStore(player.store);
  const isAnswered = questions.every(({ id }) => id in drafts);
  return (
    <>
      {questions.map((question, i) => (
        <div key={question.id} className={css.lessonQuestion} data-question={question.id}>
          <p>
            <strong>{strings.guess}: </strong>
            {question.ask}
          </p>
          <Ask lesson={lesson} question={question} />
          {i === questions.length - 1 && (
            <button type="button" className="primary" disabled={!isAnswered || isChecking} onClick={() => void player.check()}>
              {isChecking ? strings.checking : strings.checkGuess(questions.length)}
            </button>
          )}
        </div>
      ))}
    </>
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
