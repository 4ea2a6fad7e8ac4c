import type { FaultboardApi, RunReport } from '../../../contract/index';
import type { TraceWindow } from '../../../sim/index';
import { indexRows, type RowIndex } from '../../board/traffic/rows';
import { isUnheard } from '../../../exports/unheard';
import { growthIn, messageCounters } from './networkAmounts';
import type { TimeView } from '../../playback/index';

/** More messages than this in a view are not fetched: they would be drawn as amounts all the same. */
const MOST_MESSAGES = 12_000;
/** A run of no more messages is fetched whole. */
const MOST_WHOLE = 30_000;
const MOST_ROWS = 400_000;
const MOST_KEPT = 4;
/** How much more than what is seen is fetched on either side. */
const MARGIN = 0.5;

/** A fetched stretch, ready to be searched. */
export interface Detail {
  readonly window: TraceWindow;
  readonly rows: RowIndex;
  /** Whether the message of a row came to a part that was down. */
  readonly isUnheard: (row: number) => boolean;
}

/** The details of one run, fetched stretch by stretch as they come into sight; memory stays bounded however long the run is. */
export class DetailSource {
  private readonly kept: Detail[] = [];
  private asked: TimeView | null = null;

  constructor(
    private readonly api: Pick<FaultboardApi, 'runWindow'>,
    private readonly report: RunReport,
    private readonly arrived: () => void,
  ) {}

  /** The stretch that holds a view, when it is here; else it is asked for, unless the view holds too much. */
  for(view: TimeView): Detail | null {
    const here = this.kept.find(({ window }) => window.fromNs <= view.fromNs && Math.min(view.toNs, this.report.endNs) < window.toNs);
    if (here !== undefined) return here;
    if (messagesIn(this.report, view) <= MOST_MESSAGES) void this.fetch(view);
    return null;
  }

  private async fetch(view: TimeView): Promise<void> {
    if (this.asked !== null) return;
    this.asked = view;
    // A short run comes whole: then its clocks count from its very beginning.
    const isShort = messagesIn(this.report, { fromNs: 0, toNs: this.report.endNs }) <= MOST_WHOLE;
    const margin = isShort ? Infinity : (view.toNs - view.fromNs) * MARGIN;
    const fromNs = Math.max(0, Math.floor(view.fromNs - margin));
    const toNs = Math.min(this.report.endNs + 1, Math.ceil(view.toNs + margin));
    const answer = await this.api.runWindow({ runId: this.report.runId, fromNs, toNs, maxRows: MOST_ROWS });
    this.asked = null;
    if (!answer.ok) return;
    const window = answer.value;
    const rows = indexRows(window.messages, window.lanes);
    this.kept.push({ window, rows, isUnheard: (row) => isUnheard(this.report, window, row) });
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    this.arrived();
  }
}

/** About how many messages were sent in a stretch of a run, by its curves. */
export function messagesIn(report: RunReport, { fromNs, toNs }: TimeView): number {
  const { series, endNs } = report;
  const counters = messageCounters(report);
  const { sampleNs, sampleCount, links } = series;
  const linkCount = sampleCount === 0 ? 0 : links.length / sampleCount;
  let sum = 0;
  for (
    let sample = Math.max(0, Math.floor(fromNs / sampleNs));
    sample < sampleCount && sample * sampleNs < Math.min(toNs, endNs);
    sample++
  ) {
    let inSample = 0;
    for (let link = 0; link < linkCount; link++) inSample += links[link * sampleCount + sample];
    for (const { gauge } of counters) inSample += growthIn(series, gauge, sample);
    const seenNs = Math.min(toNs, (sample + 1) * sampleNs) - Math.max(fromNs, sample * sampleNs);
    sum += (inSample * Math.max(0, seenNs)) / sampleNs;
  }
  return sum;
}
