import { calledBy } from '../trace/names';
import { Gauge } from '../parts/contract';
import { relatedHit, shareText, statusCause, told, wireCause } from './causes';
import { heldUp, slotsAt, type HeldUp } from './heldUp';
import type { Hit } from './hits';
import type { Explainable, ExplainedStep } from './types';
import { lengthText, listText, many, secondsText, step } from './words';
import { NS_PER_SECOND, NS_PER_MS } from '../kernel/units';

const SHORTEST_FOR_RATES_SECONDS = 0.5;

/** When and how a part's queue began to fill before a moment; null when hardly anything waited. */
export function queueCause(run: Explainable, node: number, atNs: number): ExplainedStep[] | null {
  const { gauges, sampleNs, sampleCount } = run.series();
  const { gaugeBase, queueLimit } = run.index.nodes[node];
  const id = calledBy(run.index.nodes[node]);
  const capacity = slotsAt(run, node, atNs);
  const value = (gauge: number, i: number): number => (i < 0 ? 0 : gauges[(gaugeBase + gauge) * sampleCount + i]);
  const waiting = run.moment(atNs).gauges[gaugeBase + Gauge.queue];
  if (waiting < 1) return null;
  const last = Math.min(sampleCount - 1, Math.floor(atNs / sampleNs));
  let first = last;
  while (first > 0 && value(Gauge.queue, first - 1) >= Math.min(0.5, waiting / 4)) first--;
  const sinceNs = first * sampleNs;
  const before = run.moment(sinceNs).gauges;
  const now = run.moment(atNs).gauges;
  const grown = (gauge: number): number => now[gaugeBase + gauge] - before[gaugeBase + gauge];
  const came = grown(Gauge.received);
  const left = grown(Gauge.completed) + grown(Gauge.failed);
  const slots = capacity > 0 ? ` with its ${many(capacity, 'slot')}` : '';
  const room = queueLimit > 0 && waiting >= queueLimit ? ', and there was no more room' : '';
  const held = heldUp(run, node, sinceNs, atNs);
  if (held !== null)
    return [
      ...limitCauses(run, held, sinceNs, atNs),
      step(
        'effect',
        Math.max(sinceNs, atNs - 1),
        `${slotsText(run, held)} waited for that: the queue of ${id} grew to ${waiting}${room}, although its own ` +
          'work did not fill its slots.',
        node,
      ),
    ];
  const hit = relatedHit(run, node, sinceNs, atNs);
  const fault = hit === null ? null : told(run, hit, `${shareText(run, node, hit)}${overText(hit, atNs)}`);
  const seconds = (atNs - sinceNs) / NS_PER_SECOND;
  const rate = (count: number): number => Number((count / seconds).toPrecision(2));
  const rates =
    seconds >= SHORTEST_FOR_RATES_SECONDS
      ? `${rate(came)} requests a second came to ${id}, more than the ${rate(grown(Gauge.completed))} a second that it answered${slots}`
      : `more requests came to ${id} than it could serve${slots}`;
  const steps: ExplainedStep[] = [];
  if (fault !== null) steps.push(fault);
  else steps.push(step('cause', sinceNs, `from here on ${rates}; no failure was needed for that.`, node));
  steps.push(
    step(
      'effect',
      Math.max(sinceNs, atNs - 1),
      `The queue of ${id} grew to ${waiting}${room}: ${came} requests had come since ` +
        `${fault === null ? 'then' : 'it began to fill'}, and ${left} had left.`,
      node,
    ),
  );
  return steps;
}

/** Said of a fault that is over while what it began goes on (a metastable failure). */
function overText({ effect, untilNs }: Hit, atNs: number): string {
  return untilNs < atNs && effect.type !== 'set' ? `; that was over at ${secondsText(untilNs)}, but the queue never emptied again` : '';
}

function slotsText({ index }: Explainable, { way, limit }: HeldUp): string {
  const names = way
    .filter((node) => index.nodes[node].capacity > 0 && (limit.what === 'wire' || node !== limit.at))
    .map((node) => calledBy(index.nodes[node]));
  return `The slots of ${listText(names)}`;
}

/** Why the part or wire at the end of a chain of waiting parts holds them up. */
function limitCauses(run: Explainable, { limit: { what, at, reason } }: HeldUp, sinceNs: number, atNs: number): ExplainedStep[] {
  if (what === 'wire') return [wireLimit(run, at, reason, sinceNs, atNs)];
  const id = calledBy(run.index.nodes[at]);
  const status = statusCause(run, at, atNs);
  if (status !== null) return [status];
  if (reason === 'busy') {
    const queue = queueCause(run, at, atNs);
    if (queue !== null) return queue.slice(0, 1);
    const slots = many(slotsAt(run, at, atNs), 'slot');
    return [step('cause', sinceNs, `${id} worked all the time with its ${slots}, and could not do more.`, at)];
  }
  if (reason === 'connections') return [step('cause', sinceNs, `All connections of ${id} to the part behind it were in use.`, at)];
  const hit = relatedHit(run, at, sinceNs, atNs);
  if (hit !== null) return [told(run, hit, '')];
  return [step('cause', sinceNs, `${id} took long over each answer, although it had free slots; no failure was needed for that.`, at)];
}

function wireLimit(run: Explainable, link: number, reason: string, sinceNs: number, atNs: number): ExplainedStep {
  const { from, to } = run.index.links[link];
  const wire = `the wire between ${calledBy(run.index.nodes[from])} and ${calledBy(run.index.nodes[to])}`;
  const fault = wireCause(run, link, 3, atNs);
  if (fault !== null) return fault;
  const { lost, sent, meanLatencyMs } = run.summary().links[link];
  const text =
    reason === 'lossy'
      ? `${wire} loses messages: ${lost} of ${sent} in this run, and whoever waits for an answer to one waits in vain.`
      : reason === 'narrow'
        ? `more is sent over ${wire} than it can carry.`
        : `the way over ${wire} is long: ${lengthText(meanLatencyMs * NS_PER_MS)} each way on average.`;
  return step('cause', sinceNs, text, from);
}
