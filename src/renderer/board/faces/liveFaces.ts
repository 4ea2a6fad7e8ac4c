import { Gauge, NodeStatus, holdsAt, holdTexts, type Hold, type RunSeries, type ScenarioNode, type TraceIndex } from '../../../sim/index';
import type { StoreApi } from 'zustand/vanilla';
import { actionsOf } from '../../playback/actions';
import { nodeAt } from '../../playback/settingsNow';
import type { NodeMoment } from '../../playback/types';
import type { BoardState } from '../boardState';
import type { BoardDocument, BoardPlayback } from '../context';
import { currentReport } from '../currentRun';
import { cutsOf } from '../cuts';
import { counterRate } from './figure';
import { givenName, networksOf } from '../../document/index';
import { holdingsOf } from '../networks/holdings';
import { sidesOf, type Side } from '../networks/sides';
import { troubleSortsOf } from '../networks/troubleMarks';
import { faceView, isSameMoment, mainCounterOf, type FaceMoment, type FaceView } from './faceView';
import { lagOf, lagSources } from './lag';
import { loadAt } from './load';
import { facePlaces, writeFace, type FacePlaces } from './writeFace';

const TICK_MS = 66;
const LABELS_MS = 1000;

interface FaceOnPage {
  readonly id: string;
  readonly places: FacePlaces;
  readonly node: Element | null;
  part: ScenarioNode | null;
  moment: FaceMoment | null;
  written: FaceView | null;
  label: string;
}

/** Keeps the faces on screen and the cut wires up to date with the playhead, at most about 15 times a second, outside of React. */
export class LiveFaces {
  private readonly faces = new Map<HTMLElement, FaceOnPage>();
  private readonly watchers = new Set<() => void>();
  private parts = new Map<string, ScenarioNode>();
  private partsOf: readonly ScenarioNode[] | null = null;
  private index: TraceIndex | null = null;
  private positions = new Map<string, number>();
  private sources: ReturnType<typeof lagSources> = new Map();
  /** Of the last tick; faces that appear between two ticks (while panning) need no reckoning of their own. */
  private latest: readonly NodeMoment[] | null = null;
  private holds: readonly Hold[] = NOTHING;
  private holdings: ReadonlyMap<number, number> = new Map();
  private report: ReturnType<typeof currentReport> = null;
  private timer: number | null = null;
  private lastTickMs = -Infinity;
  private lastLabelsMs = -Infinity;

  constructor(
    private readonly document: BoardDocument,
    private readonly playback: BoardPlayback,
    private readonly ui: StoreApi<BoardState>,
  ) {}

  /** Follows playback and the document. Returns how to stop. */
  start(): () => void {
    const stops = [
      this.playback.store.subscribe((state, before) => {
        if (
          state.playheadNs !== before.playheadNs ||
          state.window !== before.window ||
          state.runs !== before.runs ||
          state.currentRunId !== before.currentRunId ||
          state.playing !== before.playing
        )
          this.touch();
      }),
      this.document.store.subscribe((state, before) => {
        if (state.scenario !== before.scenario) this.touch();
      }),
    ];
    this.tick();
    return () => {
      for (const stop of stops) stop();
      if (this.timer !== null) window.clearTimeout(this.timer);
      this.timer = null;
    };
  }

  /** Takes a face into care from when it is on the page. Returns how to give it up. */
  register(id: string, root: HTMLElement): () => void {
    const face: FaceOnPage = {
      id,
      places: facePlaces(root),
      node: root.closest('.react-flow__node'),
      part: null,
      moment: null,
      written: null,
      label: '',
    };
    this.faces.set(root, face);
    this.refreshParts();
    this.update(face, this.latest);
    if (face.written !== null) writeLabel(face, face.written);
    return () => this.faces.delete(root);
  }

  /** The faces on the page, each with the part it shows. */
  *roots(): Generator<{ readonly id: string; readonly root: HTMLElement }> {
    for (const [root, { id }] of this.faces) yield { id, root };
  }

  /** What is known of these parts as of the last tick; nothing of those that the run on screen does not have. */
  momentsOf(ids: readonly string[]): readonly FaceMoment[] {
    const { latest } = this;
    return latest === null ? [] : ids.flatMap((id) => this.momentOf(id, latest) ?? []);
  }

  /** Calls back at every tick, and now. Returns how to stop. */
  watch(onTick: () => void): () => void {
    this.watchers.add(onTick);
    onTick();
    return () => this.watchers.delete(onTick);
  }

  private touch(): void {
    if (this.timer !== null) return;
    const waitMs = Math.max(0, this.lastTickMs + TICK_MS - performance.now());
    this.timer = window.setTimeout(() => {
      this.timer = null;
      this.tick();
    }, waitMs);
  }

  private tick(): void {
    this.lastTickMs = performance.now();
    this.refreshParts();
    this.refreshHolds();
    this.latest = this.moments();
    this.holdings = this.latest === null || this.index === null ? new Map() : holdingsOf(this.index.nodes, this.latest);
    for (const face of this.faces.values()) this.update(face, this.latest);
    this.writeLabels();
    this.showCuts();
    for (const onTick of this.watchers) onTick();
  }

  private refreshParts(): void {
    const { nodes } = this.document.store.getState().scenario;
    if (nodes === this.partsOf) return;
    this.partsOf = nodes;
    this.parts = new Map(nodes.map((node) => [node.id, node]));
  }

  private moments(): readonly NodeMoment[] | null {
    const report = currentReport(this.playback.store.getState());
    if (report === null) return null;
    if (this.index !== report.index) {
      this.index = report.index;
      this.positions = new Map(report.index.nodes.map((node, i) => [node.id, i]));
      this.sources = lagSources(report.index);
    }
    const moments = this.playback.actions.moments();
    return moments.length === 0 ? null : moments;
  }

  private update(face: FaceOnPage, moments: readonly NodeMoment[] | null): void {
    const part = this.parts.get(face.id);
    if (part === undefined) return;
    const moment = moments === null ? null : this.momentOf(face.id, moments);
    if (face.written !== null && face.part === part && isSameMoment(face.moment, moment)) return;
    const view = faceView(part, moment);
    writeFace(face.places, view, face.written);
    // Readers of names need not hear of every request: the name follows at once when the state changes, otherwise now and then.
    if (face.written?.status !== view.status) writeLabel(face, view);
    face.part = part;
    face.moment = moment;
    face.written = view;
  }

  private writeLabels(): void {
    const nowMs = performance.now();
    const { playing } = this.playback.store.getState();
    if (playing && nowMs - this.lastLabelsMs < LABELS_MS) return;
    this.lastLabelsMs = nowMs;
    for (const face of this.faces.values()) if (face.written !== null) writeLabel(face, face.written);
  }

  private momentOf(id: string, moments: readonly NodeMoment[]): FaceMoment | null {
    const state = this.playback.store.getState();
    const report = currentReport(state);
    const at = this.positions.get(id);
    if (report === null || at === undefined || moments[at] === undefined) return null;
    const part = this.parts.get(id);
    const designed = report.index.nodes[at];
    const node = part === undefined ? designed : nodeAt(report, designed, part.params, state.playheadNs);
    return {
      node,
      moment: moments[at],
      load: loadAt(report.series, node, state.playheadNs),
      lag: lagOf(this.sources, moments, at),
      trouble: this.troubleOf(id),
      holds: this.holdings.get(at),
      ratePerSecond: rateOf(report.series, node, moments[at], state.playheadNs),
    };
  }

  /** What faults do at the playhead; reckoned once a tick. */
  private refreshHolds(): void {
    const state = this.playback.store.getState();
    const report = currentReport(state);
    this.report = report;
    this.holds = report === null ? NOTHING : holdsAt(actionsOf(report), state.playheadNs);
  }

  private troubleOf(target: string): string {
    return this.report === null || this.holds.length === 0 ? '' : holdTexts(this.holds, this.report.faults, target).join(', ');
  }

  private showCuts(): void {
    const state = this.playback.store.getState();
    const runOnScreen = this.report !== null;
    const cuts = cutsOf(this.holds);
    const links = new Set(this.holds.filter((hold) => hold.type !== 'cut').map((hold) => hold.target));
    const troubles = new Map(
      [...links]
        .filter((id) => !this.parts.has(id))
        .map((id) => [id, this.troubleOf(id)] as const)
        .filter(([, text]) => text !== ''),
    );
    const troubleSorts = troubleSortsOf(this.holds);
    const before = this.ui.getState();
    this.showSides();
    const same = isSame(cuts, before.cuts) && isSame(troubles, before.troubles) && isSame(troubleSorts, before.troubleSorts);
    if (before.picked !== null && before.picked.runId !== state.currentRunId) this.ui.setState({ picked: null });
    if (!same || runOnScreen !== before.runOnScreen) this.ui.setState({ ...(same ? {} : { cuts, troubles, troubleSorts }), runOnScreen });
  }

  /** Members of networks that are kept apart have no wire on which that could be seen. */
  private showSides(): void {
    const before = this.ui.getState().sides;
    const isSplit = this.report !== null && this.holds.some(({ type }) => type === 'apart');
    if (!isSplit && before.size === 0) return;
    const { scenario } = this.document.store.getState();
    const inNetworks = new Set(isSplit ? networksOf(scenario).flatMap(({ members }) => members) : []);
    const sides = sidesOf(
      this.holds,
      this.report?.faults ?? [],
      scenario.nodes.filter(({ id }) => inNetworks.has(id)),
      (group) => givenName(group, scenario),
    );
    const isSameAsBefore = sides.size === before.size && [...sides].every(([id, side]) => isSameSide(before.get(id), side));
    if (!isSameAsBefore) this.ui.setState({ sides });
  }
}

/** The rate of what a part is about at a moment, rounded as it will be written: a face is written again only when it reads otherwise. */
function rateOf(series: RunSeries, node: TraceIndex['nodes'][number], moment: NodeMoment, atNs: number): number | undefined {
  const main = mainCounterOf(node);
  if (main === null) return undefined;
  // What it did before it went down is not what it does.
  if (moment.status === NodeStatus.down || moment.status === NodeStatus.off) return 0;
  const now =
    main.gauge >= Gauge.first
      ? (moment.own[main.gauge - Gauge.first] ?? 0)
      : main.gauge === Gauge.received
        ? moment.received
        : moment.completed;
  const rate = counterRate(series, node.gaugeBase + main.gauge, now, atNs);
  return rate >= 9.95 ? Math.round(rate) : Math.round(rate * 10) / 10;
}

function isSameSide(p: Side | undefined, q: Side): boolean {
  return p !== undefined && p.letter === q.letter && p.name === q.name && p.groups.join() === q.groups.join();
}

const NOTHING: readonly Hold[] = [];

function isSame<T>(p: ReadonlyMap<string, T>, q: ReadonlyMap<string, T>): boolean {
  return p.size === q.size && [...p].every(([id, value]) => q.get(id) === value);
}

function writeLabel(face: FaceOnPage, view: FaceView): void {
  if (face.label === view.label) return;
  face.label = view.label;
  face.node?.setAttribute('aria-label', view.label);
}
