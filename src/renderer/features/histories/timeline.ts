import { panView, viewAround } from '../../playback/index';
import { TimeCanvas } from '../../workbench/timeCanvas';
import type { Services } from '../../workbench/workbenchApi';
import type { Entry } from './entries';
import { drawLanes, entryAt, LABEL_PX, nsAtX, rowPx, RULER_PX, xOf, type Lane, type LaneColors, type LanesView } from './lanes';

const FIRST_OPERATIONS = 60;
const PICK_PX = 5;

/** What the timeline tells of. */
export interface TimelineContent {
  readonly lanes: readonly Lane[];
  readonly count: number;
  readonly chosen: string | null;
}

/** The timeline of a history on one canvas: what is seen of it, and when it has to be drawn anew. */
export class Timeline extends TimeCanvas {
  private content: TimelineContent = { lanes: [], count: 0, chosen: null };
  private hasView = false;
  private colors: LaneColors | null = null;

  constructor(services: Services, endNs: number) {
    super(services, endNs, { labelPx: LABEL_PX, rulerPx: RULER_PX });
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

  /** Some dozens of operations around the playhead. */
  showPlayhead(): void {
    this.showView(viewAround(this.services.playback.store.getState().playheadNs, FIRST_OPERATIONS, this.content.count, this.endNs));
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
      this.showView(panView(this.view, entry.invokeNs - (this.view.fromNs * 0.7 + this.view.toNs * 0.3), this.endNs));
  }

  protected rowsPx(): number {
    return rowPx(this.seen()) * this.content.lanes.length;
  }

  protected momentOf(x: number): number {
    return nsAtX(this.seen(), x);
  }

  protected forgetColors(): void {
    this.colors = null;
  }

  protected draw(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
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
