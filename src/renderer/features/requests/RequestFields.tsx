import { useId, useMemo, type ReactElement } from 'react';
import { keySpace, FIELD_NAMES, type KeysSpec } from '../../../sim/index';
import { strings } from './strings';

/** So many keys are offered, and so many are looked through for those that begin as what was typed. */
const MOST_OFFERED = 100;
const MOST_SEARCHED = 20_000;

/** One request as it is written down. */
export interface RequestDraft {
  readonly op?: 'read' | 'write' | undefined;
  readonly key: string;
  readonly field?: (typeof FIELD_NAMES)[number] | undefined;
  readonly value?: string | number | undefined;
}

interface RequestFieldsProps {
  readonly draft: RequestDraft;
  readonly keys: KeysSpec | undefined;
  readonly keyRef?: React.Ref<HTMLInputElement>;
  readonly onChange: (draft: RequestDraft) => void;
}

/** Whether it writes: it says so, or has a value. */
export function isWrite({ op, value }: RequestDraft): boolean {
  return op === 'write' || (op === undefined && value !== undefined);
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

/** Read or write, key, field and value of one request. */
export function RequestFields({ draft, keys: spec, keyRef, onChange }: RequestFieldsProps): ReactElement {
  const id = useId();
  const offered = useMemo(() => keysLike(spec, draft.key), [spec, draft.key]);
  const keys = keySpace(spec);
  const isKey = keys.indexOf(draft.key) >= 0;
  const writes = isWrite(draft);
  return (
    <>
      <label>
        <span>{strings.operation}</span>
        <select
          value={writes ? 'write' : 'read'}
          onChange={({ target }) =>
            onChange(target.value === 'write' ? { ...draft, op: 'write' } : { ...draft, op: 'read', value: undefined })
          }
        >
          <option value="read">{strings.operations.read}</option>
          <option value="write">{strings.operations.write}</option>
        </select>
      </label>
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
      {writes && (
        <label>
          <span>{strings.value}</span>
          <input
            value={draft.value === undefined ? '' : String(draft.value)}
            maxLength={200}
            placeholder={strings.usualValue}
            onChange={({ target }) => onChange({ ...draft, op: 'write', value: target.value === '' ? undefined : target.value })}
            onBlur={({ target }) => onChange({ ...draft, op: 'write', value: typedValue(target.value) })}
          />
        </label>
      )}
      {!isKey && (
        <p className="problem" id={`${id}-problem`}>
          {strings.badKey(draft.key, keys.nameOf(0))}
        </p>
      )}
    </>
  );
}
