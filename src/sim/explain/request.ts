import { Fate } from '../network/fates';
import { calledBy } from '../trace/names';
import type { TraceIndex } from '../trace/types';
import { relatedFault, statusCause, wireCause } from './causes';
import type { RequestFacts } from './facts';
import { findBreak, hopsOf, isIndefinite, type Break, type Hop } from './hops';
import { limitCause } from './limits';
import { queueCause } from './queues';
import { requestFacts } from './requestFacts';
import type { Explainable, ExplainedStep, Explanation, ExplainResult } from './types';
import { fateText, lengthText, listText, ordinal, requestName, shortened, step } from './words';

const MOST_STEPS = 6;

/**
 * Why a client request failed: from the first fault to the error that its client saw, in three to six sentences. A request that did not
 * fail gets its way and how long it took. Never changes the run.
 */
export function explainRequest(run: Explainable, request: number): ExplainResult {
  const facts = requestFacts(run, request);
  if (facts === null)
    return {
      ok: false,
      message: `There is no request ${request} in this run; the requests are numbered from 1 to ${run.summary().requests.sent}.`,
    };
  const roots = hopsOf(run.index, facts);
  const found = findBreak(roots, facts);
  if (found === null) return { ok: false, message: `Nothing was recorded about request ${request}.` };
  const told = facts.fate === Fate.ok ? tellSuccess(run, facts, found) : tellFailure(run, facts, found, roots);
  return { ok: true, explanation: told };
}

function tellFailure(run: Explainable, facts: RequestFacts, found: Break, roots: readonly Hop[]): Explanation {
  const steps = [
    ...causesOf(run, facts, found),
    ...wayOf(run.index, facts, found),
    breakOf(run.index, found),
    seenBy(run.index, facts, roots),
  ];
  return explanation(facts, found, steps, run.index);
}

function tellSuccess(run: Explainable, facts: RequestFacts, found: Break): Explanation {
  const client = calledBy(run.index.nodes[facts.client]);
  const after = lengthText(facts.endedNs - facts.beganNs);
  const own = facts.byDefault.some(({ node }) => node === facts.client);
  const others = [...new Set(facts.byDefault.map(({ node }) => calledBy(run.index.nodes[node])))];
  const text = own
    ? `${client} went on with a default answer after ${after}, because it had no real one: the request counts as answered.`
    : others.length > 0
      ? `${client} had an answer after ${after}, but only the default answer of ${listText(others)}: the request counts as answered.`
      : `${client} had its answer after ${after}: it did not fail.`;
  const end = step('seen', facts.endedNs, text, facts.client);
  if (own)
    return explanation(
      facts,
      found,
      [...causesOf(run, facts, found), ...wayOf(run.index, facts, found), breakOf(run.index, found), end],
      run.index,
    );
  return explanation(facts, found, [...wayOf(run.index, facts, found), end], run.index);
}

function explanation(facts: RequestFacts, { way }: Break, told: readonly ExplainedStep[], index: TraceIndex): Explanation {
  const links = way.map((hop) => hop.asked.link);
  const nodes = [facts.client, ...way.map((hop) => hop.callee)];
  const order = told.map((entry, i) => ({ entry, i })).sort((p, q) => p.entry.atNs - q.entry.atNs || p.i - q.i);
  const steps = shortened(
    order.map(({ entry }) => entry),
    MOST_STEPS,
  );
  const subject = requestName(index, facts.request, facts.key);
  return { subject: `R${subject.slice(1)} of ${calledBy(index.nodes[facts.client])}`, request: facts.request, steps, nodes, links };
}

/** The request sets out, and reaches the part where it breaks. */
function wayOf(index: TraceIndex, facts: RequestFacts, { way, tries }: Break): ExplainedStep[] {
  const { nodes } = index;
  const [first] = way;
  const last = way[way.length - 1];
  const steps = [
    step(
      'way',
      first.asked.sentNs,
      `${calledBy(nodes[facts.client])} sent ${requestName(index, facts.request, facts.key)} to ` +
        `${calledBy(nodes[first.callee])}${tries > 1 ? `, its ${tries}${ordinal(tries)} try` : ''}.`,
      facts.client,
      first.asked.id,
    ),
  ];
  if (way.length > 1) {
    const by = listText(way.slice(0, -1).map((hop) => calledBy(nodes[hop.callee])));
    steps.push(step('way', last.asked.sentNs, `${by} passed it on to ${calledBy(nodes[last.callee])}.`, last.caller, last.asked.id));
  }
  return steps;
}

/** What happened where it broke. */
function breakOf({ nodes }: TraceIndex, { way, where, atNs, fate }: Break): ExplainedStep {
  const { caller, callee, asked, answer } = way[way.length - 1];
  const [from, to] = [calledBy(nodes[caller]), calledBy(nodes[callee])];
  switch (where) {
    case 'request lost':
      return step('break', asked.sentNs, `The message from ${from} to ${to} was lost on the wire.`, caller, asked.id);
    case 'reply lost':
      return step('break', atNs, `${to} did its work, but its reply to ${from} was lost on the wire.`, callee, answer?.id);
    case 'no answer':
      return step(
        'break',
        atNs,
        asked.arriveNs > atNs
          ? `The message to ${to} was still on the wire when ${from} stopped waiting.`
          : `${to} had it for ${lengthText(atNs - asked.arriveNs)} and had not answered when the time was up.`,
        callee,
        asked.id,
      );
    case 'late answer':
      return step('break', atNs, `The answer of ${to} was on its way, but too late: ${from} had stopped waiting.`, callee, answer?.id);
    case 'refused':
      return step('break', atNs, `${to} ${REFUSALS[fate] ?? `answered with an error: ${fateText(fate)}`}.`, callee, answer?.id);
  }
}

const REFUSALS: Readonly<Record<number, string>> = {
  [Fate.queueFull]: 'turned it away because its queue was full',
  [Fate.rateLimited]: 'turned it away: too many requests (rate limited)',
  [Fate.circuitOpen]: 'did not even try: its circuit was open after earlier failures',
  [Fate.crashed]: 'crashed while it held the request',
  [Fate.unreachable]: 'was down and refused the connection',
  [Fate.noTarget]: 'had nobody to pass it on to',
  [Fate.overloaded]: 'shed load and refused it',
  [Fate.noQuorum]: 'did not hear from enough replicas',
  [Fate.stale]: 'had only a copy that was too old',
  [Fate.readOnly]: 'is a read-only copy and refused the write',
  [Fate.notFound]: 'does not hold this key',
  [Fate.timedOut]: 'stopped waiting for an answer',
  [Fate.outOfMemory]: 'ran out of memory while it held the request',
  [Fate.bulkheadFull]: 'turned it away: as many requests as allowed were under way behind it',
  [Fate.deadlineExceeded]: 'did not begin the work, because nobody was waiting for it any more',
  [Fate.serverError]: 'answered that something inside it had gone wrong',
  [Fate.programError]: 'could not decide, because its program failed',
};

function seenBy({ nodes }: TraceIndex, facts: RequestFacts, roots: readonly Hop[]): ExplainedStep {
  const client = calledBy(nodes[facts.client]);
  if (facts.fate < 0) return step('seen', facts.endedNs, `When the run ended, ${client} was still waiting for an answer.`, facts.client);
  // A read changes nothing, whatever becomes of it.
  const isWrite = facts.messages.some((message) => message.isWrite);
  const sure = isWrite
    ? ` ${isIndefinite(roots) ? 'The write may have taken effect all the same' : 'The write certainly had no effect'}.`
    : '';
  return step(
    'seen',
    facts.endedNs,
    `${client} saw the error \u0022${fateText(facts.fate)}\u0022, ${lengthText(facts.endedNs - facts.beganNs)} after it had asked.${sure}`,
    facts.client,
  );
}

/** What had gone wrong before, so that the request could break there. */
function causesOf(run: Explainable, facts: RequestFacts, found: Break): ExplainedStep[] {
  const hop = found.way[found.way.length - 1];
  if (found.where === 'request lost' || found.where === 'reply lost') {
    const isRequest = found.where === 'request lost';
    const wire = wireCause(run, hop.asked.link, isRequest ? 1 : 2, found.atNs);
    return wire === null ? lossy(run, hop) : [wire];
  }
  const limit = found.where === 'refused' ? limitCause(run, hop, found.fate, found.atNs) : null;
  if (limit !== null && limit.length > 0) return limit;
  const status = statusCause(run, hop.callee, found.atNs);
  if (status !== null) return [status, ...turnedAway(run.index, facts, hop)];
  const slowWire = wireCause(run, hop.asked.link, 3, found.atNs);
  if (slowWire !== null) return [slowWire];
  const queue = queueCause(run, hop.callee, found.atNs);
  if (queue !== null) return queue;
  const fault = relatedFault(run, hop.callee, found.atNs, found.atNs);
  return fault === null ? tooSlow(run.index, hop, found) : [fault];
}

/** Where nothing had gone wrong: who had the request takes longer than whoever asked is ready to wait. */
function tooSlow({ nodes }: TraceIndex, { asked, caller, callee }: Hop, { where, atNs }: Break): ExplainedStep[] {
  if (where !== 'no answer' || asked.arriveNs > atNs) return [];
  return [step('cause', 0, `${calledBy(nodes[callee])} takes longer for such a request than ${calledBy(nodes[caller])} waits.`, callee)];
}

/** A wire that loses messages all the time, by its own setting. */
function lossy(run: Explainable, { asked, caller, callee }: Hop): ExplainedStep[] {
  const { lost, sent } = run.summary().links[asked.link];
  const { nodes } = run.index;
  const { damaged, overflowed } = run.wireTroubles(asked.link);
  const wire = `the wire between ${calledBy(nodes[caller])} and ${calledBy(nodes[callee])}`;
  if (overflowed * 2 > lost)
    return [
      step(
        'cause',
        0,
        `more is sent over ${wire} than it can carry: ${overflowed} of ${sent} messages of this run were thrown away for that.`,
        caller,
      ),
    ];
  if (damaged * 2 > lost)
    return [step('cause', 0, `${wire} damages messages, which are then thrown away: ${damaged} of ${sent} in this run.`, caller)];
  return [step('cause', 0, `${wire} loses messages: ${lost} of ${sent} in this run.`, caller)];
}

/** Whether the caller had learned by then that the part is in trouble. */
function turnedAway({ nodes }: TraceIndex, facts: RequestFacts, hop: Hop): ExplainedStep[] {
  const turn = facts.stopped.find((entry) => entry.node === hop.caller && entry.other === hop.callee);
  return turn === undefined
    ? []
    : [
        step(
          'effect',
          turn.atNs,
          `${calledBy(nodes[hop.caller])} noticed and stopped sending to ${calledBy(nodes[hop.callee])}.`,
          hop.caller,
        ),
      ];
}
