import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { RunReport } from '../../../contract/index';
import { BeforeRun } from '../../workbench/BeforeRun';
import { useCurrentRun, useServices } from '../../workbench/context';
import { entriesOf, filtered, OUTCOMES, secondsText, sentenceOf, type Entry, type Outcome } from './entries';
import { historyUiOf, useHistory, type HistoryUi, type LoadedHistory } from './historyState';
import { OperationTable } from './OperationTable';
import { OperationTimeline } from './OperationTimeline';
import { strings } from './strings';
import css from './histories.module.css';
import { Tip } from '../../ui/Tip';

/** The history of the run on screen: who asked for what, and how it ended. */
export function HistoryPanel(): ReactElement {
  const report = useCurrentRun()?.report ?? null;
  return report === null ? <BeforeRun what={strings.beforeRun} /> : <History key={report.runId} report={report} />;
}

function History({ report }: { readonly report: RunReport }): ReactElement {
  const history = useHistory(report);
  if (history === null) return <p className="hint dock-hint">{strings.loading}</p>;
  if (typeof history === 'string') return <p className="problem dock-hint">{history}</p>;
  if (history.rows.length === 0) return <p className="hint dock-hint">{strings.empty}</p>;
  return <Operations report={report} history={history} />;
}

function Operations({ report, history }: { readonly report: RunReport; readonly history: LoadedHistory }): ReactElement {
  const ui = historyUiOf(useServices());
  const { view, text, outcome, chosen: chosenName } = useStore(ui);
  const [pointed, setPointed] = useState<Entry | null>(null);
  const all = useMemo(() => entriesOf(history.rows, report.index), [history, report]);
  const entries = useMemo(() => filtered(all, text, outcome), [all, text, outcome]);
  const chosen = useMemo(() => entries.find(({ name }) => name === chosenName) ?? null, [entries, chosenName]);
  const choose = useMemo(() => (entry: Entry | null) => ui.setState({ chosen: entry?.name ?? null }), [ui]);
  const count =
    (entries.length === all.length ? strings.count({ count: all.length }) : strings.countOf({ shown: entries.length, count: all.length })) +
    (history.isWhole ? '' : strings.stretch(secondsText(history.fromNs), secondsText(Math.min(history.toNs, report.endNs))));
  return (
    <div className={css.operations}>
      <Tools count={count} />
      {entries.length === 0 ? (
        <p className="hint dock-hint">{strings.nothingFits}</p>
      ) : view === 'table' ? (
        <OperationTable entries={entries} chosen={chosen} choose={choose} />
      ) : (
        <OperationTimeline entries={entries} endNs={report.endNs} chosen={chosen} choose={choose} point={setPointed} />
      )}
      <div className={css.operationsFoot}>
        <p role="status" aria-label={strings.chosen}>
          {chosen !== null ? sentenceOf(chosen) : pointed !== null ? sentenceOf(pointed) : view === 'timeline' ? strings.hint : ''}
        </p>
        <Legend />
      </div>
    </div>
  );
}

function Tools({ count }: { readonly count: string }): ReactElement {
  const services = useServices();
  const { commands } = services;
  const ui = historyUiOf(services);
  const { view, text, outcome } = useStore(ui);
  const set = (change: Partial<HistoryUi>): void => ui.setState(change);
  return (
    <div className={css.operationsTools}>
      <fieldset className={css.operationsViews}>
        <legend className="visually-hidden">{strings.view}</legend>
        {(['table', 'timeline'] as const).map((name) => (
          <label key={name} className={view === name ? css.isOn : ''}>
            <input
              type="radio"
              name="operations-view"
              className="visually-hidden"
              checked={view === name}
              onChange={() => set({ view: name })}
            />
            {strings.views[name]}
          </label>
        ))}
      </fieldset>
      <input
        type="search"
        placeholder={strings.filterExample}
        aria-label={strings.filter}
        value={text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <label>
        {strings.outcome}{' '}
        <select
          value={outcome ?? ''}
          onChange={({ target }) => set({ outcome: OUTCOMES.find((known) => known === (target.value as Outcome)) ?? null })}
        >
          <option value="">{strings.anyOutcome}</option>
          {OUTCOMES.map((name) => (
            <option key={name} value={name}>
              {strings.outcomes[name]}
            </option>
          ))}
        </select>
      </label>
      <span className="hint">{count}</span>
      <span className={css.operationsGap} />
      <span className="hint">{strings.export}</span>
      <button type="button" onClick={() => commands.run('export.jepsen')}>
        {strings.edn}
      </button>
      <button type="button" onClick={() => commands.run('export.jepsen-jsonl')}>
        {strings.jsonLines}
      </button>
    </div>
  );
}

function Legend(): ReactElement {
  return (
    <ul className={css.operationsLegend}>
      {OUTCOMES.map((name) => (
        <Tip key={name} text={strings.outcomeHelp[name]}>
          <li>
            <span className={`${css.operationsSign} ${css[`is-${name}`]}`} aria-hidden="true" />
            <b>{strings.outcomes[name]}</b> {strings.outcomeHelp[name]}
          </li>
        </Tip>
      ))}
    </ul>
  );
}
