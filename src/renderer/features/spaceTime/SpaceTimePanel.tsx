import { useEffect, useId, useMemo, useRef, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { RunReport } from '../../../contract/index';
import { useCurrentRun, useServices } from '../../workbench/context';
import { shivizLog } from '../../../exports/shiviz';
import { exportFile } from '../../workbench/exportFile';
import { strings } from './strings';
import type { PlaybackModel } from '../../playback/index';
import type { Services } from '../../workbench/workbenchApi';
import { BeforeRun } from '../../workbench/BeforeRun';
import { SpaceTime, type Chosen } from './controller';
import { ROW_ORDERS, type RowOrder } from './rows';
import css from './spaceTime.module.css';
import { NS_PER_SECOND } from '../../../sim/index';
import { Tip } from '../../ui/Tip';

const words = strings;
const WHEEL_ZOOM = 1.0015;
const KEY_PAN = 0.2;

/** The space-time diagram of the run on screen: a row a part, an arrow a message. */
export function SpaceTimePanel(): ReactElement {
  const report = useCurrentRun()?.report ?? null;
  if (report === null) return <BeforeRun what={strings.beforeRun} />;
  return <Diagram key={report.runId} report={report} />;
}

function Diagram({ report }: { readonly report: RunReport }): ReactElement {
  const services = useServices();
  const spaceTime = useMemo(() => new SpaceTime(services, report), [services, report]);
  const { chosen, hint, mode } = useStore(spaceTime.ui);
  return (
    <div className={css.spaceTime}>
      <Tools spaceTime={spaceTime} />
      <Picture spaceTime={spaceTime} />
      <div className={css.spaceTimeFoot}>
        {chosen === null ? (
          <p className="hint">{hint !== '' ? hint : mode === 'amounts' ? words.amounts : words.hint}</p>
        ) : (
          <ChosenMessage chosen={chosen} onClose={() => spaceTime.forget()} />
        )}
      </div>
    </div>
  );
}

function Tools({ spaceTime }: { readonly spaceTime: SpaceTime }): ReactElement {
  const services = useServices();
  const { order, follow } = useStore(spaceTime.ui);
  return (
    <div className={css.spaceTimeTools}>
      <label>
        {words.rows}{' '}
        <select value={order} onChange={(event) => spaceTime.setOrder(event.target.value as RowOrder)}>
          {ROW_ORDERS.map((name) => (
            <option key={name} value={name}>
              {words.orders[name]}
            </option>
          ))}
        </select>
      </label>
      <Tip text={words.zoomIn}>
        <button type="button" onClick={() => spaceTime.zoom(0.5)} aria-label={words.zoomIn}>
          +
        </button>
      </Tip>
      <Tip text={words.zoomOut}>
        <button type="button" onClick={() => spaceTime.zoom(2)} aria-label={words.zoomOut}>
          {'\u2212'}
        </button>
      </Tip>
      <button type="button" onClick={() => spaceTime.showAll()}>
        {words.all}
      </button>
      <button type="button" onClick={() => spaceTime.showPlayhead()}>
        {words.playhead}
      </button>
      <label>
        <input type="checkbox" checked={follow} onChange={(event) => spaceTime.setFollow(event.target.checked)} /> {words.follow}
      </label>
      <span className={css.spaceTimeGap} />
      <button
        type="button"
        onClick={() => void exportFile(services, { name: 'space-time.svg', content: spaceTime.svg(), mediaType: 'image/svg+xml' })}
      >
        {words.svg}
      </button>
      <button type="button" onClick={() => void exportShiviz(services, spaceTime)}>
        {words.shiviz}
      </button>
    </div>
  );
}

/** Exports the messages in sight as a log for ShiViz. */
async function exportShiviz(services: Services, spaceTime: SpaceTime): Promise<void> {
  const stretch = spaceTime.stretch();
  if (stretch === null) {
    services.document.actions.setFailure({ name: 'too-many-messages', path: '', message: strings.tooManyForLog });
    return;
  }
  const content = shivizLog(spaceTime.report, stretch.detail.window);
  await exportFile(services, { name: 'space-time.shiviz.log', content, mediaType: 'text/plain' });
}

function Picture({ spaceTime }: { readonly spaceTime: SpaceTime }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { playback } = useServices();
  const help = useId();
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  useEffect(() => (canvas.current === null ? undefined : spaceTime.attach(canvas.current)), [spaceTime]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      if (event.shiftKey) spaceTime.scrollBy(event.deltaY);
      else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) spaceTime.panPx(event.deltaX);
      else spaceTime.zoom(WHEEL_ZOOM ** event.deltaY, event.offsetX);
    };
    const press = (event: KeyboardEvent): void => onKey(playback, spaceTime, event);
    const around = host.current;
    element.addEventListener('wheel', wheel, { passive: false });
    around?.addEventListener('keydown', press);
    return () => {
      element.removeEventListener('wheel', wheel);
      around?.removeEventListener('keydown', press);
    };
  }, [playback, spaceTime]);
  return (
    <div ref={host} className={css.spaceTimePicture} role="application" tabIndex={0} aria-label={words.title} aria-describedby={help}>
      <canvas
        ref={canvas}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY, moved: false };
        }}
        onPointerMove={(event) => {
          const { offsetX, offsetY } = event.nativeEvent;
          const held = drag.current;
          if (held === null) {
            spaceTime.point(offsetX, offsetY);
            return;
          }
          if (!held.moved && Math.abs(offsetX - held.x) + Math.abs(offsetY - held.y) < 4) return;
          spaceTime.panPx(held.x - offsetX);
          spaceTime.scrollBy(held.y - offsetY);
          drag.current = { x: offsetX, y: offsetY, moved: true };
        }}
        onPointerUp={(event) => {
          if (drag.current?.moved === false) spaceTime.press(event.nativeEvent.offsetX, event.nativeEvent.offsetY);
          drag.current = null;
        }}
        onPointerLeave={() => spaceTime.point(-1, -1)}
      />
      <p id={help} className="visually-hidden">
        {words.keys}
      </p>
    </div>
  );
}

function onKey(playback: PlaybackModel, spaceTime: SpaceTime, event: KeyboardEvent): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => spaceTime.step(-1),
    ArrowRight: () => spaceTime.step(1),
    ArrowUp: () => spaceTime.scrollBy(-30),
    ArrowDown: () => spaceTime.scrollBy(30),
    PageUp: () => spaceTime.pan(-KEY_PAN),
    PageDown: () => spaceTime.pan(KEY_PAN),
    '+': () => spaceTime.zoom(0.5),
    '=': () => spaceTime.zoom(0.5),
    '-': () => spaceTime.zoom(2),
    Escape: () => spaceTime.forget(),
    Enter: () => goTo(playback, spaceTime.ui.getState().chosen),
  };
  const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function goTo(playback: PlaybackModel, chosen: Chosen | null): void {
  if (chosen === null) return;
  playback.actions.pause();
  playback.actions.seek(chosen.sentNs);
}

function ChosenMessage({ chosen, onClose }: { readonly chosen: Chosen; readonly onClose: () => void }): ReactElement {
  const { explanations, playback } = useServices();
  const [withClocks, setWithClocks] = useState(false);
  const seconds = (ns: number): string => `${(ns / NS_PER_SECOND).toFixed(6)} s`;
  return (
    <section aria-label={words.chosen} className={css.spaceTimeChosen}>
      <p role="status">
        <strong>{chosen.text}</strong> {words.sent(seconds(chosen.sentNs))}
        {chosen.lost ? '' : words.arrives(seconds(chosen.arriveNs))}
      </p>
      <div className="row">
        <button type="button" className="small-button" onClick={() => goTo(playback, chosen)}>
          {words.go}
        </button>
        {chosen.request > 0 && (
          <button type="button" className="small-button" onClick={() => void explanations.ask({ request: chosen.request, check: null })}>
            {strings.whyRequest}
          </button>
        )}
        <label>
          <input type="checkbox" checked={withClocks} onChange={(event) => setWithClocks(event.target.checked)} /> {words.clocks}
        </label>
        <span className={`${css.spaceTimeKey} ${css.isPast}`}>{words.past}</span>
        <span className={`${css.spaceTimeKey} is-future`}>{words.future}</span>
        <button type="button" className="icon-button" aria-label={strings.whyClose} onClick={onClose}>
          {'\u00d7'}
        </button>
      </div>
      {withClocks && (
        <dl className={css.spaceTimeClocks}>
          <dt>{words.atSending}</dt>
          <dd>
            {words.lamport(chosen.lamport[0])}; {chosen.vectors[0]}
          </dd>
          {chosen.lamport[1] !== null && (
            <>
              <dt>{words.atArrival}</dt>
              <dd>
                {words.lamport(chosen.lamport[1])}; {chosen.vectors[1]}
              </dd>
            </>
          )}
          {chosen.clocksFromNs > 0 && (
            <>
              <dt>{words.counted}</dt>
              <dd>{seconds(chosen.clocksFromNs)}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}
