import { Fate } from '../../network/fates';
import { Gauge } from '../../parts/contract';
import type { LimitReason } from '../../trace/bottleneck';
import { follow, FULL, ownShare, wireReason, type Limit } from './follow';
import { asksOver, growth, loadsIn, MANY, type Loads } from './load';

const BROKEN: ReadonlySet<number> = new Set([Fate.crashed, Fate.unreachable, Fate.serverError, Fate.outOfMemory, Fate.programError]);

/**
 * Who limits by making requests fail rather than by letting them wait: a limiter, a part that is down or answers with errors, a wire that
 * loses messages. Null: hardly any failed, or for want of room.
 */
export function failingLimit(loads: Loads): Limit | null {
  const { view, from, to } = loads;
  let ok = 0;
  const failed = Array.from({ length: Object.keys(Fate).length }, () => 0);
  for (let i = from; i < to; i++) {
    ok += view.ok(i);
    for (let fate = 1; fate < failed.length; fate++) failed[fate] += view.failedFor(fate, i);
  }
  const all = failed.reduce((sum, count) => sum + count, 0);
  const most = failed.indexOf(Math.max(...failed));
  if (all === 0 || all < MANY * (ok + all)) return null;
  if (most === Fate.rateLimited) return byGrowth(loads, 'limited', 'limit');
  if (BROKEN.has(most) || most === Fate.circuitOpen || most === Fate.noTarget) return downOrBroken(loads);
  return most === Fate.timedOut ? (downOrBroken(loads, true) ?? losing(loads)) : null;
}

const GONE: readonly number[] = [Fate.crashed, Fate.unreachable];

/**
 * The part that is down and for which most requests fail: it limits, however busy others are with requests that can only fail. Null:
 * there is none.
 */
export function downForMost(loads: Loads): Limit | null {
  const { view, from, to } = loads;
  let all = 0;
  let gone = 0;
  for (let i = from; i < to; i++) {
    all += view.ok(i);
    for (let fate = 1; fate < Object.keys(Fate).length; fate++) all += view.failedFor(fate, i);
    for (const fate of GONE) gone += view.failedFor(fate, i);
  }
  return gone * 2 > all ? downOrBroken(loads, true) : null;
}

/** The part whose counter of a name grew most. */
function byGrowth(loads: Loads, name: string, reason: LimitReason): Limit | null {
  const { view } = loads;
  let best: Limit | null = null;
  let most = 0;
  view.index.nodes.forEach((_, at) => {
    const grown = view.clients[at] === false ? growth(loads, at, name) : 0;
    if (grown <= most) return;
    most = grown;
    best = { what: 'part', at, reason, own: 0 };
  });
  return best;
}

/** A part that is down and is needed; else the one that fails most of what it gets, seen from behind. */
function downOrBroken(loads: Loads, isOnlyDown = false): Limit | null {
  const { view, nodes } = loads;
  const isAsked = (node: number): boolean => view.index.links.some((link, l) => link.to === node && view.links[l].sent > 0);
  const down = nodes.findIndex((load, node) => load.isDown && isAsked(node));
  if (down >= 0) return { what: 'part', at: down, reason: 'down', own: 0 };
  if (isOnlyDown) return null;
  const failing = byGrowth(loads, 'failed', 'errors');
  return failing === null ? null : deepest(loads, failing);
}

/** Whoever passes an error on did not make it: follows it to the part behind that fails about as much. */
function deepest(loads: Loads, limit: Limit): Limit {
  const { view } = loads;
  // A breaker refuses because of what it has seen behind it, perhaps some time ago.
  const isBreaker = growth(loads, limit.at, 'refused') > 0;
  const since = isBreaker ? { ...loads, from: 0 } : loads;
  const failures = (node: number): number => growth(since, node, 'failed');
  const behind = asksOver(view.index, limit.at).map((l) => view.index.links[l].to);
  const next = behind.reduce((most, node) => (most < 0 || failures(node) > failures(most) ? node : most), -1);
  const sum = behind.reduce((total, node) => total + failures(node), 0);
  // Silence opens a breaker as well as errors: then it is whoever kept it waiting.
  if (isBreaker && next >= 0 && sum === 0) return slowBehind(loads, limit.at) ?? limit;
  if (next < 0 || sum === 0 || (!isBreaker && sum < failures(limit.at) / 2)) return limit;
  return deepest(loads, { ...limit, at: next });
}

/** What a breaker waited for when most was under way behind it, up to the end of a stretch; null: for nothing. */
function slowBehind({ view, to }: Loads, breaker: number): Limit | null {
  const inside = (i: number): number => view.gauge(view.index.nodes[breaker].gaugeBase + Gauge.inside, i);
  let fullest = 0;
  for (let i = 1; i < to; i++) if (inside(i) > inside(fullest)) fullest = i;
  const found = follow(loadsIn(view, fullest, fullest + 1), breaker, []);
  return found === null || (found.what === 'part' && found.at === breaker) ? null : found;
}

/** The wire that loses the largest share of what it is given, unless somebody is at the limit. */
function losing(loads: Loads): Limit | null {
  const { view, nodes } = loads;
  if (nodes.some((_, node) => ownShare(loads, node) >= FULL)) return null;
  const share = (l: number): number => (view.links[l].sent === 0 ? 0 : view.links[l].lost / view.links[l].sent);
  const worst = view.links.reduce((most, _, l) => (share(l) > share(most) ? l : most), 0);
  return view.links.length > 0 && share(worst) > 0 ? { what: 'wire', at: worst, reason: wireReason(loads, worst), own: 0 } : null;
}
