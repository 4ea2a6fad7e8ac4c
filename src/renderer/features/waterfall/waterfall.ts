import { calledBy, FATES, hopsOf, isAnsweredInTime, type Hop, type RequestDetail, type TraceIndex } from '../../../sim/index';

/** What a stretch of a request's life was spent on. `vain`: nobody does anything for it, its caller waits for what will not come. */
export const SPENT = ['wire', 'wait', 'work', 'vain'] as const;
/** One of them. */
export type Spent = (typeof SPENT)[number];

/** A stretch of one hop. */
export interface Stretch {
  readonly spent: Spent | 'behind';
  readonly fromNs: number;
  readonly untilNs: number;
  /** The message was lost on this wire. */
  readonly isLost: boolean;
}

/** One question between two parts, and its answer. */
export interface HopRow {
  /** Number of the message that asked. */
  readonly id: number;
  readonly depth: number;
  readonly from: string;
  readonly to: string;
  readonly fromNs: number;
  readonly untilNs: number;
  readonly stretches: readonly Stretch[];
  /** What became of it where it was not answered well and in time. */
  readonly trouble: 'lost' | 'replyLost' | 'gaveUp' | 'unanswered' | null;
  /** The title of the fate that it was answered with; empty: it was answered well, or not at all. */
  readonly fate: string;
}

/** A request hop by hop, and what its whole time was spent on. */
export interface Waterfall {
  readonly rows: readonly HopRow[];
  readonly beganNs: number;
  readonly endedNs: number;
  /** Adds up to the time from beginning to end, ns. */
  readonly spentNs: Readonly<Record<Spent, number>>;
}

/** The hops of a request, each under the one on whose account it was asked, with wires, waiting and work apart. */
export function waterfallOf(detail: RequestDetail, index: TraceIndex): Waterfall {
  const { beganNs, endedNs } = detail;
  const rows: HopRow[] = [];
  const add = (hop: Hop, depth: number): void => {
    rows.push(rowOf(hop, depth, detail, index));
    for (const child of hop.children) add(child, depth + 1);
  };
  for (const hop of hopsOf(index, detail)) add(hop, 0);
  return { rows, beganNs, endedNs, spentNs: spentOf(rows, beganNs, endedNs) };
}

function rowOf(hop: Hop, depth: number, detail: RequestDetail, index: TraceIndex): HopRow {
  const { asked, answer } = hop;
  const stretches = stretchesOf(hop, detail).filter(({ fromNs, untilNs }) => untilNs > fromNs);
  const last = stretches.at(-1)?.untilNs ?? asked.arriveNs;
  return {
    id: asked.id,
    depth,
    from: calledBy(index.nodes[hop.caller]),
    to: calledBy(index.nodes[hop.callee]),
    fromNs: asked.sentNs,
    untilNs: last,
    stretches,
    trouble: troubleOf(hop),
    fate: answer !== null && answer.fate > 0 ? FATES[answer.fate].title : '',
  };
}

function troubleOf(hop: Hop): HopRow['trouble'] {
  if (hop.asked.lost) return 'lost';
  if (hop.answer === null) return hop.gaveUpNs === Infinity ? 'unanswered' : 'gaveUp';
  if (hop.answer.lost) return 'replyLost';
  return isAnsweredInTime(hop) ? null : 'gaveUp';
}

/** A hop in order of time: there, waiting and work by turns (and what is asked behind), back. */
function stretchesOf(hop: Hop, detail: RequestDetail): Stretch[] {
  const { asked, answer } = hop;
  const stretch = (spent: Stretch['spent'], fromNs: number, untilNs: number, isLost = false): Stretch => ({
    spent,
    fromNs,
    untilNs: Math.min(untilNs, detail.endedNs),
    isLost,
  });
  const inVainUntilNs = Math.min(hop.gaveUpNs, detail.endedNs);
  const there = stretch('wire', asked.sentNs, asked.arriveNs, asked.lost);
  if (asked.lost) return [there, stretch('vain', asked.arriveNs, inVainUntilNs)];
  const inside = insideOf(hop, detail).map(({ spent, fromNs, untilNs }) => stretch(spent, fromNs, untilNs));
  if (answer === null) return [there, ...inside];
  const back = stretch('wire', answer.sentNs, answer.arriveNs, answer.lost);
  return answer.lost ? [there, ...inside, back, stretch('vain', answer.arriveNs, inVainUntilNs)] : [there, ...inside, back];
}

/** The stay in a part, cut where waiting or a question behind begins or ends; the rest is its own work. */
function insideOf({ asked, answer, children }: Hop, { waits, endedNs }: RequestDetail): Pick<Stretch, 'spent' | 'fromNs' | 'untilNs'>[] {
  const [fromNs, untilNs] = [asked.arriveNs, Math.min(answer?.sentNs ?? endedNs, endedNs)];
  const own = waits.filter(({ message }) => message === asked.id);
  const behind = children.map((child) => ({ fromNs: child.asked.sentNs, untilNs: child.answer?.arriveNs ?? endedNs }));
  const cuts = [fromNs, untilNs, ...[...own, ...behind].flatMap((part) => [part.fromNs, part.untilNs])]
    .filter((atNs) => atNs >= fromNs && atNs <= untilNs)
    .sort((a, b) => a - b);
  const found: { spent: Stretch['spent']; fromNs: number; untilNs: number }[] = [];
  for (let i = 1; i < cuts.length; i++) {
    const [from, until] = [cuts[i - 1], cuts[i]];
    const covers = (part: { readonly fromNs: number; readonly untilNs: number }): boolean => part.fromNs <= from && part.untilNs >= until;
    const spent = own.some(covers) ? 'wait' : behind.some(covers) ? 'behind' : 'work';
    const before = found.at(-1);
    if (from === until) continue;
    if (before?.spent === spent) before.untilNs = until;
    else found.push({ spent, fromNs: from, untilNs: until });
  }
  return found;
}

/** Shares of the whole: where several things go on at once, the one that began last counts, so that they add up. */
function spentOf(rows: readonly HopRow[], beganNs: number, endedNs: number): Record<Spent, number> {
  const spentNs: Record<Spent, number> = { wire: 0, wait: 0, work: 0, vain: 0 };
  const all = rows.flatMap(({ stretches }) => stretches).filter((one): one is Stretch & { spent: Spent } => one.spent !== 'behind');
  const cuts = [...new Set([beganNs, endedNs, ...all.flatMap(({ fromNs, untilNs }) => [fromNs, untilNs])])].sort((a, b) => a - b);
  for (let i = 1; i < cuts.length; i++) {
    const [from, until] = [cuts[i - 1], cuts[i]];
    if (from < beganNs || until > endedNs) continue;
    const covering = all.filter(({ fromNs, untilNs }) => fromNs <= from && untilNs >= until);
    const latest = covering.reduce<(typeof covering)[number] | null>(
      (best, one) => (best !== null && best.fromNs > one.fromNs ? best : one),
      null,
    );
    spentNs[latest?.spent ?? 'vain'] += until - from;
  }
  return spentNs;
}
