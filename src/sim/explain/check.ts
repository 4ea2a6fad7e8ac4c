import { Gauge } from '../parts/contract';
import { isMetricCheck, type MetricCheck } from '../model/scenario';
import { FATES } from '../network/fates';
import { calledBy } from '../trace/names';
import { LOG_VERBS, type CheckResult, type RunSummary } from '../trace/types';
import { relatedFault } from './causes';
import { claimSteps } from './claimStory';
import { queueCause } from './queues';
import { explainRequest } from './request';
import { isClient } from './requestFacts';
import type { Explainable, ExplainedStep, Explanation, ExplainResult } from './types';
import { lengthText, many, shortened, step } from './words';
import { beginsRequests } from '../kinds/index';
import { NS_PER_MS } from '../kernel/units';

const MOST_STEPS = 6;
const FAILED = LOG_VERBS.indexOf('failed');
const PIECE_ROWS = 150_000;
/** How many failures are looked at for one that passed a certain part. */
const MOST_TRIED = 8;
const OF_FAILURES: ReadonlySet<MetricCheck['metric']> = new Set([
  'errorPercent',
  'failed',
  'goodputPerSecond',
  'throughputPerSecond',
  'completed',
  'received',
]);

interface Story {
  readonly steps: readonly ExplainedStep[];
  readonly request: number;
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

/** Why a check was not met: from the first fault, over an example, to the verdict, in three to six sentences. Never changes the run. */
export function explainCheck(run: Explainable, checkId: string): ExplainResult {
  const summary = run.summary();
  const result = summary.checks.find((candidate) => candidate.id === checkId);
  const check = run.scenario.checks.find((candidate) => candidate.id === checkId);
  if (result === undefined || check === undefined) return { ok: false, message: `There is no check "${checkId}" in this run.` };
  if (result.ok) return { ok: false, message: `The check "${result.title}" was met, so there is nothing to explain.` };
  if (result.verdict === 'no-evidence')
    return { ok: false, message: `${result.message} The only cause is too little traffic: make the run longer, or send more.` };
  if (!isMetricCheck(check)) return explainClaim(run, result, claimSteps(run, check));
  const wantsMore = check.atLeast !== undefined && check.atMost === undefined;
  const node = run.index.nodes.findIndex(({ id }) => id === check.node);
  let story: Story | null = null;
  if (OF_FAILURES.has(check.metric) && summary.requests.failed > 0) story = failureStory(run, summary, node);
  story ??=
    (!OF_FAILURES.has(check.metric) || summary.requests.inFlight > 0) && !wantsMoreOfLoad(check, wantsMore)
      ? waitingStory(run, summary, node)
      : null;
  story ??= check.metric.startsWith('latency') && !wantsMore ? timeStory(run, summary) : null;
  story ??= trafficStory(run, summary, node, wantsMore);
  const end = verdict(run, result, node);
  const ordered = story.steps
    .map((entry, i) => ({ entry, i }))
    .sort((p, q) => p.entry.atNs - q.entry.atNs || p.i - q.i)
    .map(({ entry }) => entry);
  return {
    ok: true,
    explanation: {
      subject: `Check \u0022${result.title}\u0022`,
      request: story.request,
      steps: [...shortened(ordered, MOST_STEPS - 1), end],
      nodes: story.nodes,
      links: story.links,
    },
  };
}

/** The story of a claim: what led to it, in order of time, and the verdict. */
function explainClaim(run: Explainable, result: CheckResult, told: readonly ExplainedStep[]): ExplainResult {
  if (told.length === 0) return { ok: false, message: `${result.message} Nothing more about it was recorded.` };
  const steps = [...told].sort((p, q) => p.atNs - q.atNs);
  const nodes = [...new Set(steps.flatMap(({ node }) => (node < 0 ? [] : [node])))];
  const end = verdict(run, result, nodes.at(-1) ?? -1);
  return {
    ok: true,
    explanation: {
      subject: `Check \u0022${result.title}\u0022`,
      request: 0,
      steps: [...shortened(steps, MOST_STEPS - 1), end],
      nodes,
      links: [],
    },
  };
}

/** Too little load is a matter of the traffic, not of waiting. */
function wantsMoreOfLoad(check: MetricCheck, wantsMore: boolean): boolean {
  return wantsMore && ['utilizationPercent', 'queueMean', 'queueMax'].includes(check.metric);
}

function verdict(run: Explainable, result: CheckResult, node: number): ExplainedStep {
  return step('verdict', run.reachedNs, `So the check was not met: ${result.message}`, node);
}

/** Requests failed: how many and for what, and the first of the most frequent sort from its cause to its error. */
function failureStory(run: Explainable, summary: RunSummary, node: number): Story | null {
  const reasons = Object.entries(summary.requests.byReason).sort((p, q) => q[1] - p[1]);
  const found = reasons
    .map(([reason, count]) =>
      example(
        run,
        FATES.findIndex((entry) => entry.reason === reason),
        count,
        node,
      ),
    )
    .find((story) => story !== null);
  if (found === undefined) return null;
  const {
    count,
    atNs,
    explanation: { request, steps, nodes, links },
  } = found;
  // The way of one request matters less here than what broke for many.
  const kept = steps.filter((entry) => entry.role !== 'way');
  const { failed, sent } = summary.requests;
  const others = count === failed ? '' : `, ${count} of them for this reason`;
  const where = node >= 0 && !beginsRequests(run.index.nodes[node].kind) ? ` at ${calledBy(run.index.nodes[node])}` : '';
  const all = step(
    'effect',
    atNs,
    `That was the first of its kind${where}; in all, ${failed} of ${many(sent, 'request')} failed${others}.`,
    node,
  );
  return { steps: [...kept, all], request, nodes, links };
}

interface Example {
  readonly count: number;
  readonly atNs: number;
  readonly explanation: Explanation;
}

/** The first failure with a fate that passed a part (-1: any), told; null when none of the first ones did. */
function example(run: Explainable, fate: number, count: number, node: number): Example | null {
  for (const { request, atNs } of firstFailures(run, fate, node < 0 ? 1 : MOST_TRIED)) {
    const told = explainRequest(run, request);
    if (told.ok && (node < 0 || told.explanation.nodes.includes(node))) return { count, atNs, explanation: told.explanation };
  }
  return null;
}

/** Why requests failed: the first of those that failed for the most frequent reason. Never changes the run. */
export function explainFailures(run: Explainable): ExplainResult {
  const [most] = Object.entries(run.summary().requests.byReason).sort((p, q) => q[1] - p[1]);
  const [found] =
    most === undefined
      ? []
      : firstFailures(
          run,
          FATES.findIndex((entry) => entry.reason === most[0]),
          1,
        );
  return found === undefined ? { ok: false, message: 'No request failed in this run.' } : explainRequest(run, found.request);
}

/** The first requests that ended with a fate, by the log; the curves say where to look. */
function firstFailures(run: Explainable, fate: number, most: number): { readonly request: number; readonly atNs: number }[] {
  const { failedBy, sampleNs, sampleCount } = run.series();
  const found: { request: number; atNs: number }[] = [];
  let seenNs = -1;
  for (let sample = 0; sample < sampleCount && found.length < most; sample++) {
    if (failedBy[fate * sampleCount + sample] === 0) continue;
    for (let fromNs = Math.max(0, seenNs + 1, sample * sampleNs - 1); fromNs <= (sample + 1) * sampleNs && found.length < most;) {
      const { log, toNs } = run.window(fromNs, (sample + 1) * sampleNs + 1, PIECE_ROWS);
      for (let row = 0; row < log.count && found.length < most; row++) {
        if (log.verb[row] === FAILED && log.detail[row] === fate && isClient(run, log.node[row]))
          found.push({ request: log.request[row], atNs: log.atNs[row] });
      }
      fromNs = toNs;
      seenNs = toNs - 1;
    }
  }
  return found;
}

/** Requests waited too long, or too many did: where, since when and why. */
function waitingStory(run: Explainable, summary: RunSummary, wanted: number): Story | null {
  const { index } = run;
  const { gauges, sampleCount, sampleNs, p99Ms } = run.series();
  const candidates =
    wanted >= 0 && index.nodes[wanted].capacity > 0
      ? [wanted]
      : index.nodes.map((_, node) => node).filter((node) => index.nodes[node].capacity > 0);
  let worst = { node: -1, sample: -1, queue: 0 };
  for (const node of candidates) {
    const at = (index.nodes[node].gaugeBase + Gauge.queue) * sampleCount;
    for (let i = 0; i < sampleCount; i++) if (gauges[at + i] > worst.queue) worst = { node, sample: i, queue: gauges[at + i] };
  }
  if (worst.node < 0 || worst.queue < 0.5) return null;
  const atNs = Math.min(run.reachedNs, (worst.sample + 1) * sampleNs);
  const id = calledBy(index.nodes[worst.node]);
  const steps: ExplainedStep[] = [...(queueCause(run, worst.node, atNs) ?? peak(run, worst, atNs))];
  // What clients felt before anything had happened does not belong to this.
  const first = Math.floor(Math.min(...steps.map((entry) => entry.atNs)) / sampleNs);
  const slowest = p99Ms.subarray(0, sampleCount).reduce((most, value, i) => (i >= first && value > (p99Ms[most] || 0) ? i : most), first);
  if (p99Ms[slowest] > 0)
    steps.push(
      step(
        'seen',
        Math.min(run.reachedNs, (slowest + 1) * sampleNs),
        `Clients felt it: one request in a hundred took ${Number(p99Ms[slowest].toPrecision(3))} ms or longer here, ` +
          `against ${Number(summary.latencyMs.p50.toPrecision(3))} ms for half of all requests.`,
      ),
    );
  if (steps.length < 2) steps.push(step('effect', atNs, `Requests waited at ${id} before they were served.`, worst.node));
  const told = steps.find(({ role, node }) => role === 'cause' && node >= 0)?.node ?? worst.node;
  return { steps, request: 0, ...pathTo(run, told) };
}

function peak(run: Explainable, { node, queue }: { readonly node: number; readonly queue: number }, atNs: number): ExplainedStep[] {
  const id = calledBy(run.index.nodes[node]);
  const cause = relatedFault(run, node, atNs, atNs);
  const most = step('effect', atNs, `The queue of ${id} was at its longest: ${Number(queue.toFixed(1))} requests on average.`, node);
  return cause === null
    ? [step('cause', atNs, `More requests came to ${id} at once than it has slots; no failure was needed for that.`, node), most]
    : [cause, most];
}

const nameOf = ({ index }: Explainable, id: string): string => calledBy(index.nodes.find((node) => node.id === id) ?? { id });

/** Nothing waited: the time goes into the work and the wires. */
function timeStory(run: Explainable, summary: RunSummary): Story {
  const { nodes, links } = summary;
  const slowest = nodes
    .map((part, at) => ({ part, at }))
    .filter(({ at }) => run.index.nodes[at].capacity > 0)
    .sort((p, q) => q.part.meanTimeInNodeMs - p.part.meanTimeInNodeMs)[0];
  const wire = [...links].sort((p, q) => q.meanLatencyMs - p.meanLatencyMs)[0];
  const steps = [step('cause', 0, 'Hardly anything waited in this run: the time went into the work itself and into the wires.')];
  if (slowest !== undefined)
    steps.push(
      step(
        'effect',
        run.reachedNs,
        `${calledBy(run.index.nodes[slowest.at])} had each request for ` +
          `${lengthText(slowest.part.meanTimeInNodeMs * NS_PER_MS)} on average, longer than any other part with slots.`,
        slowest.at,
      ),
    );
  if (wire !== undefined)
    steps.push(
      step(
        'effect',
        run.reachedNs,
        `The slowest wire, between ${nameOf(run, wire.from)} and ${nameOf(run, wire.to)}, took ` +
          `${lengthText(wire.meanLatencyMs * NS_PER_MS)} each way on average.`,
      ),
    );
  return { steps, request: 0, ...(slowest === undefined ? { nodes: [], links: [] } : pathTo(run, slowest.at)) };
}

/** Nothing failed and nothing waited: there was not enough to do. */
function trafficStory(run: Explainable, summary: RunSummary, node: number, wantsMore: boolean): Story {
  const { sent, ok, inFlight } = summary.requests;
  const seconds = summary.simulatedSeconds;
  const perSecond = seconds > 0 ? Number((sent / seconds).toPrecision(3)) : 0;
  const clients = run.index.nodes.filter((entry) => beginsRequests(entry.kind)).map(calledBy);
  const who = clients.length === 1 ? clients[0] : 'the clients';
  const steps = [
    step(
      'cause',
      0,
      `${who} sent ${many(sent, 'request')} in all, ${perSecond} a second.`,
      run.index.nodes.findIndex(({ kind }) => beginsRequests(kind)),
    ),
  ];
  if (node >= 0) {
    const part = summary.nodes[node];
    steps.push(
      step(
        'effect',
        run.reachedNs,
        `${calledBy(run.index.nodes[node])} received ${part.received} of ` +
          `them${part.utilization === null ? '' : ` and was busy ${Number((part.utilization * 100).toFixed(1))} % of the time`}.`,
        node,
      ),
    );
  }
  steps.push(
    step(
      'seen',
      run.reachedNs,
      inFlight > 0
        ? `Of these ${ok} were answered, and ${inFlight} ${inFlight === 1 ? 'was' : 'were'} still under way when the run ended.`
        : `Of these ${ok} were answered${wantsMore ? ': what is missing was never asked for' : ''}.`,
    ),
  );
  return { steps, request: 0, ...(node >= 0 ? pathTo(run, node) : { nodes: [], links: [] }) };
}

/** The shortest way of wires from a client to a part. */
function pathTo(run: Explainable, target: number): { readonly nodes: readonly number[]; readonly links: readonly number[] } {
  const { nodes, links } = run.index;
  const cameBy = new Map<number, number>();
  const open = nodes.map((_, node) => node).filter((node) => beginsRequests(nodes[node].kind));
  const seen = new Set(open);
  for (let i = 0; i < open.length && !seen.has(target); i++) {
    links.forEach((link, l) => {
      if (link.from !== open[i] || seen.has(link.to)) return;
      seen.add(link.to);
      cameBy.set(link.to, l);
      open.push(link.to);
    });
  }
  const path: number[] = [];
  for (let at = cameBy.get(target); at !== undefined; at = cameBy.get(links[at].from)) path.unshift(at);
  return { links: path, nodes: path.length === 0 ? [target] : [links[path[0]].from, ...path.map((link) => links[link].to)] };
}
