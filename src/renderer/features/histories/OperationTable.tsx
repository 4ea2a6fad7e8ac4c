import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { firstAbove } from '../../playback/index';
import { usePlayhead, useServices } from '../../workbench/context';
import { secondsText, type Entry } from './entries';
import { strings } from './strings';
import css from './histories.module.css';

const ROW_PX = 24;
const PAGE_ROWS = 10;

interface OperationTableProps {
  readonly entries: readonly Entry[];
  readonly chosen: Entry | null;
  readonly choose: (entry: Entry | null) => void;
}

/** Every operation in a row; choosing one moves the playhead to its beginning. */
export function OperationTable({ entries, chosen, choose }: OperationTableProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    paddingStart: ROW_PX,
    scrollPaddingStart: ROW_PX,
  });
  const { current, chosenRow, go, press } = useRows(entries, chosen, choose, (row) => virtual.scrollToIndex(row, { align: 'auto' }));
  const playheadNs = usePlayhead(10);
  return (
    <div
      ref={scroller}
      className={css.operationsTable}
      role="grid"
      aria-label={strings.title}
      aria-describedby={`${id}-keys`}
      aria-rowcount={entries.length + 1}
      aria-activedescendant={chosenRow >= 0 ? `${id}-${chosenRow}` : undefined}
      tabIndex={0}
      onKeyDown={press}
    >
      <Heads />
      <div role="rowgroup" style={{ height: virtual.getTotalSize() - ROW_PX, position: 'relative', minWidth: 'max-content' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <Row
            key={key}
            id={`${id}-${index}`}
            entry={entries[index]}
            row={index}
            topPx={start - ROW_PX}
            isChosen={index === chosenRow}
            isCurrent={index === current}
            isAhead={entries[index].invokeNs > playheadNs}
            onGo={() => go(index)}
          />
        ))}
      </div>
      <p id={`${id}-keys`} className="visually-hidden">
        {strings.tableKeys}
      </p>
    </div>
  );
}

interface Rows {
  /** The last operation that has begun; -1: none. */
  readonly current: number;
  readonly chosenRow: number;
  readonly go: (row: number) => void;
  readonly press: (event: KeyboardEvent) => void;
}

/** Where the playhead and the choice stand in the table, and how keys move them. */
function useRows(
  entries: readonly Entry[],
  chosen: Entry | null,
  choose: (entry: Entry | null) => void,
  scrollTo: (row: number) => void,
): Rows {
  const { seek } = useServices().playback.actions;
  const playheadNs = usePlayhead(10);
  const beginNs = useMemo(() => Float64Array.from(entries, ({ invokeNs }) => invokeNs), [entries]);
  const chosenRow = useMemo(() => (chosen === null ? -1 : entries.findIndex(({ name }) => name === chosen.name)), [entries, chosen]);
  const current = firstAbove(beginNs, playheadNs) - 1;
  const latest = useRef(scrollTo);
  useEffect(() => {
    latest.current = scrollTo;
  });
  useEffect(() => {
    if (current >= 0) latest.current(current);
  }, [current]);
  const go = (row: number): void => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, row))];
    if (entry === undefined) return;
    choose(entry);
    seek(entry.invokeNs);
    scrollTo(Math.max(0, Math.min(entries.length - 1, row)));
  };
  const press = (event: KeyboardEvent): void => {
    const from = chosenRow >= 0 ? chosenRow : current;
    const rows: Readonly<Record<string, number>> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + PAGE_ROWS,
      PageUp: from - PAGE_ROWS,
      Home: 0,
      End: entries.length - 1,
      Enter: from,
    };
    const row = rows[event.key];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const end = entries[from]?.completeNs;
    if (event.key === 'Enter' && event.shiftKey && end !== undefined && end < Infinity) seek(end);
    else go(row);
  };
  return { current, chosenRow, go, press };
}

function Heads(): ReactElement {
  return (
    <div role="rowgroup" className={css.operationsHeads}>
      <div role="row" aria-rowindex={1} className={css.operationsRow}>
        {Object.entries(strings.columns).map(([name, title]) => (
          <span
            key={name}
            role="columnheader"
            className={css[`operations-${name}`]}
            title={name === 'asked' || name === 'got' ? strings.valueHelp : undefined}
          >
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly entry: Entry;
  readonly row: number;
  readonly topPx: number;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly isAhead: boolean;
  readonly onGo: () => void;
}

function Row({ id, entry, row, topPx, isChosen, isCurrent, isAhead, onGo }: RowProps): ReactElement {
  const { outcome } = entry;
  const cells: Readonly<Record<keyof typeof strings.columns, string>> = {
    process: String(entry.process),
    part: entry.part,
    operation: entry.operation,
    key: entry.about,
    asked: entry.askedText,
    got: entry.gotText,
    begun: secondsText(entry.invokeNs),
    ended: entry.completeNs < Infinity ? secondsText(entry.completeNs) : '',
    outcome: strings.outcomes[outcome],
  };
  return (
    // The grid itself has the focus and takes the keys for the row that is chosen.
    <div
      id={id}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isChosen}
      className={[css.operationsRow, isChosen && css.isChosen, isCurrent && css.isCurrent, isAhead && css.isAhead]
        .filter(Boolean)
        .join(' ')}
      style={{ position: 'absolute', top: 0, left: 0, right: 0, height: ROW_PX, transform: `translateY(${topPx}px)` }}
      onClick={onGo}
    >
      {Object.entries(cells).map(([name, text]) => (
        <span
          key={name}
          role="gridcell"
          className={name === 'outcome' ? `${css.operationsOutcome} ${css[`is-${outcome}`]}` : css[`operations-${name}`]}
          title={name === 'outcome' ? strings.outcomeHelp[outcome] : text}
        >
          {text}
        </span>
      ))}
    </div>
  );
}
