import { useEffect, useRef, useState, type ReactElement } from 'react';
import { DialogBox } from '../../ui/Dialog';
import { useDocument, useServices } from '../../workbench/context';
import { QuietRuns } from '../../workbench/quietRun';
import { useEditedNames } from '../../workbench/partNames';
import { Curve } from './Curve';
import { clientsWithRate, findLimit, tidyRate, usualRange, type Limit } from './search';
import { strings } from './strings';
import css from './limit.module.css';
import { FiguresTable } from '../../ui/FiguresTable';
import { readNumber } from '../../ui/numberText';

/** Where a search may begin: which client, and between which rates. */
export interface LimitRange {
  readonly client: string;
  readonly from: number;
  readonly to: number;
}

/** Asks which rate of which client, runs the board at many, and shows the curve with its knee. */
export function LimitDialog({ range }: { readonly range: LimitRange | null }): ReactElement {
  const scenario = useDocument((state) => state.scenario);
  const clients = clientsWithRate(scenario);
  const { part } = useEditedNames();
  const [client, setClient] = useState(range?.client ?? clients[0] ?? '');
  const [usual] = useState(() => range ?? usualRange(scenario, client));
  const [from, setFrom] = useState(String(tidyRate(usual.from)));
  const [to, setTo] = useState(String(tidyRate(usual.to)));
  const [mayFail, setMayFail] = useState('1');
  const search = useSearch();
  const read = [from, to, mayFail].map(readNumber);
  const [low, high, most] = read.map((number) => (number.ok ? number.value : NaN));
  const isGood = low > 0 && high > low && most >= 0;
  const unclear = read.find((number) => !number.ok);
  if (clients.length === 0)
    return (
      <DialogBox title={strings.title}>
        <p>{strings.noClient}</p>
      </DialogBox>
    );
  const number = (label: string, value: string, set: (value: string) => void): ReactElement => (
    <label className="field">
      <span className="field-title">{label}</span>
      <input inputMode="decimal" value={value} onChange={(event) => set(event.target.value)} />
    </label>
  );
  return (
    <DialogBox title={strings.title}>
      <div className={css.limit}>
        <p>{strings.what}</p>
        <div className={css.limitFields}>
          <label className="field">
            <span className="field-title">{strings.client}</span>
            <select value={client} onChange={(event) => setClient(event.target.value)}>
              {clients.map((id) => (
                <option key={id} value={id}>
                  {part(id)}
                </option>
              ))}
            </select>
          </label>
          {number(strings.from, from, setFrom)}
          {number(strings.to, to, setTo)}
          {number(strings.mayFail, mayFail, setMayFail)}
        </div>
        {!isGood && <p className="problem">{unclear?.ok === false ? unclear.problem : strings.badRange}</p>}
        {search.triedPerSecond === null ? (
          <button
            type="button"
            className="primary"
            disabled={!isGood}
            onClick={() => search.begin({ client, from: low, to: high, mostFailedPercent: most })}
          >
            {strings.begin}
          </button>
        ) : (
          <div className="row">
            <span role="status">{strings.trying(String(search.triedPerSecond), search.limit.points.length + 1)}</span>
            <button type="button" onClick={search.stop}>
              {strings.stop}
            </button>
          </div>
        )}
        <Found limit={search.limit} isDone={search.triedPerSecond === null} problem={search.problem} />
      </div>
    </DialogBox>
  );
}

const NOTHING: Limit = { points: [], survives: null, fails: null };

interface Search {
  readonly limit: Limit;
  /** The rate that is being tried; null: none. */
  readonly triedPerSecond: number | null;
  readonly problem: string | null;
  readonly begin: (question: Parameters<typeof findLimit>[1]) => void;
  readonly stop: () => void;
}

/** One search at a time; it ends with the dialog. */
function useSearch(): Search {
  const { api, document } = useServices();
  const [quiet] = useState(() => new QuietRuns(api));
  const [limit, setLimit] = useState(NOTHING);
  const [rate, setRate] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = useRef(0);
  const stop = (): void => {
    wanted.current++;
    setRate(null);
  };
  useEffect(() => () => void wanted.current++, []);
  const begin: Search['begin'] = (question) => {
    const mine = ++wanted.current;
    const isMine = (): boolean => wanted.current === mine;
    setLimit(NOTHING);
    setProblem(null);
    const tell = (found: Limit, next: number | null): boolean => {
      if (!isMine()) return false;
      setLimit(found);
      setRate(next);
      return true;
    };
    const { scenario } = document.store.getState();
    void findLimit(scenario, question, (text) => quiet.run(text, null), tell).then((answer) => {
      if (!isMine()) return;
      setRate(null);
      if (!answer.ok) setProblem(answer.failure.message);
    });
  };
  return { limit, triedPerSecond: rate, problem, begin, stop };
}

function Found({
  limit,
  isDone,
  problem,
}: {
  readonly limit: Limit;
  readonly isDone: boolean;
  readonly problem: string | null;
}): ReactElement | null {
  const { points, survives, fails } = limit;
  if (problem !== null) return <p className="problem">{problem}</p>;
  if (points.length === 0) return null;
  const sentence = !isDone
    ? ''
    : survives === null
      ? strings.never(String(points[0].ratePerSecond))
      : fails === null
        ? strings.always(String(survives))
        : strings.found(String(survives), String(fails));
  return (
    <>
      <p role="status" className={css.limitFound}>
        {sentence}
      </p>
      <Curve limit={limit} sentence={sentence} />
      <FiguresTable columns={strings.columns}>
        {points.map((point) => (
          <tr key={point.ratePerSecond} className={point.survives ? '' : 'is-bad'}>
            <th scope="row">{point.ratePerSecond}</th>
            <td>{point.goodputPerSecond.toFixed(1)}</td>
            <td>{point.errorPercent.toFixed(2)}</td>
            <td>{point.p95Ms === null ? '-' : Math.round(point.p95Ms)}</td>
          </tr>
        ))}
      </FiguresTable>
    </>
  );
}
