import type { Bottleneck, LimitReason, PartLoad } from '../../trace/bottleneck';
import { ownShare, waitingShare, FULL, isFull } from './follow';
import { limitsIn } from './limits';
import { loadsIn, type Loads, type LoadView } from './load';
import { freeText, limitText, type Outcomes } from './words';

/** A run is looked at in so many stretches, or fewer when few requests were sent. */
const MOST_STRETCHES = 20;
const FEWEST_STRETCHES = 5;
const REQUESTS_A_STRETCH = 20;
/** What limits in less of the time than this is an episode. */
const LEAST_SHARE = 0.15;
/** Parts that limit in nearly as many stretches limit alike. */
const NEARLY_AS_OFTEN = 0.7;

interface Tally {
  readonly what: 'part' | 'wire';
  readonly at: number;
  readonly reason: LimitReason;
  readonly stretches: Loads[];
  readonly blocked: Set<number>;
}

/**
 * Finds what limits a system by the figures of a run: the part whose slots are taken by its own work, or what those whose slots are taken
 * otherwise wait for, however far behind: a part that is slow or down, a wire that loses, delays or cannot carry messages. Utilization
 * laws of queueing networks name the busiest station as the bottleneck (Denning and Buzen 1978); a slot that waits for a part behind is not
 * work of its own. `requests`: what became of the client requests of the run.
 */
export function findBottleneck(view: LoadView, requests: Outcomes): Bottleneck {
  const stretches = stretchesOf(view, requests.sent);
  const tallies = new Map<string, Tally>();
  for (const loads of stretches)
    for (const { limit, blocked } of limitsIn(loads)) {
      const key = `${limit.what} ${limit.at} ${limit.reason}`;
      const tally = tallies.get(key) ?? { ...limit, stretches: [], blocked: new Set<number>() };
      tally.stretches.push(loads);
      for (const node of blocked) tally.blocked.add(node);
      tallies.set(key, tally);
    }
  const ranked = [...tallies.values()].sort((p, q) => q.stretches.length - p.stretches.length);
  const first = ranked.at(0);
  if (first === undefined || first.stretches.length < LEAST_SHARE * stretches.length) return nothing(view, stretches, requests);
  const alike = ranked.filter(
    (other) => other !== first && other.reason === first.reason && other.stretches.length >= NEARLY_AS_OFTEN * first.stretches.length,
  );
  const blocked = new Set([first, ...alike].flatMap((tally) => [...tally.blocked]));
  const share = first.stretches.length / stretches.length;
  const idOf = ({ what, at }: Tally): string => (what === 'part' ? view.index.nodes[at].id : view.index.links[at].id);
  return {
    what: first.what,
    id: idOf(first),
    reason: first.reason,
    alike: alike.map(idOf),
    blocked: [...blocked].map((node) => view.index.nodes[node].id),
    share,
    message: limitText(view, { ...first, alike: alike.map(({ at }) => at), blocked: [...blocked], share }),
    parts: partsIn(view, first.stretches),
  };
}

function nothing(view: LoadView, stretches: readonly Loads[], requests: Outcomes): Bottleneck {
  const parts = partsIn(view, stretches);
  return { what: 'none', id: '', reason: 'none', alike: [], blocked: [], share: 0, message: freeText(view, parts, requests), parts };
}

/** Stretches of equal length in which there was any traffic. */
function stretchesOf(view: LoadView, sent: number): Loads[] {
  const wanted = Math.max(FEWEST_STRETCHES, Math.min(MOST_STRETCHES, Math.floor(sent / REQUESTS_A_STRETCH)));
  const count = Math.min(wanted, view.samples);
  const found: Loads[] = [];
  for (let i = 0; i < count; i++) {
    const loads = loadsIn(view, Math.floor((i * view.samples) / count), Math.floor(((i + 1) * view.samples) / count));
    if (loads.nodes.some(({ inside, queue }) => inside > 0 || queue > 0)) found.push(loads);
  }
  return found;
}

function partsIn(view: LoadView, stretches: readonly Loads[]): PartLoad[] {
  const mean = (of: (loads: Loads) => number): number =>
    stretches.length === 0 ? 0 : stretches.reduce((sum, loads) => sum + of(loads), 0) / stretches.length;
  return view.index.nodes.map((_, node) => {
    const own = mean((loads) => ownShare(loads, node));
    const waiting = mean((loads) => waitingShare(loads, node));
    const full = mean((loads) => (isFull(loads, node) ? 1 : 0));
    return { state: own >= FULL ? 'busy' : full >= 0.5 && waiting > own ? 'blocked' : 'free', own, waiting };
  });
}
