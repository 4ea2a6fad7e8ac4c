import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactElement } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useStore } from 'zustand';
import type { RunReport } from '../../../contract/index';
import { usePlayhead, useServices } from '../../workbench/context';
import { Icon } from '../../ui/Icon';
import { useTheme } from '../../ui/useTheme';
import { describeChart, reached, type ChartData } from './chartData';
import { chartsOf, stretchInView, togglePin } from './chartStore';
import { strings as texts } from './strings';
import { cellAt, drawHeat, SHADE_NAMES, type HeatLegend } from './drawHeat';
import { bandAt, bandMs, heatRange, shadeOf, type HeatCells, type HeatRange } from './heat';
import { chartsEndSeconds, plotData, plotOptions, sizeOf, type PlotSource } from './plot';
import type { ChartOnScreen } from './chartsOnScreen';
import { NS_PER_SECOND } from '../../../sim/index';
import css from './charts.module.css';
import { Tip } from '../../ui/Tip';

const PIN = 'M9 4h6l-1 6 3 3H7l3-3z M12 13v7';
const CLOSE = 'M6 6l12 12 M18 6L6 18';
const REDRAW_MS = 50;

interface ChartProps {
  readonly shown: ChartOnScreen;
  readonly report: RunReport;
  /** Takes the chart off the screen; null: it comes and goes with the selection. */
  readonly onHide: (() => void) | null;
}

/** One chart with its name, its values at the pointer or at the playhead, and its buttons. */
export function Chart({ shown, report, onHide }: ChartProps): ReactElement {
  const store = chartsOf(useServices());
  const { chart, isPinned, pin } = shown;
  const title = chart.name === 'heat' ? texts.titles.heat : chart.title;
  const heat = useMemo(
    () => (chart.name === 'heat' ? heatRange(report.series, reached(report.series, report.endNs)) : null),
    [chart, report],
  );
  return (
    <figure
      className={`${css.chart}${isPinned ? ` ${css.isPinned}` : ''}`}
      data-chart={chart.name}
      aria-label={heat === null ? describeChart({ ...chart, title }) : describeHeat(heat)}
    >
      <figcaption>
        <span className={css.chartTitle}>
          {title}{' '}
          <small>
            {chart.unit}
            {chart.of !== undefined && chart.of > chart.lines.length ? `, ${texts.some(chart.lines.length, chart.of)}` : ''}
          </small>
        </span>
        <Tip text={isPinned ? texts.unpin(title) : texts.pin(title)}>
          <button
            type="button"
            className={css.chartButton}
            aria-pressed={isPinned}
            aria-label={isPinned ? texts.unpin(title) : texts.pin(title)}
            onClick={() => togglePin(store, pin)}
          >
            <Icon path={PIN} sizePx={15} />
          </button>
        </Tip>
        {onHide !== null && (
          <Tip text={texts.hide(title)}>
            <button type="button" className={css.chartButton} aria-label={texts.hide(title)} onClick={onHide}>
              <Icon path={CLOSE} sizePx={13} />
            </button>
          </Tip>
        )}
      </figcaption>
      {chart.nothing !== undefined && <p className={`hint ${css.chartNothing}`}>{chart.nothing}</p>}
      {chart.nothing === undefined &&
        (heat === null ? <LineChart shown={shown} report={report} /> : <HeatMap shown={shown} report={report} heat={heat} />)}
    </figure>
  );
}

function LineChart({ shown: { chart, ghost, ghostRun }, report }: Pick<ChartProps, 'shown' | 'report'>): ReactElement {
  const source = useMemo((): PlotSource => ({ chart, ghost, report, heat: null, drawUnder: () => undefined }), [chart, ghost, report]);
  const host = usePlot(source);
  return (
    <>
      {/* Many lines do not fit: the arrow keys scroll to the rest. */}
      <div className={css.chartKeys} role="group" aria-label={texts.legend} tabIndex={0}>
        <Keys chart={chart} />
        {ghost !== null && (
          <span className={`${css.chartKey} ${css.isGhost}`}>{ghostRun === null ? texts.ghost : texts.pinnedFrom(ghostRun)}</span>
        )}
      </div>
      <div ref={host} className={css.chartPlot} />
    </>
  );
}

/** The lines' names, colours and values at the pointer, or else at the playhead. */
function Keys({ chart }: { readonly chart: ChartData }): ReactElement {
  const playheadNs = usePlayhead(5);
  const pointed = useStore(chartsOf(useServices()), (state) => state.pointed);
  const step = chart.seconds.length > 1 ? chart.seconds[1] - chart.seconds[0] : 1;
  const at = Math.max(0, Math.min(chart.seconds.length - 1, Math.floor((pointed ?? playheadNs / NS_PER_SECOND) / step)));
  const text = (value: number): string =>
    value === undefined || Number.isNaN(value)
      ? '-'
      : chart.words !== undefined
        ? (chart.words[Math.round(value)] ?? '-')
        : value.toFixed(value < 10 ? 1 : 0);
  return (
    <>
      {chart.lines.map((line) => (
        <span key={line.title} className={css.chartKey} style={{ '--key': `var(${line.colour})` } as CSSProperties}>
          {line.title} <b>{text(line.values[at])}</b>
        </span>
      ))}
    </>
  );
}

function HeatMap({
  shown: { chart, ghost },
  report,
  heat,
}: Pick<ChartProps, 'shown' | 'report'> & { readonly heat: HeatRange }): ReactElement {
  const [legend, setLegend] = useState<HeatLegend | null>(null);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const cells = useRef<HeatCells | null>(null);
  const source = useMemo(
    (): PlotSource => ({
      chart,
      ghost,
      report,
      heat,
      drawUnder: (plot) => {
        const style = getComputedStyle(plot.root);
        const drawn = drawHeat(
          plot,
          report.series,
          heat,
          reached(report.series, report.endNs),
          SHADE_NAMES.map((name) => style.getPropertyValue(name).trim()),
        );
        cells.current = drawn.cells;
        setLegend((before) =>
          before?.columnSeconds === drawn.legend.columnSeconds && before.most === drawn.legend.most ? before : drawn.legend,
        );
      },
    }),
    [chart, ghost, report, heat],
  );
  const host = usePlot(source, (plot) => {
    const { left = -1, top = -1 } = plot.cursor;
    if (left < 0 || top < 0 || cells.current === null) return setPointedAt(null);
    const seconds = plot.posToVal(left, 'x');
    const band = bandAt(plot.posToVal(top, 'y'));
    return setPointedAt(
      texts.heatCell(seconds.toFixed(2), msText(band), msText(band + 1), cellAt(cells.current, report.series, seconds, band)),
    );
  });
  return (
    <>
      <p className={css.chartKeys}>
        {pointedAt === null ? (
          legend !== null && <HeatKeys legend={legend} />
        ) : (
          <span className={`${css.chartKey} ${css.isPlain}`}>
            <b>{pointedAt}</b>
          </span>
        )}
      </p>
      <div ref={host} className={css.chartPlot} />
    </>
  );
}

/** What the shades stand for, in numbers. */
function HeatKeys({ legend: { starts, most, columnSeconds } }: { readonly legend: HeatLegend }): ReactElement {
  return (
    <>
      {starts.map((start, i) => {
        const last = i + 1 < starts.length ? starts[i + 1] - 1 : most;
        return (
          <span
            key={start}
            className={`${css.chartKey} ${css.isShade}`}
            style={{ '--key': `var(${SHADE_NAMES[shadeOf(start, starts)]})` } as CSSProperties}
          >
            {last > start ? `${start}\u2013${last}` : start}
          </span>
        );
      })}
      <span className={`${css.chartKey} ${css.isPlain}`}>{texts.heatUnit(String(Number(columnSeconds.toPrecision(2))))}</span>
    </>
  );
}

const msText = (band: number): string => String(Number(bandMs(band).toPrecision(2)));

function describeHeat(heat: HeatRange): string {
  return texts.heatTold(msText(heat.fullest), msText(heat.fullest + 1), heat.requests, msText(heat.endBand));
}

/**
 * Draws a chart into the element that the reference is given to: again when its data, the zoom, the colours or the room change; the
 * playhead moves over it.
 */
function usePlot(source: PlotSource, onPoint?: (plot: uPlot) => void): React.RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const services = useServices();
  const onPointNow = useRef(onPoint);
  onPointNow.current = onPoint;
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const { playback } = services;
    const charts = chartsOf(services);
    const options = plotOptions(element, source, { playback, charts });
    const plot = new uPlot(
      { ...options, hooks: { ...options.hooks, setCursor: [...(options.hooks?.setCursor ?? []), (self) => onPointNow.current?.(self)] } },
      plotData(source),
      element,
    );
    const playhead = document.createElement('div');
    playhead.className = css.chartPlayhead;
    plot.over.append(playhead);
    const movePlayhead = (): void => {
      const left = plot.valToPos(playback.store.getState().playheadNs / NS_PER_SECOND, 'x');
      playhead.hidden = !(left >= 0 && left <= plot.over.clientWidth);
      playhead.style.transform = `translateX(${left}px)`;
    };
    movePlayhead();
    const resize = new ResizeObserver(() => {
      plot.setSize(sizeOf(element));
      movePlayhead();
    });
    resize.observe(element);
    let timer: number | null = null;
    const follow = playback.store.subscribe((state, before) => {
      if (state.playheadNs === before.playheadNs) return;
      timer ??= window.setTimeout(() => {
        timer = null;
        movePlayhead();
      }, REDRAW_MS);
    });
    const followZoom = charts.subscribe((state, before) => {
      if (state.zoom === before.zoom) return;
      const { from, to } = stretchInView(state.zoom, chartsEndSeconds(playback, source.report));
      plot.setScale('x', { min: from, max: to });
      requestAnimationFrame(movePlayhead);
    });
    return () => {
      follow();
      followZoom();
      if (timer !== null) window.clearTimeout(timer);
      resize.disconnect();
      plot.destroy();
    };
  }, [source, theme, services]);
  return host;
}
