import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { logLines, type Logged, type LogLines as Lines } from '../../../exports/logLines';
import { NS_PER_SECOND, type TraceIndex } from '../../../sim/index';
import { isNetwork } from '../../document/index';
import { firstAbove } from '../../playback/index';
import { BeforeRun } from '../../workbench/BeforeRun';
import { useCurrentRun, usePlayback, usePlayhead } from '../../workbench/context';
import { useNames } from '../../workbench/partNames';
import { filterLines, NO_LINES } from './filterLines';
import css from './log.module.css';
import { LogLine, LogRow } from './LogLine';
import { strings } from './strings';

const ROW_PX = 24;

/** What happened around the playhead, line by line; a line leads to its moment. */
export function LogPanel(): ReactElement {
  const run = useCurrentRun();
  const traceWindow = usePlayback((state) => state.window);
  const named = useNames();
  const [text, setText] = useState('');
  const [onlyFailures, setOnlyFailures] = useState(false);
  const [asked, setAsked] = useState<boolean | null>(null);
  const report = run?.report ?? null;
  const hasNetworks = useMemo(() => report?.index.nodes.some(({ kind }) => isNetwork(kind)) === true, [report]);
  // Where nobody sends requests, messages are all there is to tell of; elsewhere they would bury the requests.
  const withMessages = hasNetworks && (asked ?? report?.summary.requests.sent === 0);
  const lines = useMemo(
    () => (report === null || traceWindow === null ? NO_LINES : logLines(report.index, traceWindow, { withMessages })),
    [report, traceWindow, withMessages],
  );
  const shown = useMemo(
    () =>
      report === null || traceWindow === null
        ? new Int32Array(0)
        : filterLines(report.index, traceWindow, lines, { text, onlyFailures, named }),
    [report, traceWindow, lines, text, onlyFailures, named],
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
        {hasNetworks && (
          <label>
            <input type="checkbox" checked={withMessages} onChange={(event) => setAsked(event.target.checked)} /> {strings.messages}
          </label>
        )}
        <span className="hint">
          {strings.lines({ count: shown.length })}
          {covers || traceWindow === null
            ? ''
            : strings.span((traceWindow.fromNs / NS_PER_SECOND).toFixed(2), (traceWindow.toNs / NS_PER_SECOND).toFixed(2))}
        </span>
      </div>
      {traceWindow !== null && (
        <LinesByTime
          index={report.index}
          logged={traceWindow}
          lines={lines}
          shown={shown}
          endNs={report.endNs}
          isWhole={traceWindow.toNs > report.endNs}
        />
      )}
    </div>
  );
}

interface LinesByTimeProps {
  readonly index: TraceIndex;
  readonly logged: Logged;
  readonly lines: Lines;
  /** Those that are shown, in order. */
  readonly shown: Int32Array;
  readonly endNs: number;
  readonly isWhole: boolean;
}

function LinesByTime({ index, logged, lines, shown, endNs, isWhole }: LinesByTimeProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const playheadNs = usePlayhead(10);
  const count = shown.length + (isWhole ? 1 : 0);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 12 });
  const times = useMemo(() => Float64Array.from(shown, (line) => lines.atNs[line]), [shown, lines]);
  const current = firstAbove(times, playheadNs) - 1;
  const atEnd = playheadNs >= endNs && isWhole;
  useEffect(() => {
    if (count > 0) virtual.scrollToIndex(atEnd ? count - 1 : Math.max(0, current), { align: 'center' });
  }, [current, atEnd, count, virtual]);
  return (
    <div ref={scroller} className={css.logLines} role="list" aria-label={strings.log} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const isLast = item.index === shown.length;
          const line = shown[item.index];
          return (
            <div
              key={item.key}
              role="listitem"
              className={css.logRow}
              style={{ position: 'absolute', top: 0, left: 0, right: 0, height: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              {isLast ? (
                <LogLine
                  atNs={endNs}
                  text={strings.complete(Number((endNs / NS_PER_SECOND).toFixed(3)))}
                  isCurrent={atEnd}
                  isAhead={endNs > playheadNs}
                />
              ) : (
                <LogRow
                  index={index}
                  logged={logged}
                  lines={lines}
                  line={line}
                  isCurrent={item.index === current && !atEnd}
                  isAhead={lines.atNs[line] > playheadNs}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
