import { useEffect, useState, type ReactElement } from 'react';
import type { RunDifference } from '../../../sim/index';
import { usePlayback, useServices } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { strings } from './strings';
import css from './results.module.css';

type Answer = { readonly difference: RunDifference | null } | { readonly message: string };

/**
 * The first moment at which the run on screen differs from the one it is compared with, and what differs; a link to it. Nothing while
 * none is compared.
 */
export function FirstDifference(): ReactElement | null {
  const { api } = useServices();
  const { hereId, thereId } = usePlayback(({ currentRunId, ghostRunId, runs }) => {
    const isDone = (id: string | null): boolean => runs.find((run) => run.runId === id)?.report !== null;
    return { hereId: isDone(currentRunId) ? currentRunId : null, thereId: isDone(ghostRunId) ? ghostRunId : null };
  });
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let isWanted = true;
    setAnswer(null);
    if (hereId !== null && thereId !== null && hereId !== thereId) {
      void api.runDifference({ runId: hereId, otherId: thereId }).then((result) => {
        if (isWanted) setAnswer(result.ok ? { difference: result.value } : { message: result.failure.message });
      });
    }
    return () => {
      isWanted = false;
    };
  }, [api, hereId, thereId]);
  if (hereId === null || thereId === null || hereId === thereId) return null;
  return (
    <section aria-label={strings.difference.title} className="first-difference">
      <h3>{strings.difference.title}</h3>
      <Difference answer={answer} />
    </section>
  );
}

function Difference({ answer }: { readonly answer: Answer | null }): ReactElement {
  const { playback } = useServices();
  const named = useNames();
  if (answer === null) return <p className="hint">{strings.difference.searching}</p>;
  if ('message' in answer) return <p className="problem">{answer.message}</p>;
  const { difference } = answer;
  if (difference === null) return <p>{strings.difference.none}</p>;
  const go = (): void => {
    playback.actions.pause();
    playback.actions.seek(difference.atNs);
  };
  return (
    <button type="button" className={css.firstDifferenceStep} onClick={go}>
      {named(difference.text)}
    </button>
  );
}
