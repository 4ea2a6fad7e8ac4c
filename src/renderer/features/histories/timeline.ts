import { onThemeChange } from '../../board/traffic/palette';
import { clampView, panView, viewAround, zoomView, type TimeView } from '../../playback/index';
import type { Services } from '../../workbench/workbenchApi';
import type { Entry } from './entries';
import { drawLanes, entryAt, LABEL_PX, nsAtX, rowPx, RULER_PX, xOf, type Lane, type LaneColors, type LanesView } from './lanes';

const FIRST_OPERATIONS = 60;
const PICK_PX = 5;
const FOLLOW_AT = 0.75;

/** What the timeline tells of. */
export interface TimelineContent {
  readonly lanes: readonly Lane[];
  readonly count: number;
  readonly chosen: string | null;
}

/** The timeline of a history on one canvas: what is seen of it, and when it has to be drawn anew. */
export class Timeline {
  private content: TimelineContent = { lanes: [], count: 0, chosen: null };
  private view: TimeView;
  private hasView = false;
  private canvas: HTMLCanvasElement | null = null;
  private colors: LaneColors | null = null;
  private widthPx = 0;
  private heightPx = 0;
  private scrollPx = 0;
  private frame = 0;

  constructor(
    private readonly services: Services,
    private readonly endNs: number,
  ) {
    this.view = { fromNs: 0, toNs: endNs };
  }

  /** Draws on a canvas from now on. Returns how to stop. */
  attach(canvas: HTMLCanvasElement): () => void {
    this.canvas = canvas;
    const resize = new ResizeObserver(([entry]) => {
      this.widthPx = entry.contentRect.width;
      this.heightPx = entry.contentRect.height;
      this.scrollBy(0);
    });
    resize.observe(canvas);
    const stops = [
      this.services.playback.store.subscribe((state, before) => {
        if (state.playheadNs === before.playheadNs) return;
        this.follow(state.playheadNs, state.playing);
        this.invalidate();
      }),
      onThemeChange(() => {
        this.colors = null;
        this.invalidate();
      }),
    ];
    return () => {
      resize.disconnect();
      for (const stop of stops) stop();
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.canvas = null;
    };
  }

  /** Tells of something else from now on. */
  show(content: TimelineContent): void {
    this.content = content;
    if (!this.hasView && content.count > 0) {
      this.hasView = true;
      this.showPlayhead();
    }
    this.scrollBy(0);
  }

  /** Zooms around a place, else around the playhead when that is seen, else the middle. */
  zoom(factor: number, x?: number): void {
    const { playheadNs } = this.services.playback.store.getState();
    const isSeen = playheadNs >= this.view.fromNs && playheadNs <= this.view.toNs;
    const middleNs = isSeen ? playheadNs : (this.view.fromNs + this.view.toNs) / 2;
    this.look(zoomView(this.view, x === undefined ? middleNs : nsAtX(this.seen(), x), factor, this.endNs));
  }

  /** Moves by a share of what is seen. */
  pan(share: number): void {
    this.look(panView(this.view, (this.view.toNs - this.view.fromNs) * share, this.endNs));
  }

  panPx(px: number): void {
    this.pan(px / Math.max(1, this.widthPx - LABEL_PX));
  }

  scrollBy(px: number): void {
    const mostPx = Math.max(0, rowPx(this.seen()) * this.content.lanes.length + RULER_PX - this.heightPx);
    this.scrollPx = Math.max(0, Math.min(mostPx, this.scrollPx + px));
    this.invalidate();
  }

  showAll(): void {
    this.look(clampView({ fromNs: 0, toNs: this.endNs }, this.endNs));
  }

  /** Some dozens of operations around the playhead. */
  showPlayhead(): void {
    this.look(viewAround(this.services.playback.store.getState().playheadNs, FIRST_OPERATIONS, this.content.count, this.endNs));
  }

  /** The operation at a place; null: none. */
  at(x: number, y: number): Entry | null {
    return entryAt(this.seen(), x, y, PICK_PX);
  }

  /** The moment on the ruler at a place; null: it is not on the ruler. */
  momentAt(x: number, y: number): number | null {
    return y < RULER_PX && x >= LABEL_PX ? nsAtX(this.seen(), x) : null;
  }

  /** Moves the view to where an operation is seen. */
  reveal(entry: Entry): void {
    const row = this.content.lanes.findIndex((lane) => lane.entries[0].process === entry.process);
    const high = rowPx(this.seen());
    const top = row * high - this.scrollPx;
    const roomPx = this.heightPx - RULER_PX - high;
    if (top < 0) this.scrollBy(top);
    else if (top > roomPx) this.scrollBy(top - roomPx);
    const x = xOf(this.seen(), entry.invokeNs);
    if (x < LABEL_PX || x > this.widthPx - 20)
      this.look(panView(this.view, entry.invokeNs - (this.view.fromNs * 0.7 + this.view.toNs * 0.3), this.endNs));
  }

  private look(view: TimeView): void {
    this.view = view;
    this.invalidate();
  }

  private follow(playheadNs: number, playing: boolean): void {
    const { fromNs, toNs } = this.view;
    const spanNs = toNs - fromNs;
    const isSeen = playheadNs >= fromNs && playheadNs <= toNs;
    if (isSeen && !(playing && playheadNs > fromNs + spanNs * FOLLOW_AT)) return;
    const share = playing ? FOLLOW_AT : 0.3;
    this.view = clampView({ fromNs: playheadNs - spanNs * share, toNs: playheadNs + spanNs * (1 - share) }, this.endNs);
  }

  private invalidate(): void {
    if (this.frame !== 0 || this.canvas === null) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { canvas } = this;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null || this.widthPx === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(this.widthPx * ratio), Math.round(this.heightPx * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { playheadNs } = this.services.playback.store.getState();
    drawLanes(context, this.seen(), this.palette(canvas), { playheadNs, chosen: this.content.chosen });
  }

  private seen(): LanesView {
    const { view, endNs, widthPx, heightPx, scrollPx } = this;
    return { lanes: this.content.lanes, view, endNs, widthPx, heightPx, scrollPx };
  }

  private palette(element: Element): LaneColors {
    if (this.colors !== null) return this.colors;
    const style = getComputedStyle(element);
    const read = (name: string): string => style.getPropertyValue(name).trim() || '#888';
    return (this.colors = {
      ok: read('--series-ok'),
      fail: read('--series-failed'),
      info: read('--status-slow'),
      pending: read('--series-sent'),
      panel: read('--panel'),
      line: read('--line-strong'),
      text: read('--text'),
      soft: read('--text-soft'),
      accent: read('--accent'),
    });
  }
}
