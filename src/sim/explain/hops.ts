import { Fate, mayHaveHappened } from '../network/fates';
import type { TraceIndex } from '../trace/types';
import type { RequestFacts, RequestMessage } from './facts';

/** One question between two parts for a request, and its answer. */
export interface Hop {
  readonly caller: number;
  readonly callee: number;
  readonly asked: RequestMessage;
  /** Null: none was sent while the request lived. */
  answer: RequestMessage | null;
  /** When the caller stopped waiting for the answer, ns; Infinity: it did not. */
  gaveUpNs: number;
  readonly children: Hop[];
}

/** Whether the caller got an answer while it waited for one. */
export function isAnsweredInTime({ answer, gaveUpNs }: Hop): boolean {
  return answer !== null && !answer.lost && answer.arriveNs < gaveUpNs;
}

/** The questions of a request as a tree: those the client asked itself, each with what its callee asked on account of it. */
export function hopsOf(index: TraceIndex, facts: Pick<RequestFacts, 'messages' | 'client' | 'gaveUp'>): Hop[] {
  const hops = new Map<number, Hop>();
  const roots: Hop[] = [];
  for (const asked of facts.messages) {
    // What is sent over a network belongs to no wire, and is not told of.
    if (!asked.forward || asked.link >= index.links.length) continue;
    const { from, to } = index.links[asked.link];
    const hop: Hop = { caller: from, callee: to, asked, answer: null, gaveUpNs: Infinity, children: [] };
    hops.set(asked.id, hop);
    const parent = hops.get(asked.belongsTo);
    if (parent !== undefined) parent.children.push(hop);
    // What a queue delivers later under the number of a request answers to nobody.
    else if (from === facts.client) roots.push(hop);
  }
  for (const message of facts.messages) {
    const hop = message.forward ? undefined : hops.get(message.belongsTo);
    // Where the wire doubled an answer, the first that arrives counts.
    if (hop !== undefined && (hop.answer === null || hop.answer.lost)) hop.answer = message;
  }
  for (const { atNs, node, other } of facts.gaveUp) {
    // Patience is equally long, so it ends first with what was asked first.
    for (const hop of hops.values()) {
      if (hop.caller !== node || hop.callee !== other || hop.asked.sentNs > atNs || hop.gaveUpNs !== Infinity) continue;
      if (hop.answer !== null && !hop.answer.lost && hop.answer.arriveNs < atNs) continue;
      hop.gaveUpNs = atNs;
      break;
    }
  }
  return roots;
}

/** Whether a request that failed may have taken effect all the same, by all its attempts and all that was done for it. */
export function isIndefinite(roots: readonly Hop[]): boolean {
  return roots.some((hop) => hop.asked.isWrite && mayHaveBeenDone(hop));
}

function mayHaveBeenDone(hop: Hop): boolean {
  return !isAnsweredInTime(hop) || mayHaveHappened(hop.answer?.fate ?? Fate.ok) || hop.children.some(mayHaveBeenDone);
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
export function findBreak(roots: readonly Hop[], facts: Pick<RequestFacts, 'endedNs' | 'fate'>): Break | null {
  const last = lastTry(roots, facts.endedNs);
  if (last < 0) return null;
  let hop = roots[last];
  const way: Hop[] = [];
  const tries = last + 1;
  let deadlineNs = facts.endedNs;
  for (;;) {
    way.push(hop);
    const { asked } = hop;
    deadlineNs = Math.min(deadlineNs, hop.gaveUpNs);
    // What was sent after the patience had ended is no answer any more.
    const answer = hop.answer !== null && hop.answer.sentNs <= deadlineNs ? hop.answer : null;
    if (asked.lost) return { way, where: 'request lost', atNs: asked.sentNs, fate: facts.fate, tries };
    const untilNs: number = answer?.sentNs ?? deadlineNs;
    const worse = worstChild(hop, answer, untilNs);
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

/** The try with which the request ended: the one whose answer or end of patience came at that moment, else the last. -1: there is none. */
function lastTry(roots: readonly Hop[], endedNs: number): number {
  const ending = roots.findLastIndex((hop) => hop.gaveUpNs === endedNs || (isAnsweredInTime(hop) && hop.answer?.arriveNs === endedNs));
  return ending >= 0 ? ending : roots.length - 1;
}

/** The question behind that went wrong, if one did: failed, lost or unanswered; else the one that took most of the time. */
function worstChild(hop: Hop, answer: RequestMessage | null, untilNs: number): Hop | undefined {
  // A part that crashed or refused did so by itself, whatever it was waiting for; one that gave up waiting, or passes an error on, did not.
  const passesOn = answer === null || answer.fate === 0 || answer.fate === Fate.timedOut;
  const bad = hop.children.findLast((child) => {
    if (child.asked.sentNs > untilNs) return false;
    const isAnswered = isAnsweredInTime(child) && !child.asked.lost && (child.answer?.arriveNs ?? Infinity) <= untilNs;
    return isAnswered ? child.answer?.fate !== 0 : passesOn;
  });
  if (bad !== undefined) return bad;
  const lengthNs = (child: Hop): number => (child.answer?.arriveNs ?? untilNs) - child.asked.sentNs;
  const longest = [...hop.children].sort((p, q) => lengthNs(q) - lengthNs(p))[0];
  if (longest === undefined || answer?.fate !== 0) return undefined;
  return lengthNs(longest) * 2 > untilNs - hop.asked.arriveNs ? longest : undefined;
}
