import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { FIELD_NAMES, storedValue, type KeySpace } from '../../../sim/index';
import { strings as texts } from './strings';
import { diffStores, writesOf, type ComparedStore, type DiffRow, type Standing } from './storeDiff';
import css from './inside.module.css';

const ROW_PX = 24;
const MARKS: Readonly<Record<Standing, string>> = { same: '\u25cf', older: '\u25d0', partly: '\u25d4', missing: '\u25cb' };
const WORDS: Readonly<Record<Standing, string>> = { same: texts.same, older: texts.older, partly: texts.partly, missing: texts.missing };

interface StoreTableProps {
  /** The store looked into, then those that hold copies of its data. */
  readonly stores: readonly ComparedStore[];
  readonly roles: ReadonlyMap<string, string>;
  readonly keys: KeySpace;
}

/** What a store holds, key by key, beside what its copies hold. */
export function StoreTable({ stores, roles, keys }: StoreTableProps): ReactElement {
  const [text, setText] = useState('');
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const all = useMemo(() => diffStores(stores), [stores]);
  const wanted = text.trim().toLowerCase();
  const rows = useMemo(
    () =>
      all.filter((row) => (!onlyDifferent || row.isDifferent) && (wanted === '' || keys.nameOf(row.key).toLowerCase().includes(wanted))),
    [all, onlyDifferent, wanted, keys],
  );
  const hasCopies = stores.length > 1;
  return (
    <section className={css.insideSection}>
      <h3>
        {texts.rows}
        <span className={css.insideCount}>
          {rows.length === all.length ? texts.allRows({ count: all.length }) : texts.someRows({ listed: rows.length, total: all.length })}
        </span>
      </h3>
      {hasCopies && <Differences rows={all} stores={stores} />}
      <div className={css.storeTools}>
        <input
          type="search"
          value={text}
          placeholder={texts.searchRows}
          aria-label={texts.searchRows}
          onChange={(event) => setText(event.target.value)}
        />
        {hasCopies && (
          <label>
            <input type="checkbox" checked={onlyDifferent} onChange={(event) => setOnlyDifferent(event.target.checked)} />{' '}
            {texts.onlyDifferent}
          </label>
        )}
      </div>
      <StoreRows
        rows={rows}
        stores={stores}
        roles={roles}
        keys={keys}
        chosen={chosen}
        onChoose={(key) => setChosen(key === chosen ? null : key)}
      />
      {chosen !== null && all.some((row) => row.key === chosen) && <Values row={chosen} name={keys.nameOf(chosen)} stores={stores} />}
    </section>
  );
}

function Differences({ rows, stores }: { readonly rows: readonly DiffRow[]; readonly stores: readonly ComparedStore[] }): ReactElement {
  const different = rows.filter((row) => row.isDifferent);
  if (different.length === 0)
    return (
      <p className="hint" role="status">
        {texts.allSame(stores.map(({ id }) => id).join(', '))}
      </p>
    );
  const count = (standing: Standing, s: number): number => different.filter((row) => row.standings[s] === standing).length;
  const parts = stores.flatMap(({ id }, s) =>
    [
      [count('older', s), texts.olderOn],
      [count('missing', s), texts.missingOn],
      [count('partly', s), texts.partlyOn],
    ].flatMap(([amount, say]) => (Number(amount) > 0 && typeof say === 'function' ? [say({ count: Number(amount), store: id })] : [])),
  );
  return (
    <p className="hint" role="status">
      {texts.differ({ count: different.length })} {parts.join(', ')}.
    </p>
  );
}

interface RowsProps extends StoreTableProps {
  readonly rows: readonly DiffRow[];
  readonly chosen: number | null;
  readonly onChoose: (key: number) => void;
}

function StoreRows({ rows, stores, roles, keys, chosen, onChoose }: RowsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const columns = { gridTemplateColumns: `minmax(92px, 1.4fr) repeat(${stores.length > 1 ? stores.length : 1}, minmax(58px, 1fr))` };
  if (rows.length === 0) return <p className="hint">{texts.noRows}</p>;
  return (
    <div className={css.storeRows} ref={scroller} role="table" aria-label={texts.rows} aria-rowcount={rows.length + 1}>
      <div role="row" aria-rowindex={1} className={`${css.storeRow} ${css.storeHead}`} style={columns}>
        <span role="columnheader">{texts.key}</span>
        {stores.length > 1 ? (
          stores.map(({ id }) => (
            <span key={id} role="columnheader">
              {id}
              <small>{roles.get(id)}</small>
            </span>
          ))
        ) : (
          <span role="columnheader">{texts.written}</span>
        )}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={`${css.storeRow}${row.isDifferent ? ` ${css.isDifferent}` : ''}`}
              style={{ ...columns, height: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              <span role="cell">
                <button type="button" aria-expanded={row.key === chosen} onClick={() => onChoose(row.key)}>
                  {keys.nameOf(row.key)}
                </button>
              </span>
              {stores.length > 1 ? (
                row.standings.map((standing, s) => (
                  <span key={stores[s].id} role="cell" data-standing={standing}>
                    <span aria-hidden="true">{MARKS[standing]}</span>{' '}
                    {row.isDifferent && standing === 'same' ? texts.newest : WORDS[standing]}
                  </span>
                ))
              ) : (
                <span role="cell">{row.latest === 0 ? texts.never : texts.write(row.latest)}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface ValuesProps {
  readonly row: number;
  readonly name: string;
  readonly stores: readonly ComparedStore[];
}

/** Every field of one key, as each store has it. */
function Values({ row, name: key, stores }: ValuesProps): ReactElement {
  const known = stores.map((store) => writesOf(store, row));
  return (
    <div className={`table-scroll ${css.storeValues}`} tabIndex={0} role="region" aria-label={texts.valuesOf(key)}>
      <table className={css.insideTable}>
        <caption>{texts.valuesOf(key)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.field}</th>
            {stores.map(({ id }) => (
              <th key={id} scope="col">
                {id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIELD_NAMES.map((name, field) => {
            const newest = Math.max(...known.map((writes) => writes[field]));
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {known.map((writes, s) => (
                  <td key={stores[s].id} data-old={writes[field] < newest || undefined}>
                    {writes[field] < 0 ? (
                      texts.notHere
                    ) : (
                      <>
                        {String(storedValue(row, field, writes[field]).data)}{' '}
                        <small>{writes[field] === 0 ? texts.shipped : texts.write(writes[field])}</small>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
