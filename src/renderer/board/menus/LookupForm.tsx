import { useState, type FormEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useCanvas } from '../context';
import { FloatingBox } from './FloatingBox';

interface LookupFormProps {
  readonly node: string;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** Asks a store for a key at the playhead and shows what it knows. */
export function LookupForm({ node, x, y, onClose }: LookupFormProps): ReactElement {
  const { playback } = useCanvas();
  const [key, setKey] = useState('alexandra');
  const [isAsking, setIsAsking] = useState(false);
  const lookup = useStore(playback.store, (state) => state.lookup);
  const answer = lookup !== null && lookup.node === node && lookup.key === key.trim() ? lookup.result : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() === '') return;
    setIsAsking(true);
    void playback.actions.lookup(node, key.trim()).finally(() => setIsAsking(false));
  };
  return (
    <FloatingBox x={x} y={y} onClose={onClose}>
      <form className="cs-form" role="dialog" aria-label={`Look up a key in ${node}`} onSubmit={submit}>
        <h2>Look up a key in {node}</h2>
        <label className="cs-field">
          Key
          <input autoFocus value={key} maxLength={200} spellCheck={false} onChange={(event) => setKey(event.target.value)} />
        </label>
        <div role="status">
          {answer !== null && <p>{answer.message}</p>}
          {answer !== null && answer.found && (
            <dl className="cs-facts">
              {Object.entries(answer.fields).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
        <div className="cs-buttons">
          <button type="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="cs-primary" aria-disabled={isAsking}>
            Look up
          </button>
        </div>
      </form>
    </FloatingBox>
  );
}
