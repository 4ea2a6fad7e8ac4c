import type { ReactElement } from 'react';
import { FATES, type RunSummary } from '../../../sim/index';
import { Range, short } from '../../workbench/Estimate';
import { strings as texts } from './strings';
import css from './results.module.css';
import { Tip } from '../../ui/Tip';
import { FiguresTable } from '../../ui/FiguresTable';

const LATENCIES = ['mean', 'p50', 'p95', 'p99'] as const;

/** Whether the figures have ranges, and what the ranges mean or why there are none; wires, reasons and keys behind a fold. */
export function Certainty({
  summary,
  isOfRequests = true,
  names = (id) => id,
}: {
  readonly summary: RunSummary;
  readonly isOfRequests?: boolean;
  /** What parts are called. */
  readonly names?: (id: string) => string;
}): ReactElement {
  const { steady } = summary;
  // The ranges are those of figures of requests.
  if (!isOfRequests)
    return (
      <details className={css.certainty}>
        <summary>{texts.wires}</summary>
        <Wires summary={summary} names={names} />
      </details>
    );
  return (
    <section aria-label={texts.certainty} className={css.certainty}>
      <h3>{texts.certainty}</h3>
      <p data-testid="steady-message">{steady.message}</p>
      {missingRanges(summary, names).map((text) => (
        <p key={text} className="hint">
          {text}
        </p>
      ))}
      {steady.state === 'settled' && (
        <Tip text={texts.rangeHelp}>
          <p className="hint">{texts.longer}</p>
        </Tip>
      )}
      <details>
        <summary>{texts.more}</summary>
        <Wires summary={summary} names={names} />
        <Reasons summary={summary} />
        <Keys summary={summary} />
      </details>
    </section>
  );
}

/** Why figures of a run that settled have no range all the same: one sentence for each reason, with the figures it is about. */
function missingRanges({ steady, nodes }: RunSummary, names: (id: string) => string): readonly string[] {
  const about = new Map<string, string[]>();
  const tell = (reason: string, figure: string): void => void about.set(reason, [...(about.get(reason) ?? []), figure]);
  for (const name of LATENCIES) {
    const reason = steady.missing[name];
    if (reason !== undefined) tell(reason, texts.figures[name].toLowerCase());
  }
  steady.nodes.forEach(({ id, queueMissing }, i) => {
    if (queueMissing !== null && nodes[i].utilization !== null) tell(queueMissing, texts.queueOf(names(id)));
  });
  return [...about].map(([reason, figures]) => texts.noRange(figures.join(', '), reason));
}

function Wires({ summary, names }: { readonly summary: RunSummary; readonly names: (id: string) => string }): ReactElement | null {
  if (summary.links.length === 0) return null;
  return (
    <Figures title={texts.wires} help={texts.wireHelp} columns={texts.wireColumns}>
      {summary.links.map((link, i) => (
        <tr key={link.id}>
          <th scope="row">{texts.wire(names(link.from), names(link.to))}</th>
          <td>
            {short(link.messagesPerSecond)}
            <Range estimate={summary.steady.links[i].messagesPerSecond} />
          </td>
          <td>{short(link.meanInTransit)}</td>
          <td>{link.utilization === null ? '-' : `${short(link.utilization * 100)} %`}</td>
        </tr>
      ))}
    </Figures>
  );
}

function Reasons({ summary }: { readonly summary: RunSummary }): ReactElement | null {
  const reasons = Object.entries(summary.requests.byReason);
  if (reasons.length === 0) return null;
  return (
    <Figures title={texts.reasons} columns={texts.reasonColumns}>
      {reasons.map(([reason, count]) => (
        <tr key={reason}>
          <th scope="row">{FATES.find((fate) => fate.reason === reason)?.title ?? reason}</th>
          <td>
            {short(count / Math.max(summary.simulatedSeconds, 1e-9))}
            <Range estimate={summary.steady.failedPerSecond[reason] ?? null} />
          </td>
        </tr>
      ))}
    </Figures>
  );
}

function Keys({ summary }: { readonly summary: RunSummary }): ReactElement | null {
  if (summary.keyRanges.length === 0) return null;
  return (
    <Figures title={texts.keys} help={texts.keyHelp} columns={texts.keyColumns}>
      {summary.keyRanges.map((range, i) => (
        <tr key={range.from}>
          <th scope="row">{texts.range(range.from, range.to)}</th>
          <td>
            {short(range.throughputPerSecond)}
            <Range estimate={summary.steady.keyRanges[i]?.throughputPerSecond ?? null} />
          </td>
          <td>{range.failed}</td>
          <td>
            {short(range.meanLatencyMs)}
            <Range estimate={summary.steady.keyRanges[i]?.meanLatencyMs ?? null} />
          </td>
        </tr>
      ))}
    </Figures>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly help?: string;
  readonly columns: readonly string[];
  readonly children: ReactElement[];
}

function Figures({ title, help, columns, children }: FiguresProps): ReactElement {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <FiguresTable columns={columns} caption={title}>
        {children}
      </FiguresTable>
      {help !== undefined && <p className="hint">{help}</p>}
    </div>
  );
}
