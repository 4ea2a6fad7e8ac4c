import { Gauge } from '../parts/contract';
import { Fate } from '../network/fates';
import { calledBy } from '../trace/names';
import { NodeStatus } from '../trace/types';
import { relatedFault, sinceWhen, statusAt, statusCause } from './causes';
import { hitsOf } from './hits';
import type { Explainable, ExplainedStep } from './types';
import { lengthText, listText, many, ordinal, step } from './words';
import { NS_PER_SECOND } from '../kernel/units';

const PIECE_ROWS = 150_000;
const LOOK_BACK_NS = NS_PER_SECOND;

/**
 * Why a part turned a request away by a rule of its own, or of who sent it: a rate limit, an open circuit, nobody to send to, a key that is
 * elsewhere. Null: it was none of these.
 */
export function limitCause(
  run: Explainable,
  { caller, callee: node }: { readonly caller: number; readonly callee: number },
  fate: number,
  atNs: number,
): ExplainedStep[] | null {
  if (fate === Fate.rateLimited) return [rateCause(run, node, atNs)];
  if (fate === Fate.notFound) return [placeCause(run, caller, node, atNs)];
  if (fate === Fate.circuitOpen) return circuitCause(run, node, atNs);
  return fate === Fate.noTarget ? noTargetCause(run, node, atNs) : null;
}

/** What a field of a part stood at: as in the file, or as it was last set. */
function valueOf(run: Explainable, node: number, param: string, atNs: number): unknown {
  const { id } = run.index.nodes[node];
  const set = hitsOf(run).findLast(
    ({ atNs: at, action: { fault } }) => at <= atNs && fault.type === 'set' && fault.node === id && fault.param === param,
  );
  if (set?.action.fault.type === 'set') return set.action.fault.value;
  return run.scenario.nodes.find((candidate) => candidate.id === id)?.params[param];
}

/** Why a request came to a part that does not have its key. */
function placeCause(run: Explainable, caller: number, callee: number, atNs: number): ExplainedStep {
  const [from, to] = [calledBy(run.index.nodes[caller]), calledBy(run.index.nodes[callee])];
  const text =
    valueOf(run, caller, 'strategy', atNs) === 'random'
      ? `${from} sends each request to any of its shards, whichever of them has the key.`
      : `${to} had not been given this key, and ${from} sent the request there.`;
  return step('cause', 0, text, caller);
}

/** How many requests came to a rate limiter of late, and how many it lets pass. */
function rateCause(run: Explainable, node: number, atNs: number): ExplainedStep {
  const { nodes, links } = run.index;
  const id = calledBy(nodes[node]);
  const fromNs = Math.max(0, atNs - LOOK_BACK_NS);
  const senders = new Map<number, number>();
  for (let at = fromNs; at <= atNs;) {
    const { messages, toNs } = run.window(at, atNs + 1, PIECE_ROWS);
    for (let row = 0; row < messages.count; row++) {
      const link = links[messages.link[row]];
      if (
        link.to !== node ||
        messages.forward[row] !== 1 ||
        messages.lost[row] === 1 ||
        messages.arriveNs[row] < at ||
        messages.arriveNs[row] > Math.min(atNs, toNs - 1)
      )
        continue;
      senders.set(link.from, (senders.get(link.from) ?? 0) + 1);
    }
    at = toNs;
  }
  const came = [...senders]
    .sort((p, q) => q[1] - p[1])
    .map(([sender, count]) => `${many(count, 'request')} from ${calledBy(nodes[sender])}`);
  const rate = Number(valueOf(run, node, 'ratePerSecond', atNs));
  const whom = valueOf(run, node, 'scope', atNs) === 'global' ? 'for all clients together' : 'for each client';
  return step(
    'cause',
    fromNs,
    `In the ${atNs - fromNs >= LOOK_BACK_NS ? 'second' : lengthText(atNs - fromNs)} before, ${listText(came)} ` +
      `came to ${id}, which lets ${rate} a second pass ${whom}.`,
    node,
  );
}

/** When a breaker opened its circuit, and what had hit the part behind it. */
function circuitCause(run: Explainable, node: number, atNs: number): ExplainedStep[] | null {
  const { gauges, gaugeBase } = run.index.nodes[node];
  const id = calledBy(run.index.nodes[node]);
  const opened = gauges.findIndex((gauge) => gauge.name === 'opened');
  if (opened < 0) return null;
  const times = run.moment(atNs + 1).gauges[gaugeBase + opened];
  const openedNs = sinceWhen(run, node, times, atNs, opened);
  const behind = run.index.links.filter((link) => link.from === node).map((link) => link.to);
  const cause =
    behind.map((part) => statusCause(run, part, openedNs)).find((found) => found !== null) ??
    relatedFault(run, behind[0] ?? node, openedNs, openedNs);
  const again = times > 1 ? ` for the ${times}${ordinal(times)} time` : '';
  const open = step(
    cause === null ? 'cause' : 'effect',
    openedNs,
    `${id} opened its circuit${again}, because ${listText(behind.map((part) => calledBy(run.index.nodes[part])))} kept failing.`,
    node,
  );
  return cause === null ? [open] : [cause, open];
}

/** Whether all targets were down, or their sender did not know of any. */
function noTargetCause(run: Explainable, node: number, atNs: number): ExplainedStep[] | null {
  const { nodes, links } = run.index;
  const out = links.filter((link) => link.from === node);
  const targets = out.filter((link) => link.role !== 'membership').map((link) => link.to);
  const registries = out.filter((link) => link.role === 'membership').map((link) => calledBy(nodes[link.to]));
  const id = calledBy(nodes[node]);
  if (targets.length === 0) return [step('cause', 0, `Nothing is wired behind ${id}.`, node)];
  const isUp = targets.some((target) => statusAt(run, target, atNs) === NodeStatus.up);
  if (!isUp)
    return targets
      .map((target) => statusCause(run, target, atNs))
      .filter((cause) => cause !== null)
      .slice(-1);
  if (registries.length === 0) return null;
  return [
    step(
      'cause',
      sinceWhen(run, node, run.moment(atNs + 1).gauges[nodes[node].gaugeBase + Gauge.first], atNs, Gauge.first),
      `${id} sends only to parts that ${listText(registries)} has told it about, and at that time it knew of none.`,
      node,
    ),
  ];
}
