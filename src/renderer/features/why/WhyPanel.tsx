import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { ExplainedStep, Explanation } from '../../../sim/index';
import type { PlaybackModel } from '../../playback/index';
import { useCurrentRun, usePlayhead, useServices } from '../../workbench/context';
import { strings } from './strings';
import { useNames } from '../../workbench/partNames';
import { BeforeRun } from '../../workbench/BeforeRun';
import css from './why.module.css';
import { NS_PER_SECOND } from '../../../sim/index';

const ROLE_NAMES: Readonly<Record<ExplainedStep['role'], string>> = {
  cause: 'Cause',
  effect: 'Effect',
  way: 'Way',
  break: 'Break',
  seen: 'Seen',
  verdict: 'Verdict',
};

/** Why something failed: the story, each sentence leading to its moment. */
export function WhyPanel(): ReactElement {
  const run = useCurrentRun();
  const { explanations } = useServices();
  const { explanation, message, isAsking } = useStore(explanations.store);
  const named = useNames();
  const summary = run?.report?.summary;
  if (summary === undefined) return <BeforeRun what={strings.beforeRun} />;
  if (explanation !== null) return <Story explanation={explanation} />;
  const failedChecks = summary.checks.filter((check) => !check.ok);
  return (
    <div className={css.why}>
      {message !== null && (
        <p role="alert" className="problem">
          {named(message)}
        </p>
      )}
      <p className="hint">
        {isAsking
          ? strings.whySearching
          : summary.requests.failed === 0 && failedChecks.length === 0
            ? strings.whyNothing
            : strings.whyHint}
      </p>
      <div className="row">
        {summary.requests.failed > 0 && (
          <button type="button" disabled={isAsking} onClick={() => void explanations.ask({ request: null, check: null })}>
            {strings.whyFirst}
          </button>
        )}
        {failedChecks.map((check) => (
          <button
            key={check.id}
            type="button"
            disabled={isAsking}
            onClick={() => void explanations.ask({ request: null, check: check.id })}
          >
            {strings.whyCheck(named(check.title))}
          </button>
        ))}
      </div>
    </div>
  );
}

function Story({ explanation: { subject, request, steps } }: { readonly explanation: Explanation }): ReactElement {
  const { commands, explanations, playback } = useServices();
  const playheadNs = usePlayhead(10);
  const named = useNames();
  return (
    <section className={`${css.why} ${css.whyStory}`} aria-label={strings.why}>
      <header>
        <h3>{named(subject)}</h3>
        {request > 0 && (
          <button type="button" className="small-button" onClick={() => commands.run('run.request', String(request))}>
            {strings.whyHops}
          </button>
        )}
        <button type="button" className="small-button" onClick={explanations.forget}>
          {strings.whyClose}
        </button>
      </header>
      <ol className={css.whySteps}>
        {steps.map((step, i) => (
          <li key={i}>
            <button
              type="button"
              className={css.whyStep}
              data-role={step.role}
              aria-current={isHere(steps, i, playheadNs) ? 'step' : undefined}
              onClick={() => goTo(playback, step)}
            >
              <span className={css.whyRole}>{ROLE_NAMES[step.role]}</span>
              <span className={css.whyTime}>{strings.seconds((step.atNs / NS_PER_SECOND).toFixed(4))}</span>
              <span>{named(step.text)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function goTo({ actions }: PlaybackModel, { atNs }: ExplainedStep): void {
  actions.pause();
  actions.seek(atNs);
}

/** The last sentence that the playhead has reached. */
function isHere(steps: readonly ExplainedStep[], i: number, playheadNs: number): boolean {
  return steps[i].atNs <= playheadNs && (i + 1 === steps.length || steps[i + 1].atNs > playheadNs);
}
