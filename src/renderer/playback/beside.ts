import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FaultboardApi } from '../../contract/index';
import { createHighlight, type Highlight } from './highlight';
import { GaugeCursor, nodeMoments } from './moments';
import type { PlaybackModel } from './store';
import type { PlaybackActions, PlaybackState } from './types';
import { isCrowded, WindowCache } from './windows';

/** Playback of a second run at the moment at which the first one is. */
export interface BesidePlayback {
  readonly store: StoreApi<PlaybackState>;
  readonly actions: PlaybackActions;
  readonly highlight: StoreApi<Highlight>;
  /** Follows the first run from now on. Returns how to stop. */
  readonly start: () => () => void;
}

/**
 * A second run beside the one on screen: with a picture of its own, but no time of its own. What is done to time there is done to both;
 * what would change the run is refused, which `onRefused` is told. A run that ended earlier stands still at its end.
 */
export function createBeside(
  api: Pick<FaultboardApi, 'runWindow'>,
  first: Pick<PlaybackModel, 'store' | 'actions'>,
  runId: string,
  onRefused: () => void,
): BesidePlayback {
  const beside = new Beside(api, first, runId);
  return {
    store: beside.store,
    highlight: createHighlight(),
    actions: {
      ...first.actions,
      moments: () => beside.moments(),
      inject: () => {
        onRefused();
        return Promise.resolve();
      },
    },
    start: () => beside.start(),
  };
}

class Beside {
  readonly store: StoreApi<PlaybackState>;
  private cache: WindowCache | null = null;
  private cursor: GaugeCursor | null = null;
  private isFetching = false;

  constructor(
    private readonly api: Pick<FaultboardApi, 'runWindow'>,
    private readonly first: Pick<PlaybackModel, 'store' | 'actions'>,
    private readonly runId: string,
  ) {
    this.store = createStore<PlaybackState>(() => this.own(first.store.getState()));
  }

  start(): () => void {
    this.follow();
    const stop = this.first.store.subscribe(() => this.follow());
    return () => {
      stop();
      this.cache = null;
    };
  }

  moments(): ReturnType<PlaybackActions['moments']> {
    const { window, playheadNs, runs } = this.store.getState();
    const report = runs.find((run) => run.runId === this.runId)?.report;
    if (window === null || !report) return [];
    if (this.cursor?.window !== window) this.cursor = new GaugeCursor(window);
    this.cursor.moveTo(playheadNs);
    return nodeMoments(report.index, this.cursor.values);
  }

  private own(state: PlaybackState): PlaybackState {
    return { ...state, currentRunId: this.runId, ghostRunId: null, isLookingBack: false, window: null, stop: null, lookup: null };
  }

  private follow(): void {
    const state = this.first.store.getState();
    const report = state.runs.find((run) => run.runId === this.runId)?.report;
    if (!report) return this.store.setState(this.own(state));
    this.cache ??= new WindowCache(this.api, report);
    const playheadNs = Math.min(state.playheadNs, report.endNs);
    const window = this.cache.at(playheadNs);
    this.store.setState({
      ...this.own(state),
      playheadNs,
      playing: state.playing && playheadNs < report.endNs,
      window,
      crowded: window !== null && (window === this.store.getState().window ? this.store.getState().crowded : isCrowded(window)),
    });
    if (window === null) void this.fetch(playheadNs);
    else if (playheadNs > window.toNs - (window.toNs - window.fromNs) * 0.4) this.cache.prefetchAfter(window);
  }

  /** One question at a time: while it is answered the moment may have moved on, and is asked for then. */
  private async fetch(atNs: number): Promise<void> {
    const { cache } = this;
    if (this.isFetching || cache === null) return;
    this.isFetching = true;
    const window = await cache.around(atNs);
    this.isFetching = false;
    if (window !== null && this.cache === cache && cache.at(atNs) !== null) this.follow();
  }
}
