import { useMemo, type ReactElement, type WheelEvent } from 'react';
import { useStore } from 'zustand';
import type { RunReport } from '../../../contract/index';
import type { Scenario } from '../../../sim/index';
import { useCurrentRun, useDocument, usePlayback, useServices, useWindow } from '../../workbench/context';
import { BeforeRun } from '../../workbench/BeforeRun';
import { Chart } from './Chart';
import { chartsOf } from './chartStore';
import { strings as texts } from './strings';
import { showCharts } from './ChartTools';
import { chartsOnScreen } from './chartsOnScreen';
import css from './charts.module.css';

/** The curves of the run on screen, with its faults, the playhead, and a second run drawn thin for comparison. */
export function Charts(): ReactElement {
  const services = useServices();
  const run = useCurrentRun();
  const ghost = usePlayback((state) => state.runs.find((other) => other.runId === state.ghostRunId)?.report ?? null);
  const selected = useDocument((state) => state.selection.nodes);
  const names = useWindow((state) => state.settings.charts);
  const pins = useStore(chartsOf(services), (state) => state.pins);
  const report = run?.report ?? null;
  const runName = run?.name ?? '';
  const { playback } = services;
  const charts = useMemo(() => {
    const designOf = (of: RunReport): Scenario | undefined => playback.store.getState().runs.find((other) => other.report === of)?.design;
    return report === null ? [] : chartsOnScreen({ report, runName, ghost, names, selected, pins, designOf });
  }, [report, runName, ghost, names, selected, pins, playback]);
  if (report === null) return <BeforeRun what={texts.beforeRun} />;
  if (charts.length === 0) return <p className="hint dock-hint">{texts.none}</p>;
  return (
    <div className={css.chartsFrame}>
      <div className={css.charts} onWheel={scrollAside}>
        {charts.map((shown) => {
          const { name } = shown.chart;
          return (
            <Chart
              key={`${name} ${shown.isPinned ? shown.pin.parts.join(' ') : ''}`}
              shown={shown}
              report={report}
              onHide={
                !shown.isPinned && names.includes(name)
                  ? () =>
                      showCharts(
                        services,
                        names.filter((other) => other !== name),
                      )
                  : null
              }
            />
          );
        })}
      </div>
    </div>
  );
}

/** A plain mouse wheel scrolls a row that is wider than the dock; the browser itself would only with Shift. */
function scrollAside({ currentTarget: row, deltaX, deltaY }: WheelEvent<HTMLElement>): void {
  if (deltaX === 0 && row.scrollHeight <= row.clientHeight) row.scrollLeft += deltaY;
}
