import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { ComparedFigure, Comparison, Replication } from '../../../sim/index';
import { usePlayback, useServices } from '../../workbench/context';
import { rangeText, short } from '../../workbench/Estimate';
import { experimentsOf } from './experiments';
import { strings as texts } from './strings';
import css from './experiments.module.css';
import { FiguresTable } from '../../ui/FiguresTable';

const CHOICES = [5, 10, 20, 50, 100, 200];
const MARKS: Readonly<Record<ComparedFigure['verdict'], string>> = { a: 'A', b: 'B', same: '=', unclear: '?', none: '-' };

/** Is it luck? The run on screen with many seeds, or against the other run that is chosen, with the same seeds for both. */
export function Seeds(): ReactElement | null {
  const experiments = experimentsOf(useServices());
  const { runs, currentRunId, ghostRunId } = usePlayback((state) => ({
    runs: state.runs,
    currentRunId: state.currentRunId,
    ghostRunId: state.ghostRunId,
  }));
  const { seeds, ofRuns, experimentId, done, total, result, message } = useStore(experiments.store);
  const run = runs.find((candidate) => candidate.runId === currentRunId);
  const other = runs.find((candidate) => candidate.runId === ghostRunId);
  if (run === undefined) return null;
  const isOfThis = ofRuns.includes(run.runId);
  return (
    <section aria-label={texts.seedsTitle} className={css.seeds}>
      <h3>{texts.seedsTitle}</h3>
      <p className="hint">{texts.seedsHelp}</p>
      {experimentId === null ? (
        <div className="row">
          <label>
            {texts.seeds}{' '}
            <select value={seeds} onChange={(event) => experiments.store.setState({ seeds: Number(event.target.value) })}>
              {CHOICES.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          </label>
          <button type="button" onClick={() => void experiments.begin(run, null)}>
            {texts.repeat({ seeds })}
          </button>
          {other !== undefined && (
            <button type="button" onClick={() => void experiments.begin(run, other)}>
              {texts.compareWith({ name: other.name, seeds })}
            </button>
          )}
        </div>
      ) : (
        <div className="row">
          <progress max={total} value={done} aria-label={texts.seedsTitle} />
          <span>{texts.progress({ done, total })}</span>
          <button type="button" onClick={() => void experiments.stop()}>
            {texts.stop}
          </button>
        </div>
      )}
      <div aria-live="polite">
        {message !== null && <p className="is-bad">{message}</p>}
        {isOfThis && result?.replication && <Replicated replication={result.replication} />}
        {isOfThis && result?.comparison && <Compared comparison={result.comparison} />}
      </div>
    </section>
  );
}

function Replicated({ replication }: { readonly replication: Replication }): ReactElement {
  return (
    <>
      <p>{texts.replicated(replication.seeds.length)}</p>
      <FiguresTable columns={texts.replicatedColumns} testId="replicated">
        {replication.figures.map(({ name, title, unit, estimate }) => (
          <tr key={name}>
            <th scope="row">
              {title}, {unit}
            </th>
            <td>{estimate === null ? '-' : short(estimate.mean)}</td>
            <td>{rangeText(estimate)}</td>
          </tr>
        ))}
      </FiguresTable>
    </>
  );
}

function Compared({ comparison }: { readonly comparison: Comparison }): ReactElement {
  return (
    <>
      <p>{texts.compared(comparison.seeds.length, comparison.a, comparison.b)}</p>
      <ul className={css.verdicts} data-testid="verdicts">
        {comparison.figures.map(({ name, verdict, sentence }) => (
          <li key={name} className={css[`is-${verdict}`]}>
            <span className={css.verdictMark} aria-hidden="true">
              {MARKS[verdict]}
            </span>
            {sentence}
          </li>
        ))}
      </ul>
      <FiguresTable columns={texts.comparedColumns}>
        {comparison.figures.map(({ name, title, unit, a, b, difference }) => (
          <tr key={name}>
            <th scope="row">
              {title}, {unit}
            </th>
            <td>{a === null ? '-' : short(a.mean)}</td>
            <td>{b === null ? '-' : short(b.mean)}</td>
            <td>{rangeText(difference)}</td>
          </tr>
        ))}
      </FiguresTable>
    </>
  );
}
