import { useState, type FormEvent, type ReactElement } from 'react';
import { BREAK_EVENT_TITLES, BREAK_EVENTS, checkTitle, type Breakpoint, NS_PER_SECOND } from '../../../sim/index';
import { readNumber } from '../../ui/numberText';
import { useDocument, useServices } from '../../workbench/context';
import { useEditedNames } from '../../workbench/partNames';
import { metricChoices } from './metricChoices';
import { strings } from './strings';
import css from './breakpoints.module.css';

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
/** A breakpoint that has no id yet. */
export type BreakpointDraft = Without<Breakpoint>;

const TYPES = ['metric', 'event', 'time', 'check'] as const;
/** Choices of the list of parts that are no part. */
const RUN = '';
const ANY = '*';

interface FormProps {
  /** The part that the form begins with; null: none. */
  readonly node: string | null;
  readonly onAdd: (draft: BreakpointDraft) => void;
}

/** The form for another breakpoint: what sort, then what that sort needs. */
export function NewBreakpoint({ node, onAdd }: FormProps): ReactElement {
  const [type, setType] = useState<Breakpoint['type']>('metric');
  return (
    <div className={css.newBreakpoint}>
      <label>
        <span>{strings.stopsAt}</span>
        <select value={type} onChange={(event) => setType(event.target.value as Breakpoint['type'])}>
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {strings.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      {type === 'metric' ? (
        <OfMetric node={node} onAdd={onAdd} />
      ) : type === 'event' ? (
        <OfEvent node={node} onAdd={onAdd} />
      ) : type === 'time' ? (
        <OfTime onAdd={onAdd} />
      ) : (
        <OfCheck onAdd={onAdd} />
      )}
    </div>
  );
}

function Fields({
  onAdd,
  children,
  canAdd = true,
}: {
  readonly onAdd: () => void;
  readonly children: ReactElement | ReactElement[];
  readonly canAdd?: boolean;
}): ReactElement {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (canAdd) onAdd();
  };
  return (
    <form onSubmit={submit}>
      {children}
      <button type="submit" className="primary" disabled={!canAdd}>
        {strings.add}
      </button>
    </form>
  );
}

function PartChoice({
  value,
  onChange,
  hasRun,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hasRun: boolean;
}): ReactElement {
  const nodes = useDocument((state) => state.scenario.nodes);
  return (
    <label>
      <span>{strings.part}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {hasRun && <option value={RUN}>{strings.wholeRun}</option>}
        <option value={ANY}>{strings.anyPart}</option>
        {nodes.map(({ id, label = id }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function OfMetric({ node, onAdd }: FormProps): ReactElement {
  const nodes = useDocument((state) => state.scenario.nodes);
  const [part, setPart] = useState(node ?? RUN);
  const [wanted, setMetric] = useState('latencyP99Ms');
  const [crosses, setCrosses] = useState<'above' | 'below'>('above');
  const [value, setValue] = useState('');
  const choices = metricChoices(part === RUN ? null : part === ANY ? nodes : nodes.filter(({ id }) => id === part));
  const metric = choices.some((choice) => choice.metric === wanted) ? wanted : choices[0].metric;
  const figure = numberOf(value);
  const isOfPart = part !== RUN && part !== ANY;
  return (
    <Fields
      canAdd={figure !== null}
      onAdd={() => figure !== null && onAdd({ type: 'metric', metric, crosses, value: figure, ...(isOfPart ? { node: part } : {}) })}
    >
      <PartChoice value={part} onChange={setPart} hasRun />
      <label>
        <span>{strings.figure}</span>
        <select value={metric} onChange={(event) => setMetric(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.metric} value={choice.metric}>
              {choice.title}
            </option>
          ))}
        </select>
      </label>
      <div className="row">
        <select aria-label={strings.crosses} value={crosses} onChange={(event) => setCrosses(event.target.value as 'above' | 'below')}>
          {(['above', 'below'] as const).map((each) => (
            <option key={each} value={each}>
              {strings.directions[each]}
            </option>
          ))}
        </select>
        <input
          aria-label={strings.value}
          inputMode="decimal"
          placeholder="10"
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      </div>
      <p className="hint">{strings.lastSecond}</p>
    </Fields>
  );
}

function OfEvent({ node, onAdd }: FormProps): ReactElement {
  const [part, setPart] = useState(node ?? ANY);
  const [event, setEvent] = useState<(typeof BREAK_EVENTS)[number]>('failure');
  const [text, setText] = useState('');
  const hasText = event === 'log' || event === 'handler' || event === 'line';
  return (
    <Fields
      onAdd={() =>
        onAdd({
          type: 'event',
          event,
          ...(part === ANY ? {} : { node: part }),
          ...(hasText && text.trim() !== '' ? { text: text.trim() } : {}),
        })
      }
    >
      <PartChoice value={part} onChange={setPart} hasRun={false} />
      <label>
        <span>{strings.event}</span>
        <select value={event} onChange={(chosen) => setEvent(chosen.target.value as (typeof BREAK_EVENTS)[number])}>
          {BREAK_EVENTS.map((each) => (
            <option key={each} value={each}>
              {BREAK_EVENT_TITLES[each]}
            </option>
          ))}
        </select>
      </label>
      <>
        {hasText && (
          <label>
            <span>{event === 'log' ? strings.text : event === 'line' ? strings.line : strings.handler}</span>
            <input
              value={text}
              placeholder={event === 'handler' ? strings.handlers : undefined}
              onChange={(typed) => setText(typed.target.value)}
            />
          </label>
        )}
      </>
    </Fields>
  );
}

function OfTime({ onAdd }: Pick<FormProps, 'onAdd'>): ReactElement {
  const durationSeconds = useDocument((state) => state.scenario.durationSeconds);
  const { playback } = useServices();
  const [seconds, setSeconds] = useState(() => String(Number((playback.store.getState().playheadNs / NS_PER_SECOND).toFixed(6))));
  const atSeconds = numberOf(seconds);
  return (
    <Fields
      canAdd={atSeconds !== null && atSeconds >= 0 && atSeconds <= durationSeconds}
      onAdd={() => atSeconds !== null && onAdd({ type: 'time', atSeconds })}
    >
      <label>
        <span>{strings.seconds}</span>
        <input inputMode="decimal" value={seconds} onChange={(event) => setSeconds(event.target.value)} />
      </label>
    </Fields>
  );
}

function OfCheck({ onAdd }: Pick<FormProps, 'onAdd'>): ReactElement {
  const checks = useDocument((state) => state.scenario.checks);
  const names = useEditedNames();
  const [check, setCheck] = useState(ANY);
  if (checks.length === 0) return <p className="hint">{strings.noChecks}</p>;
  return (
    <Fields onAdd={() => onAdd({ type: 'check', ...(check === ANY ? {} : { check }) })}>
      <label>
        <span>{strings.check}</span>
        <select value={check} onChange={(event) => setCheck(event.target.value)}>
          <option value={ANY}>{strings.anyCheck}</option>
          {checks.map((each) => (
            <option key={each.id} value={each.id}>
              {checkTitle(each, names)}
            </option>
          ))}
        </select>
      </label>
    </Fields>
  );
}

/** A number as people write it, with a point or a comma; null: it is none. */
function numberOf(text: string): number | null {
  const read = readNumber(text);
  return read.ok ? read.value : null;
}
