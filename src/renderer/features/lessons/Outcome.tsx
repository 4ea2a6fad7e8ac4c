import { useEffect, useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { PlacedLesson } from '../../courses/courses';
import { useCurrentRun, useServices } from '../../workbench/context';
import { playerOf } from './player';
import { PROOF_SEEDS } from './proof';
import { strings } from './strings';
import css from './lessons.module.css';
import { Tip } from '../../ui/Tip';

/** What came of a run: whether it holds with other luck, and once it is won, what it shows and what may come next. */
export function Outcome({ placed }: { readonly placed: PlacedLesson }): ReactElement | null {
  const services = useServices();
  const player = playerOf(services);
  const { proof, progress } = useStore(player.store);
  const run = useCurrentRun();
  const box = useRef<HTMLDivElement>(null);
  // Whoever has scrolled down to the steps or the parts would otherwise not see what came of the run.
  useEffect(() => {
    if (proof.state === 'held' || proof.state === 'failed') box.current?.scrollIntoView({ block: 'start' });
  }, [proof.state]);
  const { lesson, nextId } = placed;
  const mayGiveUp = progress.hints >= lesson.hints.length && lesson.hints.length > 0;
  const best =
    lesson.score === undefined || progress.best === null
      ? null
      : strings.best(lesson.score.title, String(Number(progress.best.toPrecision(5))), lesson.score.unit);
  return (
    <div ref={box} className={css.lessonOutcome} role="status">
      {run !== undefined && run.injected.length > 0 && <p className="hint">{strings.meddled}</p>}
      {proof.state === 'running' && <p>{strings.proving(proof.done, PROOF_SEEDS)}</p>}
      {proof.state === 'failed' && <p className={css.lessonWrong}>{proof.message}</p>}
      {progress.won && (
        <section className={css.lessonWon} aria-label={strings.won}>
          <h3>{proof.state === 'held' ? strings.won : strings.wonBefore}</h3>
          {proof.state === 'held' && <p>{strings.wonText}</p>}
          <h4>{strings.why}</h4>
          <p>{lesson.debrief}</p>
          <div className={css.lessonNext}>
            {nextId !== null && (
              <button type="button" className="primary" onClick={() => services.commands.run('lessons.open', nextId)}>
                {strings.next}
              </button>
            )}
            <button type="button" onClick={() => services.commands.run('gallery.open')}>
              {strings.all}
            </button>
            <button type="button" onClick={() => services.commands.run('lessons.leave')}>
              {strings.freePlay}
            </button>
          </div>
        </section>
      )}
      {best !== null && <p>{best}</p>}
      {run?.report && player.scoreOfRun() !== null && (
        <p>
          <Tip text={strings.saveScoreHelp}>
            <button type="button" className="small-button" onClick={() => services.commands.run('lessons.saveScore')}>
              {strings.saveScore}
            </button>
          </Tip>
        </p>
      )}
      {(progress.won || mayGiveUp) && (
        <p>
          <Tip text={strings.solutionHelp}>
            <button type="button" className="small-button" onClick={() => player.showSolution()}>
              {strings.solution}
            </button>
          </Tip>
        </p>
      )}
    </div>
  );
}
