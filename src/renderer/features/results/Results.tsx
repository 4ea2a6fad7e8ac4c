import { writtenNumber } from '../../messages/message';
import type { ReactElement } from 'react';
import { FATES, type CheckResult, type NodeSummary, type RunSummary } from '../../../sim/index';
import { useCurrentRun, usePlayback, useServices } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { untilFigures } from '../../workbench/BeforeRun';
import { figuresAsJson, partsAsCsv } from '../../../exports/figures';
import { Range } from '../../workbench/Estimate';
import { Pieces } from '../../workbench/Pieces';
import { CheckMark } from '../../workbench/CheckMark';
import { worstFirst } from '../../workbench/checkVerdicts';
import { useVerdicts } from '../../workbench/useVerdicts';
import { Balance } from './Balance';
import { Certainty } from './Certainty';
import { DesignDifference } from './DesignDifference';
import { FirstDifference } from './FirstDifference';
import { hasRequests, Headline } from './Headline';
import { Totals } from './Totals';
import { strings } from './strings';
import { CheckVerdict, VerdictFigures } from './Verdict';
import css from './results.module.css';
import { FiguresTable } from '../../ui/FiguresTable';

const figure = (value: number, digits = 1): string => writtenNumber(value, digits, digits);

/** The figures of the run on screen, beside those of another when one is chosen. */
export function Results(): ReactElement {
  const { commands } = useServices();
  const named = useNames();
  const run = useCurrentRun();
  const ghost = usePlayback((state) => state.runs.find((other) => other.runId === state.ghostRunId)?.report?.summary ?? null);
  const summary = run?.report?.summary;
  const isOfRequests = hasRequests(summary) || hasRequests(ghost);
  // What fails, or is open, stands before the figures, however good these are.
  const isLed = summary?.checks.some(({ verdict }) => verdict !== 'met') === true;
  return (
    <div className={css.results}>
      <Pieces place="results.top" />
      {summary === undefined && <p className="hint">{untilFigures(run?.progress)}</p>}
      {summary !== undefined && (
        <>
          {summary.limit !== null && <p className={css.overBudget}>{summary.limit}</p>}
          {isLed && <Checks summary={summary} ghost={ghost} />}
          {summary.requests.sent > 0 && (
            <section className={css.lead} aria-label={strings.verdict}>
              {!isLed && <CheckVerdict summary={summary} />}
              <VerdictFigures summary={summary} />
              <span className={css.verdictFigure}>
                <b>{summary.cost.perHour.toFixed(2)}</b> {strings.anHour(summary.cost.currency)}
              </span>
              <p className={css.bottleneck}>{named(summary.bottleneck.message)}</p>
            </section>
          )}
          <DesignDifference />
          {!isOfRequests && <Totals summary={summary} ghost={ghost} />}
          <Headline summary={summary} ghost={ghost} isOfRequests={isOfRequests} />
          {summary.requests.ok > 0 && (
            <button type="button" className="small-button" onClick={() => commands.run('run.slowest')}>
              {strings.slowest}
            </button>
          )}
          <FirstDifference />
          {summary.cost.okPerUnit === null && summary.requests.ok > 0 && summary.cost.errorPercent > summary.cost.errorBudgetPercent && (
            <p className={css.overBudget}>
              {strings.overBudget(figure(summary.cost.errorPercent), figure(summary.cost.errorBudgetPercent))}
            </p>
          )}
          <Certainty summary={summary} isOfRequests={isOfRequests} names={named} />
          <Pieces place="results.problems" />
          <Reasons summary={summary} ghost={ghost} />
          {!isLed && <Checks summary={summary} ghost={ghost} />}
          <Findings summary={summary} />
          {isOfRequests && <PartTable summary={summary} ghost={ghost} />}
          <Balance summary={summary} />
          <Pieces place="results.end" />
          <p className={css.trace}>
            {strings.trace} <code data-testid="trace-hash">{summary.traceHash}</code>,{' '}
            {strings.engineAndEvents({ engine: summary.engineVersion, events: summary.events })}
          </p>
          <div className="row">
            <button type="button" onClick={() => void navigator.clipboard.writeText(figuresAsJson(summary))}>
              {strings.copyAsJson}
            </button>
            <button type="button" onClick={() => void navigator.clipboard.writeText(partsAsCsv(summary))}>
              {strings.copyAsCsv}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** What parts have found out about others: the results of a workload, in Maelstrom's words. */
function Findings({ summary }: { readonly summary: RunSummary }): ReactElement {
  const named = useNames();
  const text = (value: string | number | null): string => (value === null ? '-' : typeof value === 'string' ? value : writtenNumber(value));
  return (
    <>
      {summary.nodes.map(({ id, results }) =>
        results === undefined ? null : (
          <section key={id} aria-label={strings.resultsOf(named(id))}>
            <h3>{strings.resultsOf(named(id))}</h3>
            <table className="figures">
              <tbody>
                {results.map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{text(value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ),
      )}
    </>
  );
}

function Reasons({ summary, ghost }: { readonly summary: RunSummary; readonly ghost: RunSummary | null }): ReactElement | null {
  const { explanations } = useServices();
  const others: Readonly<Record<string, number>> = ghost?.requests.byReason ?? {};
  const reasons = Object.entries({ ...Object.fromEntries(Object.keys(others).map((reason) => [reason, 0])), ...summary.requests.byReason });
  if (reasons.length === 0) return null;
  return (
    <section aria-label={strings.whyRequestsFailed}>
      <h3>
        {strings.whyRequestsFailed}{' '}
        <button type="button" className="small-button" onClick={() => void explanations.ask({ request: null, check: null })}>
          {strings.whyExample}
        </button>
      </h3>
      {reasons.map(([reason, count]) => {
        const fate = FATES.find((entry) => entry.reason === reason);
        return (
          <p key={reason} className={css.reason}>
            <strong>
              {count}
              {ghost !== null && strings.otherCount(others[reason] ?? 0)} {fate?.title ?? reason}.
            </strong>{' '}
            {fate?.explain}
          </p>
        );
      })}
    </section>
  );
}

interface ChecksProps {
  readonly summary: RunSummary;
  /** The run that it is compared with. */
  readonly ghost: RunSummary | null;
}

/** Every check with how it stands, what fails first; beside it, how it stands in the other run. */
function Checks({ summary, ghost }: ChecksProps): ReactElement | null {
  const { explanations } = useServices();
  const soFar = useVerdicts();
  const named = useNames();
  if (summary.checks.length === 0) return null;
  return (
    <section aria-label={strings.checks}>
      <h3>{strings.checks}</h3>
      {worstFirst(summary.checks).map((check) => {
        const there = ghost?.checks.find(({ id }) => id === check.id);
        return (
          <div key={check.id} className={css.check} data-verdict={check.verdict}>
            <div>
              <p>
                <CheckMark verdict={check.verdict} label={strings.checkIs[check.verdict]} />{' '}
                <span>
                  <strong>{named(check.title)}.</strong> {named(check.message)}
                </span>
              </p>
              {there !== undefined && (
                <p className={css.checkThere}>
                  <CheckMark verdict={there.verdict} />
                  <span>{strings.otherCheck(strings.checkIs[there.verdict])}</span>
                </p>
              )}
              {!soFar.isWhole && <CheckSoFar check={soFar.checks.find(({ id }) => id === check.id)} />}
            </div>
            {!check.ok && (
              <button
                type="button"
                className="small-button"
                aria-label={strings.whyCheck(named(check.title))}
                onClick={() => void explanations.ask({ request: null, check: check.id })}
              >
                {strings.whyButton}
              </button>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** How a check stands by what has happened up to the playhead: a run that ends well may have been wrong on the way. */
function CheckSoFar({ check }: { readonly check: CheckResult | undefined }): ReactElement | null {
  const named = useNames();
  if (check === undefined) return null;
  return (
    <p className={css.checkSoFar} data-verdict={check.verdict}>
      <CheckMark verdict={check.verdict} label={strings.checkIs[check.verdict]} />{' '}
      <span>
        <strong>{strings.checkSoFar}</strong> {named(check.message)}
      </span>
    </p>
  );
}

function PartTable({ summary, ghost }: { readonly summary: RunSummary; readonly ghost: RunSummary | null }): ReactElement {
  const named = useNames();
  const beside = (id: string, of: (node: NodeSummary) => string): ReactElement | null => {
    const other = ghost?.nodes.find((node) => node.id === id);
    return ghost === null ? null : <small className={css.beside}>{other === undefined ? '-' : of(other)}</small>;
  };
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={strings.parts}>
      <FiguresTable columns={strings.partColumns}>
        {summary.nodes.map((node, i) => (
          <tr key={node.id}>
            <th scope="row">{named(node.id)}</th>
            <td>
              {node.completed}
              {beside(node.id, (other) => String(other.completed))}
            </td>
            <td>
              {node.failed}
              {beside(node.id, (other) => String(other.failed))}
            </td>
            <td>
              {node.utilization === null ? '-' : `${figure(node.utilization * 100, 0)} %`}
              <Range estimate={summary.steady.nodes[i].utilization} scale={100} />
              {beside(node.id, (other) => (other.utilization === null ? '-' : `${figure(other.utilization * 100, 0)} %`))}
            </td>
            <td>
              {figure(node.queueMean)}
              <Range estimate={summary.steady.nodes[i].queueMean} />
              {beside(node.id, (other) => figure(other.queueMean))}
            </td>
            <td>
              {node.queueMax}
              {beside(node.id, (other) => String(other.queueMax))}
            </td>
          </tr>
        ))}
      </FiguresTable>
    </div>
  );
}
