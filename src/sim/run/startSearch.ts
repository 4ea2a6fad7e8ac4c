import type { Breakpoint } from '../model/breakpointSchema';
import type { Watcher } from './breakpoints/watcher';
import type { BreakSearch, SearchedRun } from './breakSearch';
import type { Engine } from './engine';

const EVENTS_A_SLICE = 256;
const MOST_HITS = 100_000;

/**
 * Looks for moments at which breakpoints stop playback by going over the run from its beginning, once: what it has found on the way is kept
 * for later searches, in both directions.
 */
export class StartSearcher {
  private engine: Engine | null = null;
  private watcher: Watcher | null = null;
  private watched = '';
  /** All hits from here up to where the engine stands are kept. */
  private keptSinceNs = -1;

  constructor(
    private readonly run: SearchedRun,
    private readonly watch: (engine: Engine, breakpoints: readonly Breakpoint[]) => Watcher,
  ) {}

  /** Strictly after (1) or before (-1) a moment; gives up after about `maxEvents` events, and goes on from there when asked again. */
  find(fromNs: number, direction: 1 | -1, breakpoints: readonly Breakpoint[], maxEvents: number): BreakSearch {
    const { engine, watcher } = this.begin(fromNs, breakpoints);
    const { hits } = watcher;
    const untilNs = direction === 1 ? this.run.reachedNs() + 1 : Math.min(fromNs, this.run.reachedNs() + 1);
    const isOver = (): boolean => engine.ended !== null || engine.queue.nowNs >= untilNs || engine.events >= this.run.lastEvent();
    const isFound = (): boolean => direction === 1 && (hits.at(-1)?.atNs ?? -1) > fromNs;
    let isThere = isOver();
    for (let left = maxEvents; !isThere && !isFound() && left > 0; left -= EVENTS_A_SLICE) {
      isThere = engine.advance(untilNs, Math.min(EVENTS_A_SLICE, this.run.lastEvent() - engine.events)) || isOver();
      if (hits.length > MOST_HITS) this.keptSinceNs = hits.splice(0, hits.length - MOST_HITS / 2).at(-1)?.atNs ?? -1;
    }
    if (direction === 1) {
      const hit = hits.find(({ atNs }) => atNs > fromNs) ?? null;
      // The moment the engine stands at may not be over.
      const searchedToNs = hit?.atNs ?? (isThere ? untilNs - 1 : Math.max(fromNs, engine.queue.nowNs - 1));
      return { hit: plain(hit), searchedToNs, isComplete: hit === null && isThere };
    }
    const hit = isThere ? (hits.findLast(({ atNs }) => atNs < fromNs) ?? null) : null;
    return { hit: plain(hit), searchedToNs: hit?.atNs ?? (isThere ? 0 : fromNs), isComplete: hit === null && isThere };
  }

  private begin(fromNs: number, breakpoints: readonly Breakpoint[]): { readonly engine: Engine; readonly watcher: Watcher } {
    const wanted = JSON.stringify(breakpoints);
    const isKnown = wanted === this.watched && fromNs > this.keptSinceNs;
    const engine = (isKnown ? this.engine : null) ?? this.run.makeEngine();
    const watcher = (isKnown ? this.watcher : null) ?? this.watch(engine, breakpoints);
    if (!isKnown) this.keptSinceNs = -1;
    Object.assign(this, { engine, watcher, watched: wanted });
    return { engine, watcher };
  }
}

/** What two searches from one moment have found together. */
export function nearer(one: BreakSearch, other: BreakSearch, direction: 1 | -1): BreakSearch {
  const isNear = (p: BreakSearch, q: BreakSearch): boolean => (p.searchedToNs - q.searchedToNs) * direction <= 0;
  const [near, far] = isNear(one, other) ? [one, other] : [other, one];
  // What lies at the far one's hit lies behind what is known of the near one, unless that one is through.
  if (near.hit !== null || !near.isComplete) return near;
  return far;
}

function plain(hit: { readonly atNs: number; readonly breakpoint: string; readonly text: string } | null): BreakSearch['hit'] {
  return hit === null ? null : { atNs: hit.atNs, breakpoint: hit.breakpoint, text: hit.text };
}
