import { Way } from '../network/links';
import { Gauge } from '../parts/contract';
import { changesOf } from '../trace/changes';
import { calledBy } from '../trace/names';
import { NodeStatus } from '../trace/types';
import { hitsOf, hitText, type Hit } from './hits';
import type { Explainable, ExplainedStep } from './types';
import { step } from './words';

const PIECE_ROWS = 150_000;
const STATUS_TEXT: Readonly<Record<number, string>> = {
  [NodeStatus.down]: 'went down',
  [NodeStatus.paused]: 'stopped answering',
  [NodeStatus.slow]: 'became slow',
  [NodeStatus.off]: 'was switched off',
  [NodeStatus.starting]: 'had to start again',
};
/** What a part is while it is hit by this. */
const STATUS_OF: Readonly<Record<string, number>> = {
  crash: NodeStatus.down,
  pause: NodeStatus.paused,
  slow: NodeStatus.slow,
  steal: NodeStatus.slow,
};
const LOSING: ReadonlySet<string> = new Set(['lossy', 'corrupt', 'drop']);

/** Status of a part at a moment, everything of that moment included. */
export function statusAt(run: Explainable, node: number, atNs: number): number {
  return run.moment(atNs + 1).gauges[run.index.nodes[node].gaugeBase + Gauge.status];
}

/** The sentence about why a part was not up at a moment; null when it was. */
export function statusCause(run: Explainable, node: number, atNs: number): ExplainedStep | null {
  const status = statusAt(run, node, atNs);
  if (status === NodeStatus.up) return null;
  const { id } = run.index.nodes[node];
  const sinceNs = sinceWhen(run, node, status, atNs);
  const hit = hitsOf(run).findLast(
    ({ atNs: at, effect }) => at <= atNs && at >= sinceNs - 1 && STATUS_OF[effect.type] === status && effect.target === id,
  );
  if (hit !== undefined) return told(run, hit, '');
  const crash = status === NodeStatus.starting ? crashBefore(run, node, sinceNs) : undefined;
  if (crash !== undefined) return told(run, crash, ' and had to start again');
  return step('cause', sinceNs, `${calledBy(run.index.nodes[node])} ${STATUS_TEXT[status] ?? 'was not working normally'}.`, node);
}

/** The crash that a part came back from when it began to start; undefined: it had not crashed. */
function crashBefore(run: Explainable, node: number, sinceNs: number): Hit | undefined {
  if (sinceNs === 0 || statusAt(run, node, sinceNs - 1) !== NodeStatus.down) return undefined;
  const { id } = run.index.nodes[node];
  return hitsOf(run).findLast(({ atNs, effect }) => atNs < sinceNs && effect.type === 'crash' && effect.target === id);
}

/** The sentence about a hit, with something more at its end. */
export function told(run: Explainable, hit: Hit, more: string): ExplainedStep {
  return step(
    'cause',
    hit.atNs,
    `${hitText(run.index, hit)}${more}.`,
    run.index.nodes.findIndex(({ id }) => id === hit.effect.target),
  );
}

/** The moment from which a gauge of a part has had its value without a break. */
export function sinceWhen(run: Explainable, node: number, status: number, atNs: number, position: number = Gauge.status): number {
  const { gauges, sampleNs, sampleCount } = run.series();
  const gauge = run.index.nodes[node].gaugeBase + position;
  let sample = Math.min(sampleCount - 1, Math.floor(atNs / sampleNs)) - 1;
  while (sample >= 0 && gauges[gauge * sampleCount + sample] === status) sample--;
  if (sample < 0) return 0;
  let sinceNs = sample * sampleNs;
  let value = run.moment(sinceNs).gauges[gauge];
  for (let fromNs = sinceNs; fromNs <= atNs;) {
    const window = run.window(fromNs, atNs + 1, PIECE_ROWS);
    for (const change of changesOf(window)) {
      if (change.gauge !== gauge) continue;
      if (change.value === status && value !== status) sinceNs = change.atNs;
      value = change.value;
    }
    fromNs = window.toNs;
  }
  return sinceNs;
}

/**
 * The sentence about a wire that was cut at a moment, or lost messages by a fault; null when neither (bit 1: the way along it, 2: back).
 */
export function wireCause(run: Explainable, link: number, bit: number, atNs: number): ExplainedStep | null {
  const { id, from, to } = run.index.links[link];
  const isCut = (run.moment(atNs + 1).cuts[link] & bit) !== 0;
  const hit = hitsOf(run).findLast(
    ({ atNs: at, untilNs, effect }) =>
      at <= atNs && untilNs > atNs && effect.target === id && (isCut ? effect.type === 'cut' : LOSING.has(effect.type)),
  );
  if (hit?.effect.type === 'drop' && !isStillDropping(run, link, bit, hit, atNs)) return null;
  if (hit !== undefined) return told(run, hit, '');
  return isCut
    ? step('cause', 0, `the wire between ${calledBy(run.index.nodes[from])} and ${calledBy(run.index.nodes[to])} was cut.`, from)
    : null;
}

/** Whether a message sent at a moment is one of the next few that a fault throws away. */
function isStillDropping(run: Explainable, link: number, bit: number, { atNs: sinceNs, action: { fault } }: Hit, atNs: number): boolean {
  const most = fault.type === 'drop' ? (fault.count ?? 1) : 0;
  let sent = 0;
  for (let fromNs = sinceNs; fromNs <= atNs && sent <= most;) {
    const { messages, toNs } = run.window(fromNs, atNs + 1, PIECE_ROWS);
    for (let row = 0; row < messages.count; row++) {
      const way = messages.forward[row] === 1 ? Way.forward : Way.backward;
      if (messages.link[row] === link && messages.sentNs[row] >= fromNs && (way & bit) !== 0) sent++;
    }
    fromNs = toNs;
  }
  return sent <= most;
}

/**
 * A failure or change that explains why a part has more to do, or does it more slowly: its own, of what it waits for, or of its siblings.
 */
export function relatedFault(run: Explainable, node: number, sinceNs: number, atNs: number): ExplainedStep | null {
  const hit = relatedHit(run, node, sinceNs, atNs);
  return hit === null ? null : told(run, hit, shareText(run, node, hit));
}

/** Said of a part that got what another one could not take any more. */
export function shareText(run: Explainable, node: number, { effect }: Hit): string {
  const { nodes, links } = run.index;
  const callers = new Set(links.filter((link) => link.to === node).map((link) => link.from));
  const isSibling = effect.target !== nodes[node].id && links.some((link) => callers.has(link.from) && nodes[link.to].id === effect.target);
  return isSibling && effect.type !== 'set' ? `, so ${calledBy(nodes[node])} had to take its share` : '';
}

/** The fault behind `relatedFault`. */
export function relatedHit(run: Explainable, node: number, sinceNs: number, atNs: number): Hit | null {
  const { nodes, links } = run.index;
  const sampleNs = run.series().sampleNs;
  const callers = new Set(links.filter((link) => link.to === node).map((link) => link.from));
  const siblings = links.filter((link) => callers.has(link.from) && link.to !== node).map((link) => link.to);
  const relatives = new Set([node, ...behind(run, node), ...siblings, ...callers].map((n) => nodes[n].id));
  const ownLinks = new Set(links.filter((link) => link.from === node || callers.has(link.from)).map((link) => link.id));
  const hit = hitsOf(run).findLast(
    ({ atNs: at, untilNs, effect }) =>
      at <= atNs && at <= sinceNs + 2 * sampleNs && untilNs >= sinceNs && (relatives.has(effect.target) || ownLinks.has(effect.target)),
  );
  return hit ?? null;
}

/** Every part that a part may wait for, directly or further on: whom it sends to, and who is in a network with it. */
function behind(run: Explainable, node: number): number[] {
  const found = new Set<number>();
  const open = [node];
  const reach = (next: number): void => {
    if (found.has(next)) return;
    found.add(next);
    open.push(next);
  };
  const places = run.scenario.nodes;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const link of run.index.links) {
      if (link.from === at) reach(link.to);
      else if (link.to === at && link.role === 'member') reach(link.from);
    }
    const { id, network } = places[at];
    for (const [other, place] of places.entries()) if (place.network === id || place.id === network) reach(other);
  }
  return [...found];
}
