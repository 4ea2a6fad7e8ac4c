import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { LOG_VERBS, logText, type LogColumns, type TraceIndex, NS_PER_SECOND } from '../../../sim/index';
import { useCurrentRun, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { firstAbove } from '../../playback/index';
import { strings } from './strings';
import { BeforeRun } from '../../workbench/BeforeRun';
import css from './log.module.css';
import { Tip } from '../../ui/Tip';

const ROW_PX = 22;
const FAILURES: ReadonlySet<string> = new Set(['failed', 'rejected', 'timed out on', 'crashed', 'cut', 'stopped sending to']);

/** Rows of a log that hold a text (and, if asked, tell of a failure). */
export function filterRows(index: TraceIndex, log: LogColumns, text: string, onlyFailures: boolean): Int32Array {
  const wanted = text.trim().toLowerCase();
  const rows: number[] = [];
  for (let row = 0; row < log.count; row++) {
    if (onlyFailures && !FAILURES.has(LOG_VERBS[log.verb[row]])) continue;
    if (wanted === '' || logText(index, log, row).toLowerCase().includes(wanted)) rows.push(row);
  }
  return Int32Array.from(rows);
}

/** What happened around the playhead, line by line; a line leads to its moment. */
export function LogPanel(): ReactElement {
  const run = useCurrentRun();
  const traceWindow = usePlayback((state) => state.window);
  const [text, setText] = useState('');
  const [onlyFailures, setOnlyFailures] = useState(false);
  const report = run?.report ?? null;
  const rows = useMemo(
    () => (report === null || traceWindow === null ? new Int32Array(0) : filterRows(report.index, traceWindow.log, text, onlyFailures)),
    [report, traceWindow, text, onlyFailures],
  );
  if (report === null) return <BeforeRun what={strings.beforeRun} />;
  const covers = traceWindow !== null && traceWindow.fromNs === 0 && traceWindow.toNs > report.endNs;
  return (
    <div className={css.log}>
      <div className={css.logTools}>
        <input
          type="search"
          placeholder={strings.filterExample}
          aria-label={strings.filterTheLog}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label>
          <input type="checkbox" checked={onlyFailures} onChange={(event) => setOnlyFailures(event.target.checked)} />{' '}
          {strings.failuresOnly}
        </label>
        <span className="hint">
          {strings.lines({ count: rows.length })}
          {covers || traceWindow === null
            ? ''
            : strings.span((traceWindow.fromNs / NS_PER_SECOND).toFixed(2), (traceWindow.toNs / NS_PER_SECOND).toFixed(2))}
        </span>
      </div>
      {traceWindow !== null && (
        <LogLines index={report.index} log={traceWindow.log} rows={rows} endNs={report.endNs} isWhole={traceWindow.toNs > report.endNs} />
      )}
    </div>
  );
}

interface LogLinesProps {
  readonly index: TraceIndex;
  readonly log: LogColumns;
  readonly rows: Int32Array;
  readonly endNs: number;
  readonly isWhole: boolean;
}

function LogLines({ index, log, rows, endNs, isWhole }: LogLinesProps): ReactElement {
  const { commands, explanations, playback } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  const playheadNs = usePlayhead(10);
  const count = rows.length + (isWhole ? 1 : 0);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 12 });
  const rowTimes = useMemo(() => Float64Array.from(rows, (row) => log.atNs[row]), [rows, log]);
  const current = firstAbove(rowTimes, playheadNs) - 1;
  const atEnd = playheadNs >= endNs && isWhole;
  useEffect(() => {
    if (count > 0) virtual.scrollToIndex(atEnd ? count - 1 : Math.max(0, current), { align: 'center' });
  }, [current, atEnd, count, virtual]);
  return (
    <div ref={scroller} className={css.logLines} role="list" aria-label={strings.title} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const isLast = item.index === rows.length;
          const row = rows[item.index];
          const atNs = isLast ? endNs : log.atNs[row];
          const line = isLast ? strings.complete(Number((endNs / NS_PER_SECOND).toFixed(3))) : logText(index, log, row);
          const isCurrent = isLast ? atEnd : item.index === current && !atEnd;
          const kind = !isLast && FAILURES.has(LOG_VERBS[log.verb[row]]) ? ` ${css.isFailure}` : '';
          return (
            <div
              key={item.key}
              role="listitem"
              className={css.logRow}
              style={{ position: 'absolute', top: 0, left: 0, right: 0, height: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              <button
                type="button"
                className={`${css.logLine}${isCurrent ? ` ${css.isCurrent}` : ''}${atNs > playheadNs ? ` ${css.isAhead}` : ''}${kind}`}
                onClick={() => playback.actions.seek(atNs)}
              >
                <span className={css.logTime}>{(atNs / NS_PER_SECOND).toFixed(4)}</span>
                <span>{line}</span>
              </button>
              {kind !== '' && log.request[row] > 0 && (
                <button
                  type="button"
                  className="small-button"
                  aria-label={strings.whyLine(line)}
                  onClick={() => void explanations.ask({ request: log.request[row], check: null })}
                >
                  {strings.whyButton}
                </button>
              )}
              {!isLast && log.request[row] > 0 && (
                <Tip text={strings.hopsLine(log.request[row])}>
                  <button
                    type="button"
                    className="small-button"
                    aria-label={strings.hopsLine(log.request[row])}
                    onClick={() => commands.run('run.request', String(log.request[row]))}
                  >
                    {strings.hopsButton}
                  </button>
                </Tip>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
