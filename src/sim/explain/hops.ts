import { Fate } from '../network/fates';
import type { TraceIndex } from '../trace/types';
import type { RequestFacts, RequestMessage } from './requestFacts';

/** One question between two parts for a request, and its answer. */
export interface Hop {
  readonly caller: number;
  readonly callee: number;
  readonly asked: RequestMessage;
  /** Null: none was sent while the request lived. */
  readonly answer: RequestMessage | null;
  readonly children: Hop[];
}

/** The questions of a request as a tree: those the client asked itself, each with what its callee asked on account of it. */
export function hopsOf(index: TraceIndex, facts: RequestFacts): Hop[] {
  const hops: Hop[] = [];
  const answers = facts.messages.filter((message) => !message.forward);
  const taken = new Set<number>();
  const wireOf = new Map(facts.messages.filter((message) => message.forward).map((message) => [message.id, message.link]));
  for (const asked of facts.messages) {
    if (!asked.forward) continue;
    const { from, to } = index.links[asked.link];
    const fits = (message: RequestMessage): boolean =>
      message.link === asked.link && message.sentNs >= asked.arriveNs && !taken.has(message.id);
    // A question that was tried again has several of its sort on one wire: an answer given at once says which it answers, the others come
    // in turn.
    const answer = asked.lost
      ? undefined
      : (answers.find((message) => message.cause === asked.id && fits(message)) ??
        answers.find((message) => wireOf.get(message.cause) !== asked.link && fits(message)));
    if (answer !== undefined) taken.add(answer.id);
    hops.push({ caller: from, callee: to, asked, answer: answer ?? null, children: [] });
  }
  const roots: Hop[] = [];
  for (const hop of hops) {
    const parent = hops.findLast((other) => isParent(other, hop));
    if (parent === undefined) roots.push(hop);
    else parent.children.push(hop);
  }
  return roots;
}

function isParent(parent: Hop, child: Hop): boolean {
  if (parent === child || parent.callee !== child.caller || parent.asked.lost || parent.asked.arriveNs > child.asked.sentNs) return false;
  return parent.answer === null || parent.answer.sentNs >= child.asked.sentNs;
}

/** Where a request broke: on a wire, or at a part. */
export interface Break {
  /** From the client to the break. */
  readonly way: readonly Hop[];
  readonly where: 'request lost' | 'reply lost' | 'refused' | 'no answer' | 'late answer';
  /** When it broke: the refusal, the loss, or when somebody's patience ended. */
  readonly atNs: number;
  readonly fate: number;
  /** Which try of the client's it was, from 1. */
  readonly tries: number;
}

/** Follows the trouble from the client to where it began. */
export function findBreak(roots: readonly Hop[], facts: RequestFacts): Break | null {
  let hop = roots.at(-1);
  if (hop === undefined) return null;
  const way: Hop[] = [];
  const tries = roots.length;
  let deadlineNs = facts.endedNs;
  for (;;) {
    way.push(hop);
    const { answer, asked } = hop;
    if (asked.lost) return { way, where: 'request lost', atNs: asked.sentNs, fate: facts.fate, tries };
    const untilNs: number = answer !== null && answer.sentNs <= deadlineNs ? answer.sentNs : deadlineNs;
    const worse = worstChild(hop, untilNs);
    if (worse !== undefined && (answer === null || answer.fate !== 0 || answer.arriveNs > deadlineNs)) {
      hop = worse;
      deadlineNs = untilNs;
      continue;
    }
    if (answer === null) return { way, where: 'no answer', atNs: deadlineNs, fate: facts.fate, tries };
    if (answer.fate !== 0) return { way, where: 'refused', atNs: answer.sentNs, fate: answer.fate, tries };
    if (answer.lost) return { way, where: 'reply lost', atNs: answer.sentNs, fate: facts.fate, tries };
    return { way, where: 'late answer', atNs: deadlineNs, fate: facts.fate, tries };
  }
}

/** The question behind that went wrong, if one did: failed, lost or unanswered; else the one that took most of the time. */
function worstChild(hop: Hop, untilNs: number): Hop | undefined {
  // A part that crashed or refused did so by itself, whatever it was waiting for; one that gave up waiting, or passes an error on, did not.
  const passesOn = hop.answer === null || hop.answer.fate === 0 || hop.answer.fate === Fate.timedOut || hop.answer.sentNs > untilNs;
  const bad = hop.children.findLast(({ asked, answer }) => {
    if (asked.sentNs > untilNs) return false;
    const isAnswered = !asked.lost && answer !== null && !answer.lost && answer.arriveNs <= untilNs;
    return isAnswered ? answer.fate !== 0 : passesOn;
  });
  if (bad !== undefined) return bad;
  const lengthNs = (child: Hop): number => (child.answer?.arriveNs ?? untilNs) - child.asked.sentNs;
  const longest = [...hop.children].sort((p, q) => lengthNs(q) - lengthNs(p))[0];
  if (longest === undefined || hop.answer?.fate !== 0) return undefined;
  return lengthNs(longest) * 2 > untilNs - hop.asked.arriveNs ? longest : undefined;
}
