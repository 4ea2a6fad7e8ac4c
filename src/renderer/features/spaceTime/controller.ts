import { createStore } from 'zustand/vanilla';
import type { RunReport } from '../../../contract/index';
import { calledBy, wayName, NS_PER_SECOND } from '../../../sim/index';
import { causalCone, causalEvents, lamportClocks, vectorClockOf, type CausalCone, type CausalEvents } from '../../../exports/causality';
import { messageText } from '../../../exports/messageText';
import { readPalette } from '../../board/traffic/palette';
import { lightUp, panView, viewAround, type TimeView } from '../../playback/index';
import { TimeCanvas } from '../../workbench/timeCanvas';
import type { Services } from '../../workbench/workbenchApi';
import { strings } from './strings';
import { bandsOf, type Band } from './bands';
import { DetailSource, type Detail } from './detail';
import { amountsAt, drawDiagram, LABEL_PX, nsAt, pickRow, rowPx, RULER_PX, type Diagram, type DiagramColors } from './diagram';
import { canvasPen, svgPen } from './pen';
import { messagesOfRun } from './networkAmounts';
import { orderRows, type RowOrder } from './rows';

const FIRST_MESSAGES = 60;
const PICK_PX = 7;

/** A message that was chosen, in words. */
export interface Chosen {
  readonly id: number;
  readonly request: number;
  readonly text: string;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly lost: boolean;
  /** Lamport clocks of sending and arrival (null: it did not arrive in this stretch), counted from `clocksFromNs`. */
  readonly lamport: readonly [number, number | null];
  /** Vector clocks of both, as texts. */
  readonly vectors: readonly [string, string | null];
  readonly clocksFromNs: number;
}

/** What the panel around the diagram shows. */
export interface SpaceTimeUi {
  readonly order: RowOrder;
  readonly chosen: Chosen | null;
  /** One sentence about what is under the pointer, or what the picture means. */
  readonly hint: string;
  readonly mode: 'messages' | 'amounts' | 'loading';
  readonly follow: boolean;
}

interface Causality {
  readonly detail: Detail;
  readonly events: CausalEvents;
  readonly lamport: Int32Array;
}

/** The diagram of one run on one canvas: what is seen, what is chosen, and when it has to be drawn anew. */
export class SpaceTime extends TimeCanvas {
  readonly ui = createStore<SpaceTimeUi>(() => ({ order: 'flow', chosen: null, hint: '', mode: 'loading', follow: true }));
  private order: readonly number[] = [];
  private readonly bands: readonly Band[];
  private readonly source: DetailSource;
  private detail: Detail | null = null;
  private causality: Causality | null = null;
  private cone: CausalCone | null = null;
  private colors: DiagramColors | null = null;

  constructor(
    services: Services,
    readonly report: RunReport,
  ) {
    super(services, report.endNs, { labelPx: LABEL_PX, rulerPx: RULER_PX });
    this.bands = bandsOf(report);
    this.source = new DetailSource(services.api, report, () => this.invalidate());
    const messages = messagesOfRun(report);
    this.view = viewAround(this.services.playback.store.getState().playheadNs, FIRST_MESSAGES, messages, report.endNs);
    this.setOrder('flow');
  }

  override attach(canvas: HTMLCanvasElement): () => void {
    const { highlight } = this.services.playback;
    const stop = super.attach(canvas);
    const stopLights = highlight.subscribe(() => this.invalidate());
    return () => {
      stop();
      stopLights();
      lightUp(highlight, this.report.runId, 0);
    };
  }

  setOrder(order: RowOrder): void {
    const places = new Map(this.services.document.store.getState().scenario.nodes.map((node) => [node.id, node]));
    this.order = orderRows(this.report.index, order, (id) => places.get(id));
    this.ui.setState({ order });
    this.invalidate();
  }

  setFollow(follow: boolean): void {
    this.ui.setState({ follow });
  }

  /** Back to single messages around the playhead. */
  showPlayhead(): void {
    const messages = messagesOfRun(this.report);
    this.showView(viewAround(this.services.playback.store.getState().playheadNs, FIRST_MESSAGES, messages, this.report.endNs));
  }

  /** The pointer is at a place: lights up the message there in every view and says what it is. */
  point(x: number, y: number): void {
    const diagram = this.diagram();
    const row = pickRow(diagram, x, y, PICK_PX);
    if (row < 0 || this.detail === null) lightUp(this.services.playback.highlight, this.report.runId, 0);
    else
      lightUp(
        this.services.playback.highlight,
        this.report.runId,
        this.detail.window.messages.id[row],
        wayName(this.report.index, this.detail.window, row),
      );
    const text =
      row >= 0 && this.detail !== null
        ? messageText(this.report.index, this.detail.window, row, this.detail.isUnheard(row))
        : this.amountText(diagram, x, y);
    if (this.ui.getState().hint !== text) this.ui.setState({ hint: text });
  }

  /** How much a part had to do around a place, while the picture shows amounts; else nothing. */
  private amountText(diagram: Diagram, x: number, y: number): string {
    if (this.ui.getState().mode !== 'amounts' || x < LABEL_PX || y < RULER_PX) return '';
    const node = diagram.order[Math.floor((y - RULER_PX + this.scrollPx) / rowPx(diagram))];
    const { sampleNs, sampleCount } = this.report.series;
    const sample = Math.floor(nsAt(diagram, x) / sampleNs);
    if (node === undefined || sample < 0 || sample >= sampleCount) return '';
    const { messages, failed } = amountsAt(this.report, node, sample);
    return strings.amount(
      calledBy(this.report.index.nodes[node]),
      ((sample + 0.5) * sampleNs) / NS_PER_SECOND,
      messages / (sampleNs / NS_PER_SECOND),
      failed,
    );
  }

  /** A click: on the ruler the playhead goes there, on a message it is chosen, elsewhere nothing is. */
  press(x: number, y: number): void {
    if (y < RULER_PX) this.services.playback.actions.seek(nsAt(this.frameOf(), x));
    else this.choose(pickRow(this.diagram(), x, y, PICK_PX));
  }

  /** Chooses the next (1) or previous (-1) message by its sending; the first one is that at the playhead. */
  step(direction: 1 | -1): void {
    const detail = this.detail;
    if (detail === null) return;
    const { messages } = detail.window;
    const { chosen } = this.ui.getState();
    const { playheadNs } = this.services.playback.store.getState();
    let row = chosen === null ? -1 : messages.id.indexOf(chosen.id);
    if (row >= 0) row += direction;
    else
      row = Math.max(
        0,
        messages.sentNs.findIndex((ns) => ns >= playheadNs),
      );
    if (row < 0 || row >= messages.count) return;
    this.choose(row);
    const atNs = messages.sentNs[row];
    if (atNs < this.view.fromNs || atNs > this.view.toNs)
      this.showView(panView(this.view, atNs - (this.view.fromNs + this.view.toNs) / 2, this.report.endNs));
  }

  forget(): void {
    this.choose(-1);
  }

  /** What is seen as an SVG document. */
  svg(): string {
    const diagram = this.diagram();
    const pen = svgPen(this.widthPx, this.heightPx, `Space-time diagram of ${this.report.summary.scenario}`);
    drawDiagram(pen, diagram);
    return pen.document();
  }

  /** The stretch whose messages are seen; null when they are too many to be told apart. */
  stretch(): { readonly detail: Detail; readonly view: TimeView } | null {
    return this.detail === null ? null : { detail: this.detail, view: this.view };
  }

  private choose(row: number): void {
    const detail = this.detail;
    if (row < 0 || detail === null) {
      this.cone = null;
      this.ui.setState({ chosen: null });
    } else {
      const { events } = this.causalityOf(detail);
      this.cone = causalCone(events, this.report.index.nodes.length, events.sentEvent[row]);
      this.ui.setState({ chosen: this.describe(detail, row) });
    }
    this.invalidate();
  }

  private describe(detail: Detail, row: number): Chosen {
    const { messages, fromNs } = detail.window;
    const { events, lamport } = this.causalityOf(detail);
    const [sent, received] = [events.sentEvent[row], events.receivedEvent[row]];
    const vector = (event: number): string => this.vectorText(vectorClockOf(events, this.report.index.nodes.length, event));
    return {
      id: messages.id[row],
      request: messages.request[row],
      text: messageText(this.report.index, detail.window, row, detail.isUnheard(row)),
      sentNs: messages.sentNs[row],
      arriveNs: messages.arriveNs[row],
      lost: messages.lost[row] === 1,
      lamport: [lamport[sent], received < 0 ? null : lamport[received]],
      vectors: [vector(sent), received < 0 ? null : vector(received)],
      clocksFromNs: fromNs,
    };
  }

  private vectorText(clock: Int32Array): string {
    return [...clock.keys()]
      .filter((node) => clock[node] > 0)
      .map((node) => `${this.report.index.nodes[node].id}:${clock[node]}`)
      .join('  ');
  }

  private causalityOf(detail: Detail): Causality {
    if (this.causality?.detail !== detail) {
      const events = causalEvents(this.report.index, detail.window, detail.window.toNs, detail.isUnheard);
      this.causality = { detail, events, lamport: lamportClocks(events, this.report.index.nodes.length) };
    }
    return this.causality;
  }

  protected override showView(view: TimeView): void {
    // What was under the pointer is no longer there.
    lightUp(this.services.playback.highlight, this.report.runId, 0);
    this.ui.setState({ hint: '' });
    super.showView(view);
  }

  protected override isFollowing(): boolean {
    return this.ui.getState().follow;
  }

  protected rowsPx(): number {
    return rowPx(this.frameOf()) * this.order.length;
  }

  protected momentOf(x: number): number {
    return nsAt(this.frameOf(), x);
  }

  protected forgetColors(): void {
    this.colors = null;
  }

  protected draw(context: CanvasRenderingContext2D): void {
    this.detail = this.source.for(this.view);
    const single = drawDiagram(canvasPen(context), this.diagram());
    const mode = single ? 'messages' : 'amounts';
    if (this.ui.getState().mode !== mode) this.ui.setState({ mode });
  }

  private frameOf(): Pick<Diagram, 'order' | 'view' | 'widthPx' | 'heightPx' | 'scrollPx'> {
    return { order: this.order, view: this.view, widthPx: this.widthPx, heightPx: this.heightPx, scrollPx: this.scrollPx };
  }

  private diagram(): Diagram {
    const { message } = this.services.playback.highlight.getState();
    const { chosen } = this.ui.getState();
    return {
      ...this.frameOf(),
      report: this.report,
      bands: this.bands,
      detail: this.detail?.rows ?? null,
      isUnheard: (row) => this.detail?.isUnheard(row) === true,
      playheadNs: this.services.playback.store.getState().playheadNs,
      hoveredId: message?.runId === this.report.runId ? message.id : 0,
      selectedId: chosen?.id ?? 0,
      request: chosen?.request ?? 0,
      cone: this.cone,
      colors: this.palette(),
    };
  }

  private palette(): DiagramColors {
    if (this.colors !== null) return this.colors;
    const element = this.canvas ?? document.documentElement;
    const style = getComputedStyle(element);
    const read = (name: string): string => style.getPropertyValue(name).trim() || '#888';
    const { marks } = readPalette(element);
    return (this.colors = {
      marks,
      background: read('--panel'),
      line: read('--line-strong'),
      text: read('--text'),
      soft: read('--text-soft'),
      accent: read('--accent'),
      bad: read('--status-down'),
      slow: read('--status-slow'),
      paused: read('--status-paused'),
    });
  }
}
