import type { ReactElement } from 'react';
import type { RunSummary } from '../../../sim/index';
import { writtenNumber } from '../../messages/message';
import { FiguresTable } from '../../ui/FiguresTable';
import { useNames } from '../../workbench/partNames';
import { strings } from './strings';

const times = (value: number | null): string => (value === null ? '-' : writtenNumber(value, 2, 2));

/** How unevenly each part that spreads requests over several has spread them, and keys over its shards. */
export function Balance({ summary: { nodes } }: { readonly summary: RunSummary }): ReactElement | null {
  const names = useNames();
  const spreading = nodes.flatMap(({ id, imbalance }) => (imbalance === undefined ? [] : [{ id, ...imbalance }]));
  if (spreading.length === 0) return null;
  return (
    <section aria-label={strings.balance}>
      <h3>{strings.balance}</h3>
      <FiguresTable columns={strings.balanceColumns}>
        {spreading.map(({ id, load, keys }) => (
          <tr key={id}>
            <th scope="row">{names(id)}</th>
            <td>{times(load)}</td>
            <td>{times(keys)}</td>
          </tr>
        ))}
      </FiguresTable>
    </section>
  );
}
