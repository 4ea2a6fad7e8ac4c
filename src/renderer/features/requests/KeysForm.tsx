import { useEffect, useState, type ReactElement } from 'react';
import { keySpace, MOST_KEYS, type KeysSpec, type Scenario } from '../../../sim/index';
import { NumberField } from '../../ui/NumberField';
import { useDocument, useServices } from '../../workbench/context';
import { strings } from './strings';
import css from './requests.module.css';

type KeysType = keyof typeof strings.keyTypes;
const TYPES = Object.keys(strings.keyTypes) as KeysType[];

/** What each sort of keys is like at first. */
export const FIRST_KEYS: { readonly [T in KeysSpec['type']]: KeysSpec & { readonly type: T } } = {
  numbered: { type: 'numbered', prefix: 'user_', count: 1000 },
  email: { type: 'email', count: 1000 },
  timestamps: { type: 'timestamps', start: '2026-01-01T00:00:00Z', everySeconds: 60, count: 1000 },
  list: { type: 'list', keys: ['alexandra', 'peter', 'siddiqui', 'mary', 'tao', 'lin', 'carmen'] },
};

/** Which keys the scenario has: those of the data set, made ones, or a list. */
export function KeysForm(): ReactElement {
  const { document } = useServices();
  const spec = useDocument((state) => state.scenario.keys);
  const set = (keys: KeysSpec | undefined): void =>
    void document.actions.edit(strings.keysEdit, { type: 'setScenario', changes: { keys: keys as Scenario['keys'] } }, 'keys');
  const type = spec?.type ?? 'shipped';
  const space = keySpace(spec);
  return (
    <section className={`list-editor ${css.keysForm}`} aria-label={strings.keys}>
      <h3>{strings.keys}</h3>
      <p className="help">{strings.keysHelp}</p>
      <select
        aria-label={strings.keys}
        value={type}
        onChange={({ target }) => {
          const chosen = TYPES.find((name) => name === target.value) ?? 'shipped';
          set(chosen === 'shipped' ? undefined : FIRST_KEYS[chosen]);
        }}
      >
        {TYPES.map((name) => (
          <option key={name} value={name}>
            {strings.keyTypes[name]}
          </option>
        ))}
      </select>
      {spec !== undefined && <SpecFields key={spec.type} spec={spec} set={set} />}
      {spec?.type !== 'list' && space.count > 2 && (
        <p className="help">{strings.sample(space.nameOf(0), space.nameOf(1), space.nameOf(space.count - 1))}</p>
      )}
    </section>
  );
}

interface SpecProps<T extends KeysSpec> {
  readonly spec: T;
  readonly set: (spec: KeysSpec) => void;
}

function SpecFields({ spec, set }: SpecProps<KeysSpec>): ReactElement {
  if (spec.type === 'list') return <ListField spec={spec} set={set} />;
  return (
    <>
      {spec.type === 'numbered' && (
        <>
          <TextField label={strings.prefix} value={spec.prefix} onChange={(prefix) => set({ ...spec, prefix })} />
          <TextField label={strings.suffix} value={spec.suffix ?? ''} onChange={(suffix) => set(without({ ...spec, suffix }, 'suffix'))} />
          <Count label={strings.from} value={spec.from ?? 1} least={0} most={1_000_000_000} onChange={(from) => set({ ...spec, from })} />
          <Count label={strings.digits} value={spec.digits ?? 0} least={0} most={15} onChange={(digits) => set({ ...spec, digits })} />
        </>
      )}
      {spec.type === 'email' && (
        <TextField label={strings.domain} value={spec.domain ?? 'example.com'} onChange={(domain) => set({ ...spec, domain })} />
      )}
      {spec.type === 'timestamps' && (
        <>
          <TextField label={strings.start} value={spec.start} onChange={(start) => set({ ...spec, start })} />
          <Count
            label={strings.every}
            unit="s"
            value={spec.everySeconds}
            least={1}
            most={31_536_000}
            onChange={(everySeconds) => set({ ...spec, everySeconds })}
          />
        </>
      )}
      <Count label={strings.count} value={spec.count} least={1} most={MOST_KEYS} onChange={(count) => set({ ...spec, count })} />
    </>
  );
}

/** Left out of the file while it is empty. */
function without<T extends KeysSpec>(spec: T, name: keyof T): T {
  const { [name]: value, ...rest } = spec;
  return value === '' ? (rest as unknown as T) : spec;
}

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly unit?: string;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Count({ label, value, unit, least, most, onChange }: CountProps): ReactElement {
  return (
    <div className="field">
      <span className="field-title">{label}</span>
      <NumberField label={label} unit={unit} integer minimum={least} maximum={most} value={value} onChange={onChange} />
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Taken over when it is whole: half a domain is none. */
function TextField({ label, value, onChange }: TextFieldProps): ReactElement {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const keep = (): void => {
    if (text !== value) onChange(text);
    setText(value);
  };
  return (
    <label className="field">
      <span className="field-title">{label}</span>
      <input
        value={text}
        maxLength={100}
        onChange={({ target }) => setText(target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep()}
      />
    </label>
  );
}

function ListField({ spec, set }: SpecProps<KeysSpec & { readonly type: 'list' }>): ReactElement {
  const [text, setText] = useState(() => spec.keys.join('\n'));
  useEffect(() => setText(spec.keys.join('\n')), [spec]);
  const keep = (): void => {
    const keys = text
      .split('\n')
      .map((key) => key.trim())
      .filter((key) => key !== '');
    if (keys.join('\n') !== spec.keys.join('\n')) set({ type: 'list', keys });
  };
  return (
    <label className="field">
      <span className="field-title">{strings.list}</span>
      <textarea rows={7} value={text} onChange={({ target }) => setText(target.value)} onBlur={keep} />
      <span className="help">{strings.listHelp(spec.keys.length)}</span>
    </label>
  );
}
