import type { ReactElement } from 'react';
import { BUDGET_CHECK, checksOf, type Lesson } from '../../../lessons/index';
import type { CheckResult } from '../../../sim/index';
import { useServices } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { strings } from './strings';
import type { Verdicts } from '../../workbench/useVerdicts';
import css from './lessons.module.css';

/** Met, not met, and neither: marks that need no colour. */
const MARKS = { met: '\u2713', unmet: '\u2717', 'no-evidence': '' } as const;

/** The goals of a lesson with how each stands in the run on screen. */
export function Goals({ lesson, verdicts }: { readonly lesson: Lesson; readonly verdicts: Verdicts }): ReactElement {
  const { explanations } = useServices();
  const named = useNames();
  const why = new Map(lesson.objectives.map(({ check, why: reason }) => [check.id, reason]));
  return (
    <section aria-label={strings.goals}>
      <h3>{strings.goals}</h3>
      <ul className={css.lessonGoals}>
        {checksOf(lesson).map((check) => {
          const result = verdicts.checks.find(({ id }) => id === check.id);
          return (
            <li key={check.id} data-goal={check.id} data-verdict={result?.verdict ?? 'no-evidence'}>
              <span className={css.lessonMark} aria-hidden="true">
                {MARKS[result?.verdict ?? 'no-evidence']}
              </span>
              <div>
                <span>{check.title}</span>
                <small>{named(nowText(result, verdicts.isWhole))}</small>
                {why.get(check.id) !== undefined && result?.verdict === 'met' && verdicts.isWhole && <small>{why.get(check.id)}</small>}
              </div>
              {result?.verdict === 'unmet' && verdicts.isWhole && check.id !== BUDGET_CHECK && (
                <button
                  type="button"
                  className="small-button"
                  aria-label={strings.whyGoal(check.title ?? check.id)}
                  onClick={() => void explanations.ask({ request: null, check: check.id })}
                >
                  {strings.whyButton}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function nowText(result: CheckResult | undefined, isWhole: boolean): string {
  if (result === undefined) return '';
  if (result.verdict === 'no-evidence') return isWhole ? result.message : strings.tooEarly;
  const now = result.message.split('; wanted')[0];
  return isWhole ? now : `${strings.soFar}: ${now}`;
}
