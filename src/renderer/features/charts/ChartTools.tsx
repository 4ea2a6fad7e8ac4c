import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { useCurrentRun, usePlayback, useWindow, useServices } from '../../workbench/context';
import type { Services } from '../../workbench/workbenchApi';
import { Icon } from '../../ui/Icon';
import { chartsOf, stretchInView, zoomTo } from './chartStore';
import { strings as texts } from './strings';
import { CHART_NAMES } from './chartsOnScreen';
import { NS_PER_SECOND } from '../../../sim/index';
import css from './charts.module.css';
import { Tip } from '../../ui/Tip';

const ZOOM_IN = 'M10.500 4a6.500 6.500 0 1 0 .01 0z M15.500 15.500L21 21 M7.500 10.500h6 M10.500 7.500v6';
const ZOOM_OUT = 'M10.500 4a6.500 6.500 0 1 0 .01 0z M15.500 15.500L21 21 M7.500 10.500h6';
const FACTOR = 3;

/** Chooses which charts are shown, and keeps that with the settings. */
export function showCharts({ window }: Services, charts: readonly string[]): void {
  window.changeSettings({ charts });
}

/** What stands above the charts: which are shown, and how much of the run. */
export function ChartTools(): ReactElement | null {
  const services = useServices();
  const store = chartsOf(services);
  const report = useCurrentRun()?.report ?? null;
  const ghostEndNs = usePlayback((state) => state.runs.find((run) => run.runId === state.ghostRunId)?.report?.endNs ?? 0);
  const zoom = useStore(store, (state) => state.zoom);
  if (report === null) return null;
  const end = Math.max(report.endNs, ghostEndNs) / NS_PER_SECOND;
  const { from, to } = stretchInView(zoom, end);
  // Zoomed in, the playhead is in the middle; zoomed out, the middle stays.
  const zoomBy = (factor: number, middle: number): void =>
    zoomTo(store, middle - ((to - from) * factor) / 2, middle + ((to - from) * factor) / 2, end);
  return (
    <div className={css.chartTools}>
      {zoom !== null && (
        <button type="button" onClick={() => store.setState({ zoom: null })}>
          {texts.whole} <small>{texts.zoomed(from.toFixed(2), to.toFixed(2))}</small>
        </button>
      )}
      <Tip text={texts.zoomIn}>
        <button
          type="button"
          className="icon-button"
          aria-label={texts.zoomIn}
          onClick={() => zoomBy(1 / FACTOR, services.playback.store.getState().playheadNs / NS_PER_SECOND)}
        >
          <Icon path={ZOOM_IN} sizePx={17} />
        </button>
      </Tip>
      <Tip text={texts.zoomOut}>
        <button
          type="button"
          className="icon-button"
          aria-label={texts.zoomOut}
          disabled={zoom === null}
          onClick={() => zoomBy(FACTOR, (from + to) / 2)}
        >
          <Icon path={ZOOM_OUT} sizePx={17} />
        </button>
      </Tip>
      <Chooser />
    </div>
  );
}

function Chooser(): ReactElement {
  const services = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const names = useWindow((state) => state.settings.charts);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setIsOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  return (
    <div
      ref={box}
      className={css.chartChooser}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button type="button" aria-expanded={isOpen} aria-controls="chart-choices" onClick={() => setIsOpen(!isOpen)}>
        {texts.choose} {'\u25b4'}
      </button>
      {isOpen && (
        <fieldset id="chart-choices" className={css.chartChoices}>
          <legend className="visually-hidden">{texts.chooseLabel}</legend>
          {CHART_NAMES.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={names.includes(name)}
                onChange={(event) =>
                  showCharts(services, event.target.checked ? [...names, name] : names.filter((other) => other !== name))
                }
              />
              <span>
                {texts.titles[name]}
                <small>{texts.help[name]}</small>
              </span>
            </label>
          ))}
          <p className="hint">{texts.keys}</p>
        </fieldset>
      )}
    </div>
  );
}
