import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Result } from '../../../contract/index';
import type { RequestFacts } from '../../../sim/index';
import type { PickedMessage } from '../boardState';
import { useBoard } from '../context';
import { currentReport } from '../currentRun';
import { strings } from '../strings';
import { endOf, pathOf, type PathHop } from './messagePath';
import { ShapeIcon } from './ShapeIcon';
import { Tip } from '../../ui/Tip';
import css from './traffic.module.css';

/** Asks the run for the whole way of a request. */
export type AskRequest = (runId: string, request: number) => Promise<Result<RequestFacts>>;

/** The path of a message's request as far as the playhead has come, hop by hop, and how the request ended once that has happened. */
export function MessagePath({ picked, onRequest }: { readonly picked: PickedMessage; readonly onRequest: AskRequest }): ReactElement {
  const { playback } = useBoard();
  const answer = useAnswer(picked, onRequest);
  const path = useMemo(() => {
    const report = currentReport(playback.store.getState());
    return answer?.ok === true && report !== null ? pathOf(answer.value, picked, report.index) : [];
  }, [answer, picked, playback]);
  const seenNs = useSeen(path, answer?.ok === true ? answer.value.endedNs : 0, picked.sentNs);
  if (answer === null) return <p className={css.trafficPathNote}>{strings.path.asking}</p>;
  if (!answer.ok) return <p className={css.trafficPathNote}>{answer.failure.message}</p>;
  return (
    <section className={css.trafficPath} aria-label={strings.path.title}>
      <h3>{strings.path.title}</h3>
      <ol>
        {path
          .filter(({ message }) => message.sentNs <= seenNs)
          .map((hop) => (
            <li key={hop.message.id}>
              <Hop hop={hop} isThis={hop.message.id === picked.id} />
            </li>
          ))}
      </ol>
      <p className={css.trafficPathEnd}>{endOf(answer.value, seenNs)}</p>
    </section>
  );
}

function Hop({ hop: { message, times, trouble }, isThis }: { readonly hop: PathHop; readonly isThis: boolean }): ReactElement {
  const { ui, playback } = useBoard();
  const go = (): void => {
    playback.actions.pause();
    playback.actions.seek(message.sentNs);
    ui.setState({ picked: message });
  };
  return (
    <Tip text={strings.path.go}>
      <button type="button" className={css.trafficHop} aria-current={isThis ? 'step' : undefined} onClick={go}>
        <ShapeIcon shape={message.type} />
        <span>{strings.path.hop(message.from, message.to)}</span>
        <small>{times}</small>
        {trouble !== null && <small className={css.trafficHopTrouble}>{trouble}</small>}
      </button>
    </Tip>
  );
}

function useAnswer({ runId, request }: PickedMessage, onRequest: AskRequest): Result<RequestFacts> | null {
  const [answer, setAnswer] = useState<Result<RequestFacts> | null>(null);
  useEffect(() => {
    let isWanted = true;
    setAnswer(null);
    void onRequest(runId, request).then((found) => {
      if (isWanted) setAnswer(found);
    });
    return () => {
      isWanted = false;
    };
  }, [runId, request, onRequest]);
  return answer;
}

/**
 * The latest moment that has been on screen since the card opened, ns: going back along the path takes nothing of it away. Changes only
 * when there is more to tell.
 */
function useSeen(path: readonly PathHop[], endedNs: number, fromNs: number): number {
  const { store } = useBoard().playback;
  const [seenNs, setSeenNs] = useState(() => Math.max(fromNs, store.getState().playheadNs));
  useEffect(() => {
    const known = (atNs: number): number => path.filter(({ message }) => message.sentNs <= atNs).length + (endedNs <= atNs ? 1 : 0);
    const update = (): void =>
      setSeenNs((before) => (known(store.getState().playheadNs) > known(before) ? store.getState().playheadNs : before));
    update();
    return store.subscribe(update);
  }, [path, endedNs, store]);
  return seenNs;
}
