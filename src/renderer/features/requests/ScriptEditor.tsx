import { useMemo, useState, type ReactElement } from 'react';
import { keySpace, type KeysSpec, type ScenarioNode } from '../../../sim/index';
import { NumberField } from '../../ui/NumberField';
import { useDocument, useServices } from '../../workbench/context';
import { RequestFields, type RequestDraft } from './RequestFields';
import { strings } from './strings';
import { wordsFor, type RequestWord } from './words';
import css from './requests.module.css';

/** So many entries are shown; of more, the rest is counted. */
const MOST_SHOWN = 50;
const LONGEST_SECONDS = 1_000_000;

/** One entry of a script. */
export interface ScriptEntry extends RequestDraft {
  readonly atSeconds?: number | undefined;
}

/** The script of a client as its file has it. */
export function scriptOf({ params }: ScenarioNode): readonly ScriptEntry[] {
  return Array.isArray(params.script) ? (params.script as unknown as readonly ScriptEntry[]) : [];
}

/** An entry without what is not said. */
function plain(entry: ScriptEntry): ScriptEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as ScriptEntry;
}

/** Keys as they were written: one a line, or with commas. */
export function keysIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((key) => key.trim())
    .filter((key) => key !== '');
}

/** Gives every entry a time: the first at a moment, then one after the other. */
export function spaced(script: readonly ScriptEntry[], fromSeconds: number, everySeconds: number): ScriptEntry[] {
  return script.map((entry, i) => ({ ...entry, atSeconds: Number((fromSeconds + i * everySeconds).toFixed(6)) }));
}

/** One more request: it reads what the last one is about, a second later where that has a time; without one, the first key of all. */
export function nextEntry(script: readonly ScriptEntry[], firstKey: string): ScriptEntry {
  const { key = firstKey, field = 'city', atSeconds } = script.at(-1) ?? {};
  return { key, op: 'read', field, ...(atSeconds === undefined ? {} : { atSeconds: atSeconds + 1 }) };
}

/** The requests that a client sends by its script. */
export function ScriptEditor({ node }: { readonly node: ScenarioNode }): ReactElement {
  const { document } = useServices();
  const scenario = useDocument((state) => state.scenario);
  const { keys } = scenario;
  const words = useMemo(() => wordsFor(scenario, node.id), [scenario, node.id]);
  const script = scriptOf(node);
  const set = (next: readonly ScriptEntry[]): void =>
    void document.actions.edit(
      strings.scriptEdit(node.id),
      { type: 'setParams', ids: [node.id], params: { script: next.map(plain) } },
      `script ${node.id}`,
    );
  const [wasUsed] = useState(script.length > 0);
  return (
    <details className={`field-section ${css.scriptEditor}`} open={wasUsed}>
      <summary>
        {strings.script}
        {script.length > 0 && <span className="field-section-used">{script.length}</span>}
      </summary>
      <p className="help">{script.length === 0 ? `${strings.scriptHelp} ${strings.scriptEmpty}` : strings.scriptHelp}</p>
      <ol>
        {script.slice(0, MOST_SHOWN).map((entry, i) => (
          // Entries have no names of their own: they are what stands at a place.
          <Entry
            key={`${i} of ${script.length}`}
            entry={entry}
            at={i}
            keys={keys}
            words={words}
            onChange={(next) => set(script.with(i, next))}
            onRemove={() => set(script.toSpliced(i, 1))}
            onUp={() => set([...script.slice(0, i - 1), entry, script[i - 1], ...script.slice(i + 1)])}
          />
        ))}
      </ol>
      {script.length > MOST_SHOWN && <p className="hint">{strings.more(script.length - MOST_SHOWN)}</p>}
      <button type="button" onClick={() => set([...script, nextEntry(script, keySpace(keys).nameOf(0))])}>
        {strings.add}
      </button>
      <SeveralKeys keys={keys} onAdd={(added) => set([...script, ...added.map((key): ScriptEntry => ({ key }))])} />
      {script.length > 0 && <Times script={script} set={set} />}
    </details>
  );
}

interface EntryProps {
  readonly entry: ScriptEntry;
  readonly at: number;
  readonly keys: KeysSpec | undefined;
  readonly words: readonly RequestWord[];
  readonly onChange: (entry: ScriptEntry) => void;
  readonly onRemove: () => void;
  readonly onUp: () => void;
}

/** A key is taken over once there is one of that name, so that nothing is refused letter by letter. */
function Entry({ entry, at, keys, words, onChange, onRemove, onUp }: EntryProps): ReactElement {
  const [draft, setDraft] = useState<RequestDraft>(entry);
  const shown = draft.key === entry.key ? entry : draft;
  const change = (next: RequestDraft): void => {
    setDraft(next);
    if (keySpace(keys).indexOf(next.key) >= 0) onChange({ ...next, atSeconds: entry.atSeconds });
  };
  return (
    <li className={css.scriptEntry} aria-label={strings.entry(at + 1)}>
      <RequestFields draft={shown} words={words} keys={keys} onChange={change} />
      <label>
        <span>{strings.at}</span>
        <select
          value={entry.atSeconds === undefined ? 'turn' : 'time'}
          onChange={({ target }) => onChange({ ...entry, atSeconds: target.value === 'turn' ? undefined : at })}
        >
          <option value="turn">{strings.inTurn}</option>
          <option value="time">{strings.atTime}</option>
        </select>
      </label>
      {entry.atSeconds !== undefined && (
        <NumberField
          label={strings.at}
          unit="s"
          minimum={0}
          maximum={LONGEST_SECONDS}
          value={entry.atSeconds}
          onChange={(atSeconds) => onChange({ ...entry, atSeconds })}
        />
      )}
      <div className={css.scriptButtons}>
        {at > 0 && (
          <button type="button" className="icon-button" aria-label={strings.up(at + 1)} onClick={onUp}>
            {'\u2191'}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={strings.remove(at + 1)} onClick={onRemove}>
          {'\u00d7'}
        </button>
      </div>
    </li>
  );
}

/** Many keys at once, as they stand in a list. */
function SeveralKeys({
  keys: spec,
  onAdd,
}: {
  readonly keys: KeysSpec | undefined;
  readonly onAdd: (keys: string[]) => void;
}): ReactElement {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const add = (): void => {
    const keys = keySpace(spec);
    const unknown = keysIn(text).filter((key) => keys.indexOf(key) < 0);
    if (unknown.length > 0) return setProblem(strings.unknownKeys(unknown.slice(0, 5).join(', ')));
    onAdd(keysIn(text));
    setText('');
    setProblem('');
  };
  return (
    <details className={css.scriptMore}>
      <summary>{strings.several}</summary>
      <p className="help">{strings.severalHelp}</p>
      <textarea aria-label={strings.several} rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" disabled={keysIn(text).length === 0} onClick={add}>
        {strings.addThem}
      </button>
    </details>
  );
}

/** When they are sent: all in turn, or one after the other at times of their own. */
function Times({
  script,
  set,
}: {
  readonly script: readonly ScriptEntry[];
  readonly set: (next: readonly ScriptEntry[]) => void;
}): ReactElement {
  const [everySeconds, setEvery] = useState(1);
  const [fromSeconds, setFrom] = useState(0);
  return (
    <details className={css.scriptMore}>
      <summary>{strings.spaceButton}</summary>
      <div className="field">
        <span className="field-title">{strings.space}</span>
        <NumberField label={strings.space} unit="s" minimum={0} maximum={LONGEST_SECONDS} value={everySeconds} onChange={setEvery} />
      </div>
      <div className="field">
        <span className="field-title">{strings.spaceFrom}</span>
        <NumberField label={strings.spaceFrom} unit="s" minimum={0} maximum={LONGEST_SECONDS} value={fromSeconds} onChange={setFrom} />
      </div>
      <div className="row">
        <button type="button" onClick={() => set(spaced(script, fromSeconds, everySeconds))}>
          {strings.spaceButton}
        </button>
        <button type="button" onClick={() => set(script.map((entry) => ({ ...entry, atSeconds: undefined })))}>
          {strings.unspace}
        </button>
      </div>
    </details>
  );
}
