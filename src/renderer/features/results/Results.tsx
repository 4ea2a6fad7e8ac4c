import { LANGUAGE, writtenNumber } from '../../messages/message';
import type { ReactElement } from 'react';
import { FATES, type CheckResult, type Estimate, type NodeSummary, type RunSummary, type SteadyState } from '../../../sim/index';
import { useCurrentRun, usePlayback, useServices } from '../../workbench/context';
import { untilFigures } from '../../workbench/BeforeRun';
import { figuresAsJson, partsAsCsv } from '../../../exports/figures';
import { meaningOf } from '../../workbench/terms';
import { Range } from '../../workbench/Estimate';
import { Pieces } from '../../workbench/Pieces';
import { useVerdicts } from '../../workbench/useVerdicts';
import { Balance } from './Balance';
import { Certainty } from './Certainty';
import { DesignDifference } from './DesignDifference';
import { FirstDifference } from './FirstDifference';
import { strings } from './strings';
import { VerdictFigures } from './Verdict';
import css from './results.module.css';
import { FiguresTable } from '../../ui/FiguresTable';

const figure = (value: number, digits = 1): string => writtenNumber(value, digits, digits);

/** The figures of the run on screen, beside those of another when one is chosen. */
export function Results(): ReactElement {
  const { commands } = useServices();
  const run = useCurrentRun();
  const ghost = usePlayback((state) => state.runs.find((other) => other.runId === state.ghostRunId)?.report?.summary ?? null);
  const summary = run?.report?.summary;
  return (
    <div className={css.results}>
      <Pieces place="results.top" />
      {summary === undefined && <p className="hint">{untilFigures(run?.progress)}</p>}
      {summary !== undefined && (
        <>
          {summary.limit !== null && <p className={css.overBudget}>{summary.limit}</p>}
          {summary.requests.sent > 0 && (
            <section className={css.lead} aria-label={strings.verdict}>
              <VerdictFigures summary={summary} />
              <span className={css.verdictFigure}>
                <b>{summary.cost.perHour.toFixed(2)}</b> {strings.anHour(summary.cost.currency)}
              </span>
              <p className={css.bottleneck}>{summary.bottleneck.message}</p>
            </section>
          )}
          <DesignDifference />
          <Headline summary={summary} ghost={ghost} />
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
          <Certainty summary={summary} />
          <Pieces place="results.problems" />
          <Reasons summary={summary} ghost={ghost} />
          <Checks summary={summary} />
          <Findings summary={summary} />
          <PartTable summary={summary} ghost={ghost} />
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

/** Which words of the glossary the figures are. */
const TERM_OF: Readonly<Record<string, string>> = {
  [strings.figures.inFlight]: 'in-flight',
  [strings.figures.throughput]: 'throughput',
  [strings.figures.goodput]: 'goodput',
  [strings.figures.mean]: 'mean',
  [strings.figures.p50]: 'p50',
  [strings.figures.p95]: 'p50',
  [strings.figures.p99]: 'p50',
};

function Headline({ summary, ghost }: { readonly summary: RunSummary; readonly ghost: RunSummary | null }): ReactElement {
  const figureText = (value: number | null, unit: string): string =>
    value === null ? '-' : `${figure(value, unit === '' ? 0 : unit.startsWith(' ms') || unit.startsWith('/') ? 1 : 2)}${unit}`;
  // Beside another run there is no room for ranges too; many runs are compared by experiments.
  const isSettled = summary.steady.state === 'settled' && ghost === null;
  const { figures } = strings;
  const rows: [string, (s: RunSummary) => number | null, string, ((s: SteadyState) => Estimate | null)?][] = [
    [figures.sent, (s) => s.requests.sent, ''],
    [figures.answered, (s) => s.requests.ok, ''],
    [figures.failed, (s) => s.requests.failed, ''],
    ...(summary.requests.indefinite > 0
      ? [[figures.indefinite, (s: RunSummary) => s.requests.indefinite, ''] as [string, (s: RunSummary) => number, string]]
      : []),
    [figures.inFlight, (s) => s.requests.inFlight, ''],
    ...(summary.requests.stuck > 0
      ? [[figures.stuck, (s: RunSummary) => s.requests.stuck, ''] as [string, (s: RunSummary) => number, string]]
      : []),
    [figures.throughput, (s) => s.throughputPerSecond, '/s', (steady) => steady.throughputPerSecond],
    [figures.goodput, (s) => s.goodputPerSecond, '/s', (steady) => steady.goodputPerSecond],
    [figures.mean, latency('mean'), ' ms', (steady) => steady.latencyMs.mean],
    [figures.p50, latency('p50'), ' ms', (steady) => steady.latencyMs.p50],
    [figures.p95, latency('p95'), ' ms', (steady) => steady.latencyMs.p95],
    [figures.p99, latency('p99'), ' ms', (steady) => steady.latencyMs.p99],
    [figures.slowest, latency('max'), ' ms'],
    [strings.busiest(busiestPart(summary)), busiest, ' %'],
    [figures.costOfHour, (s) => s.cost.perHour, ` ${summary.cost.currency}`],
    [figures.costOfMillion, (s) => s.cost.perMillionOk, ` ${summary.cost.currency}`],
    [strings.answersFor(summary.cost.currency), (s) => s.cost.okPerUnit, ''],
  ];
  return (
    <table className="figures">
      {(ghost !== null || isSettled) && (
        <thead>
          <tr>
            <th scope="col">{strings.figure}</th>
            <th scope="col">{strings.thisRun}</th>
            {ghost !== null && <th scope="col">{strings.otherRun}</th>}
            {isSettled && <th scope="col">{strings.rangeColumn}</th>}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(([name, of, unit, range]) => (
          <tr key={name}>
            <th scope="row" title={name in TERM_OF ? meaningOf(TERM_OF[name]) : undefined} data-term={name in TERM_OF || undefined}>
              {name}
            </th>
            <td>{figureText(of(summary), unit)}</td>
            {ghost !== null && (
              <td>
                {figureText(of(ghost), unit)}
                <small className={css.beside}>{changeText(of(ghost), of(summary))}</small>
              </td>
            )}
            {isSettled && (
              <td>
                <Range estimate={range?.(summary.steady) ?? null} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What parts have found out about others: the results of a workload, in Maelstrom's words. */
function Findings({ summary }: { readonly summary: RunSummary }): ReactElement {
  const text = (value: string | number | null): string => (value === null ? '-' : typeof value === 'string' ? value : writtenNumber(value));
  return (
    <>
      {summary.nodes.map(({ id, results }) =>
        results === undefined ? null : (
          <section key={id} aria-label={strings.resultsOf(id)}>
            <h3>{strings.resultsOf(id)}</h3>
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

/** A latency of what was answered; null where nothing was: no answer has no latency, and not one of 0. */
function latency(figureName: 'mean' | 'p50' | 'p95' | 'p99' | 'max'): (summary: RunSummary) => number | null {
  return ({ latencyMs, requests }) => (requests.ok === 0 ? null : latencyMs[figureName]);
}

/** By how much a figure of this run differs from the other's, e.g. "+51 %"; nothing where that says nothing. */
function changeText(from: number | null, to: number | null): string {
  if (from === null || to === null || from === to || from === 0) return '';
  const percent = (to / from - 1) * 100;
  const text = percent.toLocaleString(LANGUAGE, { maximumFractionDigits: Math.abs(percent) < 10 ? 1 : 0, signDisplay: 'exceptZero' });
  return strings.here(`${text} %`);
}

/** Which part that is; empty: none has slots. */
function busiestPart({ nodes }: RunSummary): string {
  const [first] = nodes.filter((node) => node.utilization !== null).sort((p, q) => (q.utilization ?? 0) - (p.utilization ?? 0));
  return first?.id ?? '';
}

/** The highest utilization of any part, percent; null where none has slots. */
function busiest({ nodes }: RunSummary): number | null {
  const shares = nodes.flatMap((node) => node.utilization ?? []);
  return shares.length === 0 ? null : Math.max(...shares) * 100;
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

/** Met, not met, and neither: a figure without evidence says nothing. */
const CHECK_LOOKS = {
  met: { style: css.isOk, mark: '\u2713' },
  unmet: { style: 'is-bad', mark: '\u2717' },
  'no-evidence': { style: css.isOpen, mark: '?' },
} as const;

function Checks({ summary }: { readonly summary: RunSummary }): ReactElement | null {
  const { explanations } = useServices();
  const soFar = useVerdicts();
  if (summary.checks.length === 0) return null;
  return (
    <section aria-label={strings.checks}>
      <h3>{strings.checks}</h3>
      {summary.checks.map((check) => (
        <div key={check.id} className={`${css.check} ${CHECK_LOOKS[check.verdict].style}`}>
          <div>
            <p className={CHECK_LOOKS[check.verdict].style}>
              <strong>
                {CHECK_LOOKS[check.verdict].mark} {check.title}.
              </strong>{' '}
              {check.message}
            </p>
            {!soFar.isWhole && <CheckSoFar check={soFar.checks.find(({ id }) => id === check.id)} />}
          </div>
          {!check.ok && (
            <button
              type="button"
              className="small-button"
              aria-label={strings.whyCheck(check.title)}
              onClick={() => void explanations.ask({ request: null, check: check.id })}
            >
              {strings.whyButton}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

/** How a check stands by what has happened up to the playhead: a run that ends well may have been wrong on the way. */
function CheckSoFar({ check }: { readonly check: CheckResult | undefined }): ReactElement | null {
  if (check === undefined) return null;
  const { style, mark } = CHECK_LOOKS[check.verdict];
  return (
    <p className={`${css.checkSoFar} ${style}`} data-verdict={check.verdict}>
      <strong>
        {strings.checkSoFar} {mark}
      </strong>{' '}
      {check.message}
    </p>
  );
}

function PartTable({ summary, ghost }: { readonly summary: RunSummary; readonly ghost: RunSummary | null }): ReactElement {
  const beside = (id: string, of: (node: NodeSummary) => string): ReactElement | null => {
    const other = ghost?.nodes.find((node) => node.id === id);
    return ghost === null ? null : <small className={css.beside}>{other === undefined ? '-' : of(other)}</small>;
  };
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={strings.parts}>
      <FiguresTable columns={strings.partColumns}>
        {summary.nodes.map((node, i) => (
          <tr key={node.id}>
            <th scope="row">{node.id}</th>
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
