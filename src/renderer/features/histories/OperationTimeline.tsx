import { useEffect, useId, useMemo, useRef, type ReactElement } from 'react';
import { useServices } from '../../workbench/context';
import type { Entry } from './entries';
import { lanesOf, type Lane } from './lanes';
import { strings } from './strings';
import { Timeline } from './timeline';
import css from './histories.module.css';
import { Tip } from '../../ui/Tip';

const WHEEL_ZOOM = 1.0015;
const KEY_PAN = 0.2;

interface OperationTimelineProps {
  readonly entries: readonly Entry[];
  readonly endNs: number;
  readonly chosen: Entry | null;
  readonly choose: (entry: Entry | null) => void;
  readonly point: (entry: Entry | null) => void;
}

/** A row for each process with a bar for each operation. */
export function OperationTimeline({ entries, endNs, chosen, choose, point }: OperationTimelineProps): ReactElement {
  const services = useServices();
  const { playback } = services;
  const timeline = useMemo(() => new Timeline(services, endNs), [services, endNs]);
  const lanes = useMemo(() => lanesOf(entries), [entries]);
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const help = useId();
  useEffect(() => (canvas.current === null ? undefined : timeline.attach(canvas.current)), [timeline]);
  useEffect(() => {
    timeline.show({ lanes, count: entries.length, chosen: chosen?.name ?? null });
    if (chosen !== null) timeline.reveal(chosen);
  }, [timeline, lanes, entries, chosen]);
  useWheel(canvas, timeline);
  useEffect(() => {
    const element = host.current;
    const press = (event: KeyboardEvent): void => onKey(event, { timeline, lanes, chosen, choose }, playback.actions.seek);
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [timeline, lanes, chosen, choose, playback]);
  const click = (x: number, y: number): void => {
    const momentNs = timeline.momentAt(x, y);
    if (momentNs !== null) return playback.actions.seek(momentNs);
    const entry = timeline.at(x, y);
    choose(entry);
    if (entry !== null) playback.actions.seek(entry.invokeNs);
  };
  return (
    <div ref={host} className={css.operationsPicture} role="application" tabIndex={0} aria-label={strings.title} aria-describedby={help}>
      <ZoomButtons timeline={timeline} />
      <div className={css.operationsCanvas}>
        <canvas
          ref={canvas}
          aria-hidden="true"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY, moved: false };
          }}
          onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => {
            const held = drag.current;
            if (held === null) return point(timeline.at(offsetX, offsetY));
            if (!held.moved && Math.abs(offsetX - held.x) + Math.abs(offsetY - held.y) < 4) return;
            timeline.panPx(held.x - offsetX);
            timeline.scrollBy(held.y - offsetY);
            drag.current = { x: offsetX, y: offsetY, moved: true };
          }}
          onPointerUp={(event) => {
            if (drag.current?.moved === false) click(event.nativeEvent.offsetX, event.nativeEvent.offsetY);
            drag.current = null;
          }}
          onPointerLeave={() => point(null)}
        />
      </div>
      <p id={help} className="visually-hidden">
        {strings.timelineKeys}
      </p>
    </div>
  );
}

function ZoomButtons({ timeline }: { readonly timeline: Timeline }): ReactElement {
  return (
    <div className={css.operationsZoom}>
      <Tip text={strings.zoomIn}>
        <button type="button" aria-label={strings.zoomIn} onClick={() => timeline.zoom(0.5)}>
          +
        </button>
      </Tip>
      <Tip text={strings.zoomOut}>
        <button type="button" aria-label={strings.zoomOut} onClick={() => timeline.zoom(2)}>
          {'\u2212'}
        </button>
      </Tip>
      <button type="button" onClick={() => timeline.showAll()}>
        {strings.all}
      </button>
      <button type="button" onClick={() => timeline.showPlayhead()}>
        {strings.playhead}
      </button>
    </div>
  );
}

/** React listens to wheels passively, which cannot keep the panel from scrolling. */
function useWheel(canvas: { readonly current: HTMLCanvasElement | null }, timeline: Timeline): void {
  useEffect(() => {
    const element = canvas.current;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      if (event.shiftKey) timeline.scrollBy(event.deltaY);
      else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) timeline.panPx(event.deltaX);
      else timeline.zoom(WHEEL_ZOOM ** event.deltaY, event.offsetX);
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, [canvas, timeline]);
}

interface KeyTarget {
  readonly timeline: Timeline;
  readonly lanes: readonly Lane[];
  readonly chosen: Entry | null;
  readonly choose: (entry: Entry | null) => void;
}

function onKey(event: KeyboardEvent, { timeline, lanes, chosen, choose }: KeyTarget, seek: (ns: number) => void): void {
  const go = (lanesOn: number, entriesOn: number): void => choose(neighbour(lanes, chosen, lanesOn, entriesOn));
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(0, -1),
    ArrowRight: () => go(0, 1),
    ArrowUp: () => go(-1, 0),
    ArrowDown: () => go(1, 0),
    PageUp: () => timeline.pan(-KEY_PAN),
    PageDown: () => timeline.pan(KEY_PAN),
    '+': () => timeline.zoom(0.5),
    '=': () => timeline.zoom(0.5),
    '-': () => timeline.zoom(2),
    Escape: () => choose(null),
    Enter: () => chosen !== null && seek(chosen.invokeNs),
  };
  const isOwn = event.target instanceof Element && event.target.getAttribute('role') === 'application';
  const action = !isOwn || event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** The operation so many processes and operations on; the first one when none is chosen. */
export function neighbour(lanes: readonly Lane[], chosen: Entry | null, lanesOn: number, entriesOn: number): Entry | null {
  if (lanes.length === 0) return null;
  const row = chosen === null ? -1 : lanes.findIndex((lane) => lane.entries[0].process === chosen.process);
  if (chosen === null || row < 0) return lanes[0].entries[0];
  const lane = lanes[Math.max(0, Math.min(lanes.length - 1, row + lanesOn))];
  if (lanesOn !== 0) return nearest(lane, chosen.invokeNs);
  const at = lane.entries.findIndex(({ name }) => name === chosen.name);
  return lane.entries[Math.max(0, Math.min(lane.entries.length - 1, at + entriesOn))];
}

function nearest(lane: Lane, ns: number): Entry {
  const distances = lane.beginNs.map((beginNs) => Math.abs(beginNs - ns));
  return lane.entries[distances.indexOf(distances.reduce((least, distance) => Math.min(least, distance), Infinity))];
}
