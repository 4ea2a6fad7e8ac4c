import { useId, useMemo, type ReactElement } from 'react';
import { keySpace, FIELD_NAMES, operationTitle, type KeysSpec } from '../../../sim/index';
import { strings } from './strings';
import { takesValue, wordOf, type RequestWord } from './words';

/** So many keys are offered, and so many are looked through for those that begin as what was typed. */
const MOST_OFFERED = 100;
const MOST_SEARCHED = 20_000;

/** One request as it is written down. */
export interface RequestDraft {
  readonly op?: RequestWord | undefined;
  readonly key: string;
  readonly field?: (typeof FIELD_NAMES)[number] | undefined;
  readonly value?: string | number | undefined;
  /** Of a compare-and-set: what must be there; null or missing: nothing. */
  readonly expected?: string | number | null | undefined;
}

interface RequestFieldsProps {
  readonly draft: RequestDraft;
  readonly keys: KeysSpec | undefined;
  /** What can be asked for here. */
  readonly words: readonly RequestWord[];
  readonly keyRef?: React.Ref<HTMLInputElement>;
  readonly onChange: (draft: RequestDraft) => void;
}

/** Keys of a scenario that begin with a text, the first ones. */
export function keysLike(spec: KeysSpec | undefined, text: string): string[] {
  const keys = keySpace(spec);
  const found: string[] = [];
  for (let key = 0; key < Math.min(keys.count, MOST_SEARCHED) && found.length < MOST_OFFERED; key++) {
    const name = keys.nameOf(key);
    if (name.startsWith(text)) found.push(name);
  }
  return found;
}

/** What was typed as a value: a number where it is one. */
export function typedValue(text: string): string | number | undefined {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** The same request as one of another sort: without what that sort has no use for. */
function asWord({ value, expected, ...draft }: RequestDraft, word: RequestWord): RequestDraft {
  return {
    ...draft,
    op: word,
    ...(takesValue(word) ? { value } : {}),
    ...(word === 'cas' ? { expected } : {}),
  };
}

/** What it does, key, field and value of one request. */
export function RequestFields({ draft, keys: spec, words, keyRef, onChange }: RequestFieldsProps): ReactElement {
  const id = useId();
  const offered = useMemo(() => keysLike(spec, draft.key), [spec, draft.key]);
  const keys = keySpace(spec);
  const isKey = keys.indexOf(draft.key) >= 0;
  const word = wordOf(draft);
  return (
    <>
      <WordField word={word} words={words} onChange={(next) => onChange(asWord(draft, next))} />
      <label>
        <span>{strings.key}</span>
        <input
          ref={keyRef}
          list={`${id}-keys`}
          value={draft.key}
          maxLength={200}
          aria-invalid={!isKey}
          aria-describedby={isKey ? undefined : `${id}-problem`}
          onChange={({ target }) => onChange({ ...draft, key: target.value })}
        />
      </label>
      <datalist id={`${id}-keys`}>
        {offered.map((key) => (
          <option key={key} value={key} />
        ))}
      </datalist>
      <label>
        <span>{strings.field}</span>
        <select
          value={draft.field ?? 'city'}
          onChange={({ target }) => onChange({ ...draft, field: FIELD_NAMES.find((name) => name === target.value) })}
        >
          {FIELD_NAMES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {word === 'cas' && (
        <ValueField
          title={strings.expected}
          placeholder={strings.nothingThere}
          value={draft.expected ?? undefined}
          onChange={(expected) => onChange({ ...draft, op: word, expected })}
        />
      )}
      {takesValue(word) && (
        <ValueField
          title={word === 'increment' ? strings.amount : strings.value}
          placeholder={word === 'increment' ? '1' : strings.usualValue}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, op: word, value })}
        />
      )}
      {!isKey && (
        <p className="problem" id={`${id}-problem`}>
          {strings.badKey(draft.key, keys.nameOf(0))}
        </p>
      )}
    </>
  );
}

interface WordFieldProps {
  readonly word: RequestWord;
  readonly words: readonly RequestWord[];
  readonly onChange: (word: RequestWord) => void;
}

/** What a request does. What a file asks for is shown, even where nobody on the board knows it. */
function WordField({ word, words, onChange }: WordFieldProps): ReactElement {
  return (
    <label>
      <span>{strings.operation}</span>
      <select value={word} onChange={({ target }) => onChange(target.value)}>
        {[...words, ...(words.includes(word) ? [] : [word])].map((each) => (
          <option key={each} value={each}>
            {operationTitle(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ValueFieldProps {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string | number | undefined;
  readonly onChange: (value: string | number | undefined) => void;
}

/** A value as it is typed; a number once it is whole. */
function ValueField({ title, placeholder, value, onChange }: ValueFieldProps): ReactElement {
  return (
    <label>
      <span>{title}</span>
      <input
        value={value === undefined ? '' : String(value)}
        maxLength={200}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        onBlur={({ target }) => onChange(typedValue(target.value))}
      />
    </label>
  );
}
