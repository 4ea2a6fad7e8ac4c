import type { FaultboardApi, RunReport } from '../../contract/index';
import type { TraceWindow } from '../../sim/index';

const ROWS_AN_EVENT = 5;
const WHOLE_RUN_ROWS = 400_000;
const WINDOW_ROWS = 120_000;
const MOST_KEPT = 8;
const BEHIND = 0.15;
/** A moment that was jumped to is shown from a window that is so much shorter, since it is there sooner; what follows comes after it. */
const QUICK_SHARE = 1 / 8;

/** So many messages under way at a time, on average, are no longer told apart. */
const CROWDED_MESSAGES = 3000;

/** Whether so much is under way in a window that amounts are drawn, not single marks. */
export function isCrowded({ messages, fromNs, toNs }: TraceWindow): boolean {
  let underWayNs = 0;
  for (let row = 0; row < messages.count; row++) underWayNs += messages.arriveNs[row] - messages.sentNs[row];
  return underWayNs / Math.max(1, toNs - fromNs) > CROWDED_MESSAGES;
}

/** Windows of one run: fetched when needed, ahead of the playhead, and kept for a while. */
export class WindowCache {
  private readonly kept: TraceWindow[] = [];
  private readonly asked = new Map<number, Promise<TraceWindow | null>>();
  /** How much simulated time one window covers, ns. */
  readonly spanNs: number;

  constructor(
    private readonly api: Pick<FaultboardApi, 'runWindow'>,
    private readonly report: RunReport,
  ) {
    const rows = Math.max(1, report.summary.events * ROWS_AN_EVENT);
    this.spanNs = rows <= WHOLE_RUN_ROWS ? report.endNs + 1 : Math.max(1000, Math.floor((report.endNs * WINDOW_ROWS) / rows));
  }

  /** The window around a moment if it is here. */
  at(atNs: number): TraceWindow | null {
    return this.kept.find((window) => window.fromNs <= atNs && atNs < window.toNs) ?? null;
  }

  /** The window around a moment, fetched when it is not here; null when the run is gone. */
  async around(atNs: number): Promise<TraceWindow | null> {
    const here = this.at(atNs);
    if (here !== null) return here;
    const isWhole = this.spanNs > this.report.endNs;
    const spanNs = isWhole ? this.spanNs : Math.max(1000, Math.floor(this.spanNs * QUICK_SHARE));
    const window = await this.fetch(isWhole ? 0 : Math.max(0, Math.floor(atNs - spanNs * BEHIND)), spanNs);
    // A crowded stretch may have been cut before the moment itself: then it is asked for from there.
    return window === null || (window.fromNs <= atNs && atNs < window.toNs) ? window : this.fetch(Math.floor(atNs), spanNs);
  }

  /** Fetches what follows a window, so that playing on does not wait. */
  prefetchAfter(window: TraceWindow): void {
    if (window.toNs <= this.report.endNs && this.at(window.toNs) === null) void this.fetch(window.toNs, this.spanNs, true);
  }

  private fetch(fromNs: number, spanNs: number, ahead = false): Promise<TraceWindow | null> {
    const running = this.asked.get(fromNs);
    if (running !== undefined) return running;
    const request = this.api
      .runWindow({ runId: this.report.runId, fromNs, toNs: fromNs + spanNs, maxRows: WHOLE_RUN_ROWS * 2, ahead })
      .then((answer) => {
        this.asked.delete(fromNs);
        if (!answer.ok) return null;
        this.kept.push(answer.value);
        if (this.kept.length > MOST_KEPT) this.kept.shift();
        return answer.value;
      });
    this.asked.set(fromNs, request);
    return request;
  }
}
