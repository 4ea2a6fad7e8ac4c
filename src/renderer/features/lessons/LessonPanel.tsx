import { useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { DEFAULT_PRICES, kindOf } from '../../../sim/index';
import { PartEntry } from '../../board/index';
import type { PlacedLesson } from '../../courses/courses';
import { checksOf } from '../../../lessons/index';
import { Icon } from '../../ui/Icon';
import { useCurrentRun, useServices } from '../../workbench/context';
import { Goals } from './Goals';
import { Outcome } from './Outcome';
import { playerOf } from './player';
import { Questions } from './Questions';
import { Shares } from './Shares';
import { strings } from './strings';
import { useSteadyPress } from '../../ui/steadyPress';
import { useVerdicts, type Verdicts } from '../../workbench/useVerdicts';
import css from './lessons.module.css';
import { Tip } from '../../ui/Tip';

/** The lesson that is open, beside the board; nothing without one. */
export function LessonPanel(): ReactElement | null {
  const placed = useStore(playerOf(useServices()).store, (state) => state.placed);
  return placed === null ? null : <OpenLesson key={placed.lesson.id} placed={placed} />;
}

function OpenLesson({ placed }: { readonly placed: PlacedLesson }): ReactElement {
  const { lesson } = placed;
  const verdicts = useVerdicts();
  const body = useRef<HTMLDivElement>(null);
  useSteadyPress(body);
  return (
    <aside className={`at-left ${css.lesson}`} aria-label={strings.title}>
      <LessonHead placed={placed} verdicts={verdicts} />
      <div ref={body} className={css.lessonBody} tabIndex={0} role="region" aria-label={lesson.title}>
        <Outcome placed={placed} />
        <Questions lesson={lesson} place="top" />
        <Goals lesson={lesson} verdicts={verdicts} />
        {lesson.shares !== undefined && <Shares lesson={lesson} parts={lesson.shares} />}
        <section aria-label={strings.steps}>
          <h3>{strings.steps}</h3>
          <ol className={css.lessonSteps}>
            {lesson.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <PartsToUse placed={placed} />
        <Hints placed={placed} />
        <Questions lesson={lesson} place="end" />
        {lesson.document !== undefined && (
          <details>
            <summary>{strings.document}</summary>
            <pre>{lesson.document.program}</pre>
            <h4>{strings.log}</h4>
            <pre>{lesson.document.log.join('\n')}</pre>
          </details>
        )}
      </div>
      <LessonFoot placed={placed} />
    </aside>
  );
}

function LessonHead({ placed, verdicts }: { readonly placed: PlacedLesson; readonly verdicts: Verdicts }): ReactElement {
  const { lesson, course, number, of } = placed;
  const { commands } = useServices();
  const ids = new Set(checksOf(lesson).map(({ id }) => id));
  const met = verdicts.checks.filter(({ id, ok }) => ok && ids.has(id)).length;
  return (
    <header className={css.lessonHead}>
      <div className={css.lessonPlace}>
        <small>{strings.place(course.title, number, of, lesson.minutes)}</small>
        <Tip text={strings.leave}>
          <button type="button" className="icon-button" aria-label={strings.leave} onClick={() => commands.run('lessons.leave')}>
            {'\u00d7'}
          </button>
        </Tip>
      </div>
      <h2>{lesson.title}</h2>
      <p>{lesson.goal}</p>
      <p className={css.lessonMet} role="status">
        {verdicts.checks.length === 0 ? strings.noRunYet : strings.goalsDone(met, ids.size)}
        {verdicts.checks.length > 0 && !verdicts.isWhole && `, ${strings.soFar}`}
      </p>
    </header>
  );
}

/** What may be put on the board, and what of it is given. */
function PartsToUse({ placed }: { readonly placed: PlacedLesson }): ReactElement {
  const { commands } = useServices();
  const { palette, locked, budgetPerHour } = placed.lesson.board;
  const nameOf = (id: string): string => placed.lesson.start.nodes.find((node) => node.id === id)?.label ?? id;
  // What the board has enough of from the start is not offered: it would only be refused.
  const startsWith = (kind: string): number => placed.lesson.start.nodes.filter((node) => node.kind === kind).length;
  const shown = palette.filter(({ kind, most = Infinity }) => startsWith(kind) < most);
  return (
    <section aria-label={strings.parts}>
      {shown.length > 0 && (
        <>
          <h3>{strings.parts}</h3>
          <div className={css.lessonParts}>
            {shown.map(({ kind }) => {
              const descriptor = kindOf(kind)?.descriptor;
              if (descriptor === undefined) return null;
              return (
                <Tip key={kind} text={descriptor.summary}>
                  <PartEntry kind={kind} onClick={() => commands.run(`add.${kind}`)}>
                    <Icon path={descriptor.iconPath} sizePx={20} />
                    <span>{descriptor.title}</span>
                  </PartEntry>
                </Tip>
              );
            })}
          </div>
          <p className="hint">{strings.partsHelp}</p>
        </>
      )}
      {locked.length > 0 && <p className="hint">{strings.locked(locked.map(nameOf))}</p>}
      {budgetPerHour !== undefined && (
        <p className="hint">{strings.budget(budgetPerHour, placed.lesson.start.prices?.currency ?? DEFAULT_PRICES.currency)}</p>
      )}
    </section>
  );
}

function Hints({ placed }: { readonly placed: PlacedLesson }): ReactElement | null {
  const player = playerOf(useServices());
  const opened = useStore(player.store, ({ progress }) => progress.hints);
  const { hints } = placed.lesson;
  if (opened === 0) return null;
  return (
    <section aria-label={strings.hints} aria-live="polite">
      <h3>{strings.hints}</h3>
      <ol className={css.lessonHints}>
        {hints.slice(0, opened).map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
    </section>
  );
}

function LessonFoot({ placed }: { readonly placed: PlacedLesson }): ReactElement {
  const services = useServices();
  const player = playerOf(services);
  const { hints, limit } = placed.lesson;
  const opened = useStore(player.store, ({ progress }) => progress.hints);
  const run = useCurrentRun();
  const end = run?.report?.endNs;
  return (
    <footer className={css.lessonFoot}>
      <button type="button" className="primary" onClick={() => services.commands.run('run.restart')}>
        {strings.run}
      </button>
      <button type="button" disabled={end === undefined} onClick={() => services.commands.run('run.end')}>
        {strings.skip}
      </button>
      {opened < hints.length && (
        <button type="button" onClick={() => player.hint()}>
          {strings.hint(opened + 1, hints.length)}
        </button>
      )}
      {limit !== undefined && (
        <button type="button" onClick={() => services.commands.run('limit.find', `${limit.client} ${limit.from} ${limit.to}`)}>
          {strings.findLimit}
        </button>
      )}
      <button type="button" onClick={() => services.commands.run('lessons.again')}>
        {strings.startAgain}
      </button>
    </footer>
  );
}
