import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { keySpace } from '../../../sim/index';
import { useDocument, usePlayback, useServices } from '../../workbench/context';
import { RequestFields, typedValue, type RequestDraft } from './RequestFields';
import { askedOf } from './sendState';
import { sendOne, type SentAnswer } from './sendOne';
import { strings } from './strings';
import { takesValue, wordOf, wordsFor } from './words';
import css from './requests.module.css';

/** Sends one request from a client at the playhead; the answer stands below. */
export function SendForm({ client }: { readonly client: string }): ReactElement {
  const services = useServices();
  const scenario = useDocument((state) => state.scenario);
  const { keys } = scenario;
  const words = useMemo(() => wordsFor(scenario, client), [scenario, client]);
  const hasRun = usePlayback((state) => state.currentRunId !== null);
  const asked = useStore(askedOf(services));
  const [draft, setDraft] = useState<RequestDraft>(() => ({ op: 'read', key: keySpace(keys).nameOf(0), field: 'city' }));
  const [answer, setAnswer] = useState<SentAnswer | 'waiting' | null>(null);
  const box = useRef<HTMLDetailsElement>(null);
  const key = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked.node !== client || box.current === null) return;
    box.current.open = true;
    box.current.scrollIntoView({ block: 'nearest' });
    key.current?.focus();
    key.current?.select();
  }, [asked, client]);
  const isReady = hasRun && answer !== 'waiting' && keySpace(keys).indexOf(draft.key) >= 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    setAnswer('waiting');
    const op = wordOf(draft);
    const typed = (text: string | number | null | undefined): string | number | undefined =>
      text === undefined || text === null ? undefined : typedValue(String(text));
    const value = typed(draft.value);
    void sendOne(services, client, {
      key: draft.key,
      op,
      field: draft.field ?? 'city',
      ...(takesValue(op) && value !== undefined ? { value } : {}),
      ...(op === 'cas' ? { expected: typed(draft.expected) ?? null } : {}),
    }).then(setAnswer);
  };
  return (
    <details ref={box} className={`field-section ${css.sendOne}`}>
      <summary>{strings.send}</summary>
      <p className="help">{hasRun ? strings.sendHelp : strings.beforeRun}</p>
      <form onSubmit={submit} aria-label={strings.send}>
        <RequestFields draft={draft} words={words} keys={keys} keyRef={key} onChange={setDraft} />
        <button type="submit" className="primary" disabled={!isReady}>
          {strings.sendButton}
        </button>
      </form>
      <Answer answer={answer} />
    </details>
  );
}

function Answer({ answer }: { readonly answer: SentAnswer | 'waiting' | null }): ReactElement {
  const { explanations, playback } = useServices();
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (answer !== null) line.current?.scrollIntoView({ block: 'center' });
  }, [answer]);
  const isSeen = usePlayback((state) => answer !== null && answer !== 'waiting' && state.currentRunId === answer.runId);
  const text = answer === null ? '' : answer === 'waiting' ? strings.sending : answer.text;
  return (
    <>
      <p
        ref={line}
        role="status"
        aria-label={strings.answer}
        className={answer !== null && answer !== 'waiting' && !answer.isGood ? `${css.sendAnswer} is-bad` : css.sendAnswer}
      >
        {text}
      </p>
      {answer !== null && answer !== 'waiting' && isSeen && (
        <div className="row">
          <button
            type="button"
            onClick={() => {
              playback.actions.pause();
              playback.actions.seek(answer.endedNs);
            }}
          >
            {strings.toAnswer}
          </button>
          <button type="button" onClick={() => void explanations.ask({ request: answer.request, check: null })}>
            {strings.why}
          </button>
        </div>
      )}
    </>
  );
}
