import type { ReactElement } from 'react';
import { kindOf, type RunSummary } from '../../../sim/index';
import { writtenNumber } from '../../messages/message';
import { changeText } from './changeText';
import { strings } from './strings';
import css from './results.module.css';

interface Total {
  readonly title: string;
  readonly unit: string;
  readonly value: number;
}

/** What a board without requests is about: events, messages and updates, counted by all parts together. */
export function Totals({ summary, ghost }: { readonly summary: RunSummary; readonly ghost: RunSummary | null }): ReactElement | null {
  const totals = totalsOf(summary);
  const others = ghost === null ? null : new Map(totalsOf(ghost).map(({ title, value }) => [title, value]));
  if (totals.length === 0) return null;
  return (
    <table className="figures" aria-label={strings.totals}>
      {others !== null && (
        <thead>
          <tr>
            <th scope="col">{strings.figure}</th>
            <th scope="col">{strings.thisRun}</th>
            <th scope="col">{strings.otherRun}</th>
          </tr>
        </thead>
      )}
      <tbody>
        {totals.map(({ title, unit, value }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>
              {writtenNumber(value)} {unit}
            </td>
            {others !== null && (
              <td>
                {writtenNumber(others.get(title) ?? 0)}
                <small className={css.beside}>{changeText(others.get(title) ?? 0, value)}</small>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The counters of the parts' own kinds, summed; those at zero only where that says something. */
function totalsOf({ nodes }: RunSummary): Total[] {
  const totals = new Map<string, Total>();
  for (const { kind, gauges } of nodes)
    for (const { name, title, type, unit = '', isAlwaysShown = false } of kindOf(kind)?.descriptor.gauges ?? []) {
      const end = gauges.find((gauge) => gauge.name === name)?.end ?? 0;
      if (type !== 'counter' || (end === 0 && !isAlwaysShown)) continue;
      totals.set(title, { title, unit, value: (totals.get(title)?.value ?? 0) + end });
    }
  return [...totals.values()];
}
