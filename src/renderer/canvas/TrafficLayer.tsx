import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { FATES, MESSAGE_TYPE_NAMES, profileKey, type TraceIndex, type TraceWindow } from '../../sim/index';
import { documentModel, playbackModel } from '../app/model';
import { uiStore } from '../app/uiStore';
import { drawFlows, drawMarks, readColours, type TrafficColours } from './drawTraffic';
import { wirePolylines, type Polyline } from './geometry';
import { emptyMarks, linesByIndex, longestFlightNs, markAt, placeMarks, SHORTEST_FLIGHT_MS } from './marks';

interface Clicked {
  readonly row: number;
  readonly window: TraceWindow;
  readonly index: TraceIndex;
}

/** Everything the layer draws from, brought up to date when something it hangs on changed. */
class Picture {
  readonly marks = emptyMarks();
  private scenario: unknown = null;
  private index: TraceIndex | null = null;
  private window: TraceWindow | null = null;
  private lines: (Polyline | undefined)[] = [];
  private longestNs = 0;
  private colours: TrafficColours | null = null;
  private theme = '';

  constructor(private readonly canvas: HTMLCanvasElement) {}

  draw(transform: readonly [number, number, number], phase: number): void {
    const { width, height } = this.fit();
    const context = this.canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    this.marks.count = 0;
    const { runs, currentRunId, window: shown, playheadNs, speed, crowded } = playbackModel.store.getState();
    const report = runs.find((run) => run.runId === currentRunId)?.report;
    if (!report) return;
    this.refresh(report.index, shown);
    const scale = window.devicePixelRatio;
    context.setTransform(transform[2] * scale, 0, 0, transform[2] * scale, transform[0] * scale, transform[1] * scale);
    const colours = this.coloursNow();
    if (this.window === null && shown === null) return;
    if (shown !== null && !crowded) placeMarks(this.marks, shown.messages, this.lines, playheadNs, speed * SHORTEST_FLIGHT_MS * 1e6, this.longestNs);
    if (crowded || this.marks.crowded) drawFlows(context, this.lines, report.series, playheadNs, phase, colours);
    else drawMarks(context, this.marks, colours, transform[2]);
  }

  private fit(): { width: number; height: number } {
    const scale = window.devicePixelRatio;
    const width = Math.round(this.canvas.clientWidth * scale);
    const height = Math.round(this.canvas.clientHeight * scale);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    return { width, height };
  }

  private refresh(index: TraceIndex, shown: TraceWindow | null): void {
    const { scenario } = documentModel.store.getState();
    if (scenario !== this.scenario || index !== this.index) {
      this.scenario = scenario;
      this.index = index;
      this.lines = linesByIndex(index, wirePolylines(scenario));
    }
    if (shown !== null && shown !== this.window) {
      this.window = shown;
      this.longestNs = longestFlightNs(shown.messages);
    }
  }

  private coloursNow(): TrafficColours {
    const theme = document.documentElement.dataset.theme ?? '';
    if (this.colours === null || theme !== this.theme) {
      this.theme = theme;
      this.colours = readColours(this.canvas);
    }
    return this.colours;
  }
}

/** The moving messages: one canvas over the wires, drawn in step with the playhead and the view. */
export function TrafficLayer(): ReactElement {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  const [clicked, setClicked] = useState<Clicked | null>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const host = canvas?.parentElement;
    if (canvas === null || !host) return undefined;
    const picture = new Picture(canvas);
    let frame = 0;
    let dirty = true;
    const touch = (): void => {
      dirty = true;
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const draw = (nowMs: number): void => {
      frame = 0;
      if (dirty) picture.draw(flow.getState().transform, nowMs / 1000);
      dirty = false;
      if (playbackModel.store.getState().playing) touch();
    };
    const press = (event: MouseEvent): void => {
      const { window: shown, runs, currentRunId } = playbackModel.store.getState();
      const report = runs.find((run) => run.runId === currentRunId)?.report;
      if (shown === null || !report) return;
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      const row = markAt(picture.marks, at.x, at.y, 9 / flow.getState().transform[2]);
      setClicked(row < 0 ? null : { row, window: shown, index: report.index });
      if (row >= 0) event.stopPropagation();
    };
    host.addEventListener('click', press, true);
    const resize = new ResizeObserver(touch);
    resize.observe(canvas);
    const stops = [flow.subscribe(touch), playbackModel.store.subscribe(touch), documentModel.store.subscribe(touch), uiStore.subscribe(touch)];
    touch();
    return () => {
      cancelAnimationFrame(frame);
      host.removeEventListener('click', press, true);
      resize.disconnect();
      for (const stop of stops) stop();
    };
  }, [flow, screenToFlowPosition]);

  return (
    <>
      <canvas ref={canvasRef} className="traffic-layer" aria-hidden="true" />
      {clicked !== null && <MessageCard clicked={clicked} onClose={() => setClicked(null)} />}
    </>
  );
}

function MessageCard({ clicked, onClose }: { readonly clicked: Clicked; readonly onClose: () => void }): ReactElement {
  const { row, index, window: shown } = clicked;
  const m = shown.messages;
  const link = index.links[m.link[row]];
  const ends = [index.nodes[link.from].id, index.nodes[link.to].id];
  const [from, to] = m.forward[row] === 1 ? ends : [ends[1], ends[0]];
  const at = (ns: number): string => `${(ns / 1e9).toFixed(6)} s`;
  const facts: [string, string][] = [
    ['Route', `${from} \u2192 ${to}`],
    ['Request', m.request[row] > 0 ? `number ${m.request[row]}` : 'none'],
    ['Profile', m.key[row] >= 0 ? profileKey(m.key[row]) : 'none'],
    ['Sent', at(m.sentNs[row])],
    [m.lost[row] === 1 ? 'Lost; was due' : 'Arrives', at(m.arriveNs[row])],
    ['Time on the wire', `${((m.arriveNs[row] - m.sentNs[row]) / 1e6).toFixed(3)} ms`],
  ];
  if (m.fate[row] > 0) facts.push(['Says', `${FATES[m.fate[row]].title}: ${FATES[m.fate[row]].explain}`]);
  return (
    <section className="message-card" aria-label="Message">
      <header>
        <strong>{MESSAGE_TYPE_NAMES[m.type[row]]}</strong>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>{'\u00d7'}</button>
      </header>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
