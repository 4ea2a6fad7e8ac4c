import type { MessageColumns, ScenarioLink, TraceIndex, TraceWindow } from '../../../sim/index';
import { isUnheard } from '../../../exports/unheard';
import type { BoardDocument, BoardPlayback } from '../context';
import { paceOf } from '../../playback/index';
import { currentReport } from '../currentRun';
import { FACE_HEIGHT, FACE_WIDTH } from '../geometry/face';
import type { Polyline } from '../geometry/polyline';
import type { Point } from '../geometry/wireCurve';
import { drawChords, drawFlashes, drawFlows, drawMarks, drawPicked, type Flow, type View } from './draw';
import { linkRate } from './flows';
import { drawLaneFlows, laneFlows } from './laneFlows';
import { createMarkBuffer, FARTHEST_REACH_PX, hitMark, placeMarks, type Flash } from './marks';
import { chooseMode, MOST_FORCED_MARKS, MOST_MARKS, type TrafficMode } from './mode';
import { onThemeChange } from '../../ui/themeChange';
import { readPalette, type TrafficPalette } from './palette';
import { indexRows, rowOfMessage, type RowIndex } from './rows';
import { markSize } from './shapes';
import { makeSprites, type SpriteSet } from './sprites';
import { LEAST_SHOWN_SECONDS, slowingAt } from './slowed';
import { WireLines } from './wireLines';
import { NS_PER_SECOND } from '../../../sim/index';

const RATE_SPAN_NS = NS_PER_SECOND;
const FLOW_PX_PER_SECOND = 60;
const STILL_REDRAW_MS = 500;
const HIT_RADIUS_PX = 10;
/** From seeing to pressing, when the hand is on its way already. */
const HAND_SECONDS = 0.12;
const MOST_ROWS = 20_000;
const FACE_INSET = 2;

/** What the painter reads from the canvas around it. */
export interface PainterSources {
  readonly document: BoardDocument;
  readonly playback: BoardPlayback;
  /** Places of the parts as they are drawn, also while dragged. */
  readonly placeOf: (nodeId: string) => Point | undefined;
  readonly places: () => Iterable<Point>;
  readonly viewport: () => { readonly x: number; readonly y: number; readonly zoom: number };
  readonly reducedMotion: () => boolean;
  readonly pickedId: () => number | null;
  /** Told after each frame below which length flights are shown slower than they are, simulated ns; 0: nothing on screen is. */
  readonly onSlowed: (belowNs: number) => void;
}

/** Draws the traffic when, and only when, something it shows has changed. */
export class TrafficPainter {
  private marks = createMarkBuffer(MOST_MARKS * 2);
  private readonly flashes = new Map<number, Flash>();
  private readonly context: CanvasRenderingContext2D | null;
  private rows: { readonly window: TraceWindow; readonly index: RowIndex } | null = null;
  private lines: { readonly index: TraceIndex; readonly wires: WireLines } | null = null;
  private links: { readonly from: readonly ScenarioLink[]; readonly ids: ReadonlySet<string> } | null = null;
  private palette: TrafficPalette | null = null;
  private sprites: SpriteSet | null = null;
  private mode: TrafficMode = 'marks';
  private frame = 0;
  private timer = 0;
  private lastDrawMs = -Infinity;
  private isClear = true;
  private toldMarks = -1;
  /** Size in CSS pixels, as last observed: asking the page for it would make it lay itself out in every frame. */
  private width = 0;
  private height = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly sources: PainterSources,
  ) {
    this.context = canvas.getContext('2d');
  }

  /** Follows playback, the document, the size of the canvas and the theme. Returns how to stop. */
  start(): () => void {
    const invalidate = (): void => this.invalidate();
    const resize = new ResizeObserver(([entry]) => {
      this.width = entry.contentRect.width;
      this.height = entry.contentRect.height;
      this.invalidate();
    });
    resize.observe(this.canvas);
    const stops = [
      this.sources.playback.store.subscribe(invalidate),
      this.sources.document.store.subscribe(invalidate),
      onThemeChange(() => {
        this.palette = null;
        this.sprites = null;
        this.invalidate();
      }),
    ];
    this.invalidate();
    return () => {
      resize.disconnect();
      for (const stop of stops) stop();
      cancelAnimationFrame(this.frame);
      window.clearTimeout(this.timer);
      // The next painter of this canvas, for another board, takes it for empty.
      this.canvas.width = 0;
    };
  }

  /** Has the next frame drawn. While nothing calls this, nothing runs. */
  invalidate(): void {
    if (this.frame !== 0 || this.timer !== 0) return;
    const { playing } = this.sources.playback.store.getState();
    const waitMs = playing && this.sources.reducedMotion() ? this.lastDrawMs + STILL_REDRAW_MS - performance.now() : 0;
    if (waitMs > 0) {
      this.timer = window.setTimeout(() => {
        this.timer = 0;
        this.request();
      }, waitMs);
    } else this.request();
  }

  /** The row of the message at a point (CSS pixels from the canvas's corner), -1 when there is none. */
  hit(x: number, y: number): number {
    return this.mode === 'marks' ? hitMark(this.marks, x, y, (row) => this.reachOf(row)) : -1;
  }

  /**
   * How far around the mark of a row a click still means it, CSS pixels: farther while it moves, by what it goes in the time a hand
   * takes.
   */
  private reachOf(row: number): number {
    const state = this.sources.playback.store.getState();
    const report = currentReport(state);
    if (!state.playing || state.window === null || report === null) return HIT_RADIUS_PX;
    const { messages } = state.window;
    const line = this.wiresOf(report.index).line(messages.link[row], state.window.lanes);
    const pace = paceOf(state.speed, report.endNs);
    const shownSeconds = Math.max((messages.arriveNs[row] - messages.sentNs[row]) / NS_PER_SECOND / pace, LEAST_SHOWN_SECONDS);
    const pixelsPerSecond = ((line?.length ?? 0) * this.sources.viewport().zoom) / shownSeconds;
    return Math.min(FARTHEST_REACH_PX, HIT_RADIUS_PX + pixelsPerSecond * HAND_SECONDS);
  }

  private request(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame((nowMs) => {
      this.frame = 0;
      this.lastDrawMs = nowMs;
      this.draw();
    });
  }

  private draw(): void {
    const context = this.context;
    if (context === null) return;
    const state = this.sources.playback.store.getState();
    const report = currentReport(state);
    // Even to set its transform would have an empty canvas put together with the rest of the page again.
    if (report === null && this.isClear) return;
    const view = this.fit();
    if (report === null || state.window === null) {
      // While the next window is on its way the last picture stays, so that seeking does not flicker.
      if (report === null) this.clear(context, view);
      return;
    }
    this.clear(context, view);
    this.isClear = false;
    const pace = paceOf(state.speed, report.endNs);
    const wires = this.wiresOf(report.index);
    const palette = (this.palette ??= readPalette(this.canvas));
    const { window } = state;
    const index = this.rowsOf(window);
    const lineOf = (link: number): Polyline | null => wires.line(link, window.lanes);
    const slowing = slowingAt(state.playing, pace);
    const isForced = state.traffic === 'marks';
    if (isForced && this.marks.x.length < MOST_FORCED_MARKS) this.marks = createMarkBuffer(MOST_FORCED_MARKS);
    const fits =
      (state.crowded && !isForced) ||
      placeMarks(
        {
          ...view,
          index,
          playheadNs: state.playheadNs,
          ...slowing,
          mostRows: isForced ? Infinity : this.mode === 'flows' ? MOST_ROWS / 2 : MOST_ROWS,
          line: lineOf,
          isUnheard: (row) => isUnheard(report, window, row),
        },
        this.marks,
        this.flashes,
      );
    this.mode = chooseMode({
      crowded: state.crowded,
      fits,
      marks: this.marks.count,
      playing: state.playing,
      reducedMotion: this.sources.reducedMotion(),
      before: this.mode,
      wanted: state.traffic,
    });
    if (this.mode === 'flows') {
      const flows: Flow[] = [];
      for (let link = 0; link < report.index.links.length; link++) {
        const line = wires.line(link);
        if (line !== null) flows.push({ line, ratePerSecond: linkRate(report.series, link, state.playheadNs, RATE_SPAN_NS) });
      }
      const phase = this.sources.reducedMotion() ? 0 : (state.playheadNs / NS_PER_SECOND / pace) * FLOW_PX_PER_SECOND;
      drawFlows(context, flows, phase, view, palette);
      const between = laneFlows(index, state.window, report.index.links.length, state.playheadNs, RATE_SPAN_NS);
      drawLaneFlows(context, between, lineOf, phase, view, palette);
    } else {
      const sprites = this.spritesFor(view.zoom, palette);
      drawChords(context, this.chordsUnderWay(index.messages, report.index), lineOf, view, palette);
      drawFlashes(context, this.flashes.values(), lineOf, view, palette);
      drawMarks(context, this.marks, sprites);
      const picked = this.sources.pickedId();
      if (picked !== null) drawPicked(context, this.marks, rowOfMessage(index.messages, picked), sprites, palette);
    }
    this.uncoverFaces(context, view);
    this.tellOfMarks();
    this.sources.onSlowed(this.mode === 'marks' && this.flashes.size > 0 ? slowing.shortNs : 0);
  }

  /** Lanes of networks on which marks stand: they have no wire that could be seen. */
  private chordsUnderWay(messages: MessageColumns, { links }: TraceIndex): ReadonlySet<number> {
    const chords = new Set<number>();
    for (let i = 0; i < this.marks.count; i++) {
      const link = messages.link[this.marks.row[i]];
      if (link >= links.length) chords.add(link);
    }
    return chords;
  }

  /** How many marks are drawn, for whoever measures; written only when it changes much, since it touches the page. */
  private tellOfMarks(): void {
    const marks = this.mode === 'marks' ? this.marks.count : 0;
    if (Math.abs(marks - this.toldMarks) <= this.toldMarks * 0.05) return;
    this.toldMarks = marks;
    this.canvas.dataset.marks = String(marks);
  }

  /** Makes the canvas as large as its place and as sharp as the screen, and reads the viewport of this very frame. */
  private fit(): View {
    const { width, height } = this;
    const ratio = window.devicePixelRatio || 1;
    const pixelsWide = Math.round(width * ratio);
    const pixelsHigh = Math.round(height * ratio);
    if (this.canvas.width !== pixelsWide || this.canvas.height !== pixelsHigh) {
      this.canvas.width = pixelsWide;
      this.canvas.height = pixelsHigh;
      this.isClear = true;
    }
    this.context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { x, y, zoom } = this.sources.viewport();
    return { zoom, offsetX: x, offsetY: y, width, height };
  }

  private clear(context: CanvasRenderingContext2D, view: View): void {
    if (!this.isClear) context.clearRect(0, 0, view.width, view.height);
    this.isClear = true;
    this.marks.count = 0;
  }

  /** The layer lies over the parts; what would cover a face is taken away again, so that marks seem to pass beneath. */
  private uncoverFaces(context: CanvasRenderingContext2D, view: View): void {
    const width = (FACE_WIDTH - 2 * FACE_INSET) * view.zoom;
    const height = (FACE_HEIGHT - 2 * FACE_INSET) * view.zoom;
    for (const place of this.sources.places()) {
      const x = (place.x + FACE_INSET) * view.zoom + view.offsetX;
      const y = (place.y + FACE_INSET) * view.zoom + view.offsetY;
      if (x < view.width && y < view.height && x + width > 0 && y + height > 0) context.clearRect(x, y, width, height);
    }
  }

  private wiresOf(index: TraceIndex): WireLines {
    if (this.lines?.index !== index)
      this.lines = { index, wires: new WireLines(index, (id) => this.linkIds().has(id), this.sources.placeOf) };
    return this.lines.wires;
  }

  private linkIds(): ReadonlySet<string> {
    const { links } = this.sources.document.store.getState().scenario;
    if (this.links?.from !== links) this.links = { from: links, ids: new Set(links.map((link) => link.id)) };
    return this.links.ids;
  }

  private rowsOf(window: TraceWindow): RowIndex {
    if (this.rows?.window !== window) this.rows = { window, index: indexRows(window.messages, window.lanes) };
    return this.rows.index;
  }

  private spritesFor(zoom: number, palette: TrafficPalette): SpriteSet {
    const sizePx = Math.round(markSize(zoom));
    const ratio = window.devicePixelRatio || 1;
    const known = this.sprites;
    if (known !== null && known.sizePx === sizePx && known.devicePixelRatio === ratio) return known;
    return (this.sprites = makeSprites(palette.marks, palette.background, sizePx, ratio));
  }
}
