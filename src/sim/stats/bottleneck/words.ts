import type { LimitReason, PartLoad } from '../../trace/bottleneck';
import { calledBy } from '../../trace/names';
import { ownShare, waitingShare } from './follow';
import type { Loads, LoadView } from './load';

/** What a sentence about a limit is made from. */
export interface LimitFacts {
  readonly what: 'part' | 'wire';
  readonly at: number;
  readonly reason: LimitReason;
  readonly alike: readonly number[];
  readonly blocked: readonly number[];
  readonly share: number;
  readonly stretches: readonly Loads[];
}

/** From this share of failed requests on, that nothing limits is not all there is to say. */
const LEAST_FAILED = 0.01;

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
const mean = (stretches: readonly Loads[], of: (loads: Loads) => number): number =>
  stretches.reduce((sum, loads) => sum + of(loads), 0) / Math.max(1, stretches.length);

/** The sentence about what limits. */
export function limitText(view: LoadView, told: LimitFacts): string {
  const { nodes } = view.index;
  const ids = [told.at, ...told.alike].map((at) => nameOf(view, told.what, at));
  const isOne = ids.length === 1;
  const name = listed(ids);
  const time = told.share > 0.95 ? '' : ` in ${percent(told.share)} of the time with traffic`;
  const waiting = told.blocked.map((node) => calledBy(nodes[node]));
  return (
    `${name[0].toUpperCase()}${name.slice(1)} ${isOne ? 'is' : 'are'} the bottleneck${time}: ` +
    `${whyText(view, told, isOne)}${forWhom(view, told, waiting, isOne)}.`
  );
}

function nameOf({ index: { nodes, links } }: LoadView, what: 'part' | 'wire', at: number): string {
  return what === 'part' ? calledBy(nodes[at]) : `the wire between ${calledBy(nodes[links[at].from])} and ${calledBy(nodes[links[at].to])}`;
}

function whyText(view: LoadView, { at, reason, stretches }: LimitFacts, isOne: boolean): string {
  const its = isOne ? 'its' : 'their';
  const [is, has] = isOne ? ['it is', 'it has'] : ['they are', 'they have'];
  switch (reason) {
    case 'busy': {
      const own = mean(stretches, (loads) => ownShare(loads, at));
      const waits = mean(stretches, (loads) => waitingShare(loads, at));
      const waiting = waits >= 0.05 ? `, and ${percent(waits)} wait for parts behind ${isOne ? 'it' : 'them'}` : '';
      return `${own >= 0.995 ? 'all' : `${percent(own)} of`} ${its} slots are busy with ${its} own work${waiting}`;
    }
    case 'slow':
      return `${has} free slots, but take${isOne ? 's' : ''} a long time for each answer`;
    case 'connections':
      return `all ${its} connections to the part behind are in use, and requests wait for one`;
    case 'limit':
      return `${isOne ? 'it lets' : 'they let'} no more requests pass than ${its} limit allows`;
    case 'down':
      return `${is} down, or ${isOne ? 'stands' : 'stand'} still`;
    case 'errors':
      return `${isOne ? 'it answers' : 'they answer'} many requests with an error`;
    case 'lossy': {
      const { lost, sent } = view.links[at];
      return (
        `${lost} of ${sent} messages were lost on ${isOne ? 'it' : 'the first of them'}, and whoever waits for an ` +
        'answer to one waits in vain'
      );
    }
    case 'latency':
      return (
        `most of the time goes into the way over ${isOne ? 'it' : 'them'}, ` +
        `${Number(view.links[at].meanLatencyMs.toPrecision(3))} ms each way`
      );
    case 'narrow':
      return `more is sent over ${isOne ? 'it' : 'them'} than ${its} bandwidth carries`;
  }
}

function nodeHasSlots(stretches: readonly Loads[], node: number): boolean {
  return stretches.some(({ nodes }) => nodes[node].slots > 0);
}

/** Who waits, as far as it holds slots for that. */
function forWhom({ index }: LoadView, { blocked, stretches }: LimitFacts, names: readonly string[], isOne: boolean): string {
  const holders = blocked.filter((node) => nodeHasSlots(stretches, node) && mean(stretches, (loads) => waitingShare(loads, node)) >= 0.5);
  if (holders.length > 0) {
    const ids = holders.map((node) => calledBy(index.nodes[node]));
    return (
      `, and ${listed(ids)} wait${ids.length === 1 ? 's' : ''} for ${isOne ? 'it' : 'them'} with ` +
      `${ids.length === 1 ? 'its' : 'their'} slots`
    );
  }
  return names.length === 0 ? '' : `; ${listed(names)} wait${names.length === 1 ? 's' : ''} for that`;
}

/** What became of the client requests of a run. */
export interface Outcomes {
  readonly sent: number;
  readonly ok: number;
  readonly failed: number;
}

/**
 * The sentence when nothing limits: which part has most to do. Where requests are not answered all the same, it is no comfort, so it says
 * that as well.
 */
export function freeText(view: LoadView, parts: readonly PartLoad[], { sent, ok, failed }: Outcomes): string {
  if (sent > 0 && ok === 0)
    return 'Nothing was answered, but not for too much work: something is down, cut off or not started, or the run is too short.';
  const text = busiestText(view, parts);
  const share = failed / Math.max(1, ok + failed);
  return share < LEAST_FAILED ? text : `${text} That ${percent(share)} of the requests failed has another reason.`;
}

function busiestText({ index }: LoadView, parts: readonly PartLoad[]): string {
  const busiest = parts.reduce((most, part, node) => (most < 0 || part.own > parts[most].own ? node : most), -1);
  const own = busiest < 0 ? 0 : parts[busiest].own;
  if (own === 0) return 'Nothing limits this system for long.';
  const part = calledBy(index.nodes[busiest]);
  // With those that wait for parts behind it, these are the slots that are taken.
  const { waiting } = parts[busiest];
  const more = waiting < 0.005 ? '' : ` and waits with ${percent(waiting)} more`;
  return `Nothing limits this system for long: the busiest part, ${part}, works in ${percent(own)} of its slots on average${more}.`;
}
