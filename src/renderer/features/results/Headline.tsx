import type { ReactElement } from 'react';
import type { Estimate, RunSummary, SteadyState } from '../../../sim/index';
import { writtenNumber } from '../../messages/message';
import { Range } from '../../workbench/Estimate';
import { useNames } from '../../workbench/partNames';
import { meaningOf } from '../../workbench/terms';
import { changeText } from './changeText';
import { strings } from './strings';
import css from './results.module.css';

const figure = (value: number, digits = 1): string => writtenNumber(value, digits, digits);

type Row = readonly [string, (s: RunSummary) => number | null, string, ((s: SteadyState) => Estimate | null)?];

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

interface HeadlineProps {
  readonly summary: RunSummary;
  readonly ghost: RunSummary | null;
  /** Without requests nothing is said of them: a column of zeros tells nobody anything. */
  readonly isOfRequests: boolean;
}

/** Whether anybody has sent a request in a run. */
export function hasRequests(summary: RunSummary | null | undefined): boolean {
  return summary !== null && summary !== undefined && summary.requests.sent > 0;
}

/** The figures of a whole run, beside those of another when one is chosen. */
export function Headline({ summary, ghost, isOfRequests }: HeadlineProps): ReactElement {
  const named = useNames();
  const figureText = (value: number | null, unit: string): string =>
    value === null ? '-' : `${figure(value, unit === '' ? 0 : unit.startsWith(' ms') || unit.startsWith('/') ? 1 : 2)}${unit}`;
  // Beside another run there is no room for ranges too; many runs are compared by experiments.
  const isSettled = isOfRequests && summary.steady.state === 'settled' && ghost === null;
  const { figures } = strings;
  const costOfHour: Row = [figures.costOfHour, (s) => s.cost.perHour, ` ${summary.cost.currency}`];
  const busiestRow: Row = [strings.busiest(named(busiestPart(summary))), busiest, ' %'];
  const ofRequests: Row[] = [
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
    busiestRow,
    costOfHour,
    [figures.costOfMillion, (s) => s.cost.perMillionOk, ` ${summary.cost.currency}`],
    [strings.answersFor(summary.cost.currency), (s) => s.cost.okPerUnit, ''],
  ];
  const rows = isOfRequests ? ofRequests : [...(busiest(summary) === null ? [] : [busiestRow]), costOfHour];
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

/** A latency of what was answered; null where nothing was: no answer has no latency, and not one of 0. */
function latency(figureName: 'mean' | 'p50' | 'p95' | 'p99' | 'max'): (summary: RunSummary) => number | null {
  return ({ latencyMs, requests }) => (requests.ok === 0 ? null : latencyMs[figureName]);
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
