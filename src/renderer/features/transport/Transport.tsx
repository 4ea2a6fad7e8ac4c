import { writtenNumber } from '../../messages/message';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { RunSeries } from '../../../sim/index';
import { eventNumberAt, FASTEST } from '../../playback/index';
import { ICONS } from '../../ui/Icon';
import { CommandButton } from '../../workbench/CommandButton';
import { useCurrentRun, useDocument, usePlayback, usePlayhead, useServices } from '../../workbench/context';
import { Pieces } from '../../workbench/Pieces';
import { speeds } from './runCommands';
import { useIsStale } from './Stale';
import { STEPS_BY, stepByOf, type StepBy } from './stepBy';
import { strings } from './strings';
import css from './transport.module.css';
import { NS_PER_SECOND, NS_PER_MS } from '../../../sim/index';
import { Tip } from '../../ui/Tip';
import { useTheme } from '../../ui/useTheme';

/** Run, pause, step, speed and the time line. */
export function Transport(): ReactElement {
  const { actions } = useServices().playback;
  const run = useCurrentRun();
  const { playing, speed } = usePlayback((state) => ({ playing: state.playing, speed: state.speed }));
  const seed = useDocument((state) => state.scenario.seed);
  const isStale = useIsStale();
  const isComputing = run?.progress.phase === 'running';
  const label = isStale && !playing ? strings.runAgain : playing ? strings.pause : run === undefined ? strings.run : strings.play;
  return (
    <div className={css.transport} role="toolbar" aria-label={strings.title}>
      <CommandButton id="run.toggle" icon={playing ? ICONS.pause : ICONS.play} label={label} className="primary" />
      <CommandButton id="run.restart" icon={ICONS.restart} />
      <CommandButton id="run.reset" icon={ICONS.stop} />
      <CommandButton id="run.stepBack" icon={ICONS.stepBack} />
      <CommandButton id="run.step" icon={ICONS.stepForward} />
      <StepChoice />
      <Pieces place="run.buttons" />
      <label className={css.speed}>
        <span className="visually-hidden">{strings.speed}</span>
        <Tip text={strings.speedHelp}>
          <select value={speed} onChange={(event) => actions.setSpeed(Number(event.target.value))}>
            {speeds.map((value) => (
              <option key={value} value={value}>
                {value === FASTEST ? strings.fastest : `${value < 1 ? `1/${Math.round(1 / value)}` : value}\u00d7`}
              </option>
            ))}
          </select>
        </Tip>
      </label>
      {isComputing ? <Computing /> : <Timeline />}
      <Tip text={strings.seedHelp}>
        <span className={css.seed}>{strings.seed(run?.report?.summary.seed ?? seed)}</span>
      </Tip>
    </div>
  );
}

/** What the step buttons lead to. */
function StepChoice(): ReactElement {
  const store = stepByOf(useServices());
  const { stepBy } = useStore(store);
  return (
    <label className={css.stepBy}>
      <span className="visually-hidden">{strings.stepBy}</span>
      <Tip text={strings.stepBy}>
        <select value={stepBy} onChange={(event) => store.setState({ stepBy: event.target.value as StepBy })}>
          {STEPS_BY.map((unit) => (
            <option key={unit} value={unit}>
              {strings.stepUnits[unit]}
            </option>
          ))}
        </select>
      </Tip>
    </label>
  );
}

function Computing(): ReactElement {
  const { actions } = useServices().playback;
  const run = useCurrentRun();
  const waiting = usePlayback((state) => state.waitingActions);
  const share = run === undefined || run.progress.endNs === 0 ? 0 : run.progress.reachedNs / run.progress.endNs;
  return (
    <div className={`${css.timeline} ${css.computing}`}>
      <progress max={1} value={share} aria-label={strings.computing} />
      <span>
        {strings.computing}: {(share * 100).toFixed(0)} %
      </span>
      {waiting > 0 && run?.parent === null && <span role="status">{strings.actionWaits}</span>}
      <button type="button" onClick={() => void actions.cancel()}>
        {strings.cancel}
      </button>
    </div>
  );
}

function Timeline(): ReactElement {
  const { actions, store } = useServices().playback;
  const run = useCurrentRun();
  const playheadNs = usePlayhead(30);
  const report = run?.report ?? null;
  const endNs = report?.endNs ?? 1;
  const seekTo = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    actions.seek(((event.clientX - box.left) / box.width) * endNs);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowLeft: -0.01,
      ArrowDown: -0.01,
      ArrowRight: 0.01,
      ArrowUp: 0.01,
      PageUp: 0.1,
      PageDown: -0.1,
      Home: -2,
      End: 2,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // From where the playhead is: what is drawn may be a frame behind, and keys come faster than frames.
    actions.seek(store.getState().playheadNs + by * endNs);
  };
  // Cut off, not rounded: the digits behind follow.
  const seconds = (ns: number): string => ((Math.floor(ns / NS_PER_MS) * NS_PER_MS) / NS_PER_SECOND).toFixed(3);
  return (
    <>
      <div
        className={css.timeline}
        role="slider"
        tabIndex={0}
        aria-label={strings.time}
        aria-valuemin={0}
        aria-valuemax={report === null ? 1 : endNs / NS_PER_SECOND}
        aria-valuenow={report === null ? 0 : playheadNs / NS_PER_SECOND}
        aria-valuetext={report === null ? strings.clockEmpty : strings.clock(seconds(playheadNs), seconds(endNs))}
        aria-disabled={report === null}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && seekTo(event)}
      >
        {report !== null && <Silhouette series={report.series} endNs={endNs} />}
        {report !== null && <span className={css.future} title={strings.future} style={{ left: `${(playheadNs / endNs) * 100}%` }} />}
        {report !== null && <Pieces place="timeline" report={report} />}
        {report !== null && <span className={css.playhead} style={{ left: `${(playheadNs / endNs) * 100}%` }} />}
      </div>
      <span className={css.clock} data-testid="clock" style={{ minWidth: `${clockCharacters(endNs)}ch` }}>
        {report === null ? (
          strings.clockEmpty
        ) : (
          <>
            {seconds(playheadNs)}
            <Finer playheadNs={playheadNs} /> / {strings.seconds(lengthText(endNs))}
          </>
        )}
      </span>
      {report !== null && <EventNumber playheadNs={playheadNs} most={report.summary.events} />}
    </>
  );
}

const lengthText = (endNs: number): string => String(Number((endNs / NS_PER_SECOND).toFixed(3)));

/** How much the clock writes at most, so that the time line keeps its width while digits come and go: "59.999123456 / 60 s". */
const clockCharacters = (endNs: number): number => (endNs / NS_PER_SECOND).toFixed(3).length + 6 + 3 + lengthText(endNs).length + 2;

/** The digits down to the nanosecond, while time stands still or goes slowly enough to read them. */
function Finer({ playheadNs }: { readonly playheadNs: number }): ReactElement | null {
  const isReadable = usePlayback((state) => !state.playing || state.speed <= 0.01);
  const rest = Math.floor(playheadNs) % 1_000_000;
  return isReadable && rest !== 0 ? <small className="finer">{String(rest).padStart(6, '0').replace(/0+$/, '')}</small> : null;
}

function EventNumber({ playheadNs, most }: { readonly playheadNs: number; readonly most: number }): ReactElement | null {
  const traceWindow = usePlayback((state) => state.window);
  return (
    <Tip text={strings.eventNumberHelp}>
      <span className={css.eventNumber} data-testid="event-number" style={{ minWidth: `${strings.event(writtenNumber(most)).length}ch` }}>
        {strings.event(traceWindow === null ? '...' : writtenNumber(eventNumberAt(traceWindow, playheadNs)))}
      </span>
    </Tip>
  );
}

/** The answered and failed requests of the whole run, small, behind the time line. */
function Silhouette({ series, endNs }: { readonly series: RunSeries; readonly endNs: number }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const style = getComputedStyle(element);
    const columns = 300;
    element.width = columns;
    element.height = 30;
    const ok = new Float64Array(columns);
    const failed = new Float64Array(columns);
    for (let i = 0; i < series.sampleCount; i++) {
      const column = Math.min(columns - 1, Math.floor(((i * series.sampleNs) / endNs) * columns));
      ok[column] += series.ok[i];
      failed[column] += series.failed[i];
    }
    const most = Math.max(1, ...ok.map((count, i) => count + failed[i]));
    context.clearRect(0, 0, columns, 30);
    for (let x = 0; x < columns; x++) {
      context.fillStyle = style.getPropertyValue('--series-ok');
      context.fillRect(x, 30 - (ok[x] / most) * 28, 1, (ok[x] / most) * 28);
      context.fillStyle = style.getPropertyValue('--series-failed');
      context.fillRect(x, 30 - ((ok[x] + failed[x]) / most) * 28, 1, (failed[x] / most) * 28);
    }
  }, [series, endNs, theme]);
  return <canvas ref={canvas} className={css.silhouette} aria-hidden="true" />;
}
