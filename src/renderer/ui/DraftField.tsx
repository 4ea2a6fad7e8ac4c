import { useEffect, useState, type ReactElement } from 'react';
import { cutToCharacters } from './characters';

interface DraftFieldProps {
  readonly title: string;
  readonly value: string;
  /** In characters as a reader counts them. */
  readonly most: number;
  readonly placeholder?: string | undefined;
  readonly list?: string | undefined;
  /** Told once what was typed, without blanks around it: at Enter, or when the field is left. False: it is not taken, and goes back. */
  readonly onCommit: (text: string) => boolean | void;
}

/** A short text that is taken over as a whole. Escape gives back what was there; Enter that ends an input method's word is not meant. */
export function DraftField({ title, value, most, placeholder, list, onCommit }: DraftFieldProps): ReactElement {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const commit = (): void => {
    const text = draft.trim();
    if (text === value || onCommit(text) === false) setDraft(value);
  };
  return (
    <label className="field">
      <span className="field-title">{title}</span>
      <input
        value={draft}
        dir="auto"
        placeholder={placeholder}
        list={list}
        onChange={(event) => {
          const isComposing = (event.nativeEvent as InputEvent).isComposing;
          setDraft(isComposing ? event.target.value : cutToCharacters(event.target.value, most));
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && draft !== value) {
            event.stopPropagation();
            setDraft(value);
          }
        }}
      />
    </label>
  );
}
