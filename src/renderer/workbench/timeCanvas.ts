import { clampView, panView, zoomView, type TimeView } from '../playback/index';
import { onThemeChange } from '../ui/themeChange';
import type { Services } from './workbenchApi';

/** Where the playhead stands in the view while it is followed: then the view moves on. */
const FOLLOW_AT = 0.75;
/** Where it stands after a jump. */
const JUMP_TO = 0.3;

/** What a canvas with time from left to right has around what is drawn on it. */
export interface TimeFrame {
  /** Names of rows, at the left. */
  readonly labelPx: number;
  /** Moments, above. */
  readonly rulerPx: number;
}

/**
 * A canvas with time from left to right and rows from top to bottom: what is seen of it, how that follows the playhead, and when it has to
 * be drawn anew. What is drawn is the matter of whoever extends it.
 */
export abstract class TimeCanvas {
  protected view: TimeView;
  protected canvas: HTMLCanvasElement | null = null;
  protected widthPx = 0;
  protected heightPx = 0;
  protected scrollPx = 0;
  private frame = 0;

  protected constructor(
    protected readonly services: Services,
    protected readonly endNs: number,
    private readonly edges: TimeFrame,
  ) {
    this.view = { fromNs: 0, toNs: endNs };
  }

  /** How high all rows are together. */
  protected abstract rowsPx(): number;
  /** The moment at a place, ns. */
  protected abstract momentOf(x: number): number;
  protected abstract draw(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void;
  /** The theme is another. */
  protected abstract forgetColors(): void;

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
        if (this.isFollowing()) this.follow(state.playheadNs, state.playing);
        this.invalidate();
      }),
      onThemeChange(() => {
        this.forgetColors();
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

  /** Zooms around a place, else around the playhead when that is seen, else the middle. */
  zoom(factor: number, x?: number): void {
    const { playheadNs } = this.services.playback.store.getState();
    const { fromNs, toNs } = this.view;
    const middleNs = playheadNs >= fromNs && playheadNs <= toNs ? playheadNs : (fromNs + toNs) / 2;
    this.showView(zoomView(this.view, x === undefined ? middleNs : this.momentOf(x), factor, this.endNs));
  }

  /** Moves by a share of what is seen. */
  pan(share: number): void {
    this.showView(panView(this.view, (this.view.toNs - this.view.fromNs) * share, this.endNs));
  }

  panPx(px: number): void {
    this.pan(px / Math.max(1, this.widthPx - this.edges.labelPx));
  }

  scrollBy(px: number): void {
    const mostPx = Math.max(0, this.rowsPx() + this.edges.rulerPx - this.heightPx);
    this.scrollPx = Math.max(0, Math.min(mostPx, this.scrollPx + px));
    this.invalidate();
  }

  showAll(): void {
    this.showView(clampView({ fromNs: 0, toNs: this.endNs }, this.endNs));
  }

  protected isFollowing(): boolean {
    return true;
  }

  /** Shows another stretch. */
  protected showView(view: TimeView): void {
    this.view = view;
    this.invalidate();
  }

  /** Has it drawn anew with the next picture of the screen. */
  protected invalidate(): void {
    if (this.frame !== 0 || this.canvas === null) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.prepare();
    });
  }

  private follow(playheadNs: number, playing: boolean): void {
    const { fromNs, toNs } = this.view;
    const spanNs = toNs - fromNs;
    const isSeen = playheadNs >= fromNs && playheadNs <= toNs;
    if (isSeen && !(playing && playheadNs > fromNs + spanNs * FOLLOW_AT)) return;
    const share = playing ? FOLLOW_AT : JUMP_TO;
    this.view = clampView({ fromNs: playheadNs - spanNs * share, toNs: playheadNs + spanNs * (1 - share) }, this.endNs);
  }

  private prepare(): void {
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
    this.draw(context, canvas);
  }
}
