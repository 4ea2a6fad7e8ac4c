import { Gauge } from '../parts/contract';
import { kindOf } from '../kinds/index';
import type { HistoryRow } from '../history/history';
import type { Fault, Scenario } from '../model/scenario';
import { hashHex } from '../kernel/hash';
import { FATES } from '../network/fates';
import { KeyColumn, keyRangesOf } from '../trace/keyRanges';
import { gaugesToCheck } from '../reading/gaugesToCheck';
import type { CheckResult, GaugeSummary, KeyRangeSummary, LinkSummary, NodeSummary, RunSummary, TraceIndex } from '../trace/types';
import { judgeChecks, type CheckedFigures } from '../checkers/threshold';
import { claimView, type Past } from './claims';
import { capacitySteps, meanSize, NO_SIZE, type CapacityStep, type MeanSize } from './capacity';
import { costOf } from './cost';
import { findBottleneck } from '../stats/bottleneck/find';
import type { LoadView } from '../stats/bottleneck/load';
import { steadyState } from '../stats/steadyState';
import type { Engine } from './engine';
import { EventType, TYPE_MASK } from './events';
import type { LimitReached } from './limits';
import { withImbalance } from './imbalance';
import { stuckRequests } from './stuck';
import { ENGINE_VERSION } from './version';
import { NS_PER_SECOND, NS_PER_MS } from '../kernel/units';

/** The figures of a run so far; complete once it has ended. `past`: a way back to earlier moments, for checks that ask for them. */
export function summarize(
  engine: Engine,
  index: TraceIndex,
  scenario: Scenario,
  seed: number,
  cancelled: boolean,
  limit: LimitReached | null,
  faults: readonly Fault[] = scenario.faults,
  past?: Past,
): RunSummary {
  const seconds = engine.queue.nowNs / NS_PER_SECOND;
  const ended = requestFigures(engine);
  const { ok, failed } = ended.requests;
  const steps = stepsOf(index, scenario, faults);
  const slots = slotsOf(engine, steps);
  const links = linkSummaries(engine, index);
  const figures = {
    engineVersion: ENGINE_VERSION,
    scenario: scenario.name,
    seed,
    simulatedSeconds: seconds,
    events: engine.events,
    traceHash: hashHex(engine.hash),
    endedBy: engine.ended ?? (cancelled ? 'cancelled' : 'limit'),
    limit: limit?.message ?? null,
    ...ended,
    latencyMs: latencySummary(engine),
    nodes: nodeSummaries(engine, index, slots),
    cost: costOf({ prices: scenario.prices, index, slots: paid(slots), links: engine.links, samples: engine.samples, seconds, ok, failed }),
    links,
    bottleneck: findBottleneck(
      loadView(engine, index, scenario, (node, fromNs, toNs) => meanSize(steps[node], fromNs, toNs).capacity, links),
      { sent: engine.requestsSent, ok, failed },
    ),
    keyRanges: keyRangeSummaries(engine),
    steady: steadyState({ samples: engine.samples, index, nowNs: engine.queue.nowNs, hasFaults: engine.schedule.taken > 0 }),
  } satisfies Omit<RunSummary, 'checks'>;
  return {
    ...figures,
    checks: judgeChecks(
      scenario.checks,
      figures,
      claimView(engine, index, () => engine.history.known, past),
    ),
  };
}

/** How the checks of a scenario stand by the figures so far: only those that checks can ask for are reckoned, so it may be asked often. */
export function judgeSoFar(
  engine: Engine,
  index: TraceIndex,
  scenario: Scenario,
  faults: readonly Fault[],
  rows: () => readonly HistoryRow[],
  past?: Past,
): CheckResult[] {
  const seconds = engine.queue.nowNs / NS_PER_SECOND;
  const { requests, throughputPerSecond, goodputPerSecond } = requestFigures(engine);
  const slots = (): MeanSize[] => slotsOf(engine, stepsOf(index, scenario, faults));
  const figures: CheckedFigures = {
    simulatedSeconds: seconds,
    requests,
    throughputPerSecond,
    goodputPerSecond,
    get latencyMs() {
      return latencySummary(engine);
    },
    get nodes() {
      return nodeSummaries(engine, index, slots());
    },
    get cost() {
      return costOf({
        prices: scenario.prices,
        index,
        slots: paid(slots()),
        links: engine.links,
        samples: engine.samples,
        seconds,
        ok: requests.ok,
        failed: requests.failed,
      });
    },
  };
  return judgeChecks(scenario.checks, figures, claimView(engine, index, rows, past));
}

function loadView(
  { samples }: Engine,
  index: TraceIndex,
  { nodes }: Scenario,
  slots: LoadView['slots'],
  links: readonly LinkSummary[],
): LoadView {
  return {
    index,
    clients: nodes.map((node) => clientSort(node)),
    slots,
    links,
    samples: samples.done,
    sampleNs: samples.sampleNs,
    gauge: (gauge, sample) => samples.gaugeIn(gauge, sample),
    entered: (link, sample) => samples.linkSentIn(link, sample),
    failedFor: (fate, sample) => samples.failedForIn(fate, sample),
    ok: (sample) => samples.okIn(sample),
  };
}

/** Who begins requests: nobody can be wired to it. */
function clientSort({ kind, params }: Scenario['nodes'][number]): LoadView['clients'][number] {
  const descriptor = kindOf(kind)?.descriptor;
  if (descriptor === undefined || descriptor.accepts.length > 0) return false;
  return params.arrivals === 'closed' ? 'closed' : 'open';
}

/** The sizes of each part over time. */
function stepsOf(index: TraceIndex, scenario: Scenario, faults: readonly Fault[]): (readonly CapacityStep[])[] {
  return index.nodes.map((node, i) => (node.capacity > 0 ? capacitySteps(scenario.nodes[i], faults) : [{ fromNs: 0, ...NO_SIZE }]));
}

function slotsOf(engine: Engine, steps: readonly (readonly CapacityStep[])[]): MeanSize[] {
  return steps.map((each) => meanSize(each, 0, engine.queue.nowNs));
}

function paid(sizes: readonly MeanSize[]): number[] {
  return sizes.map((size) => size.paid);
}

function requestFigures(engine: Engine): Pick<RunSummary, 'requests' | 'throughputPerSecond' | 'goodputPerSecond'> {
  const seconds = engine.queue.nowNs / NS_PER_SECOND;
  const ok = engine.fates[0];
  let failed = 0;
  const byReason: Record<string, number> = {};
  for (let fate = 1; fate < FATES.length; fate++) {
    failed += engine.fates[fate];
    if (engine.fates[fate] > 0) byReason[FATES[fate].reason] = engine.fates[fate];
  }
  const perSecond = (count: number): number => (seconds > 0 ? count / seconds : 0);
  return {
    requests: {
      sent: engine.requestsSent,
      ok,
      failed,
      indefinite: engine.indefinite,
      inFlight: engine.inFlight,
      stuck: stuckRequests(engine),
      byReason,
    },
    throughputPerSecond: perSecond(ok + engine.lateAnswers),
    goodputPerSecond: perSecond(ok),
  };
}

function latencySummary(engine: Engine): RunSummary['latencyMs'] {
  const { latency } = engine;
  const at = (q: number): number => latency.quantile(q) / NS_PER_MS;
  return { mean: latency.mean() / NS_PER_MS, p50: at(0.5), p95: at(0.95), p99: at(0.99), p999: at(0.999), max: latency.max / NS_PER_MS };
}

function nodeSummaries(engine: Engine, index: TraceIndex, slots: readonly MeanSize[]): NodeSummary[] {
  return withImbalance(
    index.nodes.map((_, i) => nodeSummary(engine, index, i, slots[i])),
    index,
  );
}

function nodeSummary(engine: Engine, index: TraceIndex, i: number, { capacity, computing }: MeanSize): NodeSummary {
  const node = index.nodes[i];
  const nowNs = engine.queue.nowNs;
  const { gauges } = engine;
  const value = (gauge: number): number => gauges.value(node.gaugeBase + gauge);
  const average = (gauge: number): number => (nowNs > 0 ? gauges.area(node.gaugeBase + gauge, nowNs) / nowNs : 0);
  const keys = node.gauges.findIndex((gauge) => gauge.name === 'keys');
  const served = value(Gauge.completed);
  const left = served + value(Gauge.failed);
  const problem = engine.nodes[i].behavior.problem?.(engine.nodes[i]) ?? null;
  const results = engine.nodes[i].behavior.results?.(engine.nodes[i], betweenNodes(engine, index));
  return {
    id: node.id,
    kind: node.kind,
    received: value(Gauge.received),
    completed: value(Gauge.completed),
    rejected: value(Gauge.received) - value(Gauge.completed) - value(Gauge.inside),
    failed: value(Gauge.failed),
    utilization: utilization(average(Gauge.busy), capacity, computing === 0 ? 0 : average(computingGauge(node.gauges)) / computing),
    queueMean: average(Gauge.queue),
    queueMax: gauges.max(node.gaugeBase + Gauge.queue),
    meanTimeInNodeMs: served > 0 ? (engine.timeInNodeNs[i] - engine.failedInNodeNs[i]) / served / NS_PER_MS : 0,
    meanStayMs: left > 0 ? engine.timeInNodeNs[i] / left / NS_PER_MS : 0,
    meanInNode: average(Gauge.inside),
    keysHeld: keys >= 0 ? value(keys) : null,
    gauges: gaugeSummaries(engine, index, i),
    ...(problem === null ? {} : { problem }),
    ...(results === undefined ? {} : { results }),
  };
}

/** Messages that nodes which run programs have sent each other. */
function betweenNodes({ gauges }: Engine, index: TraceIndex): number {
  return index.nodes.reduce((sum, node) => {
    const gauge = node.gauges.findIndex(({ name }) => name === 'toNodes');
    return gauge < 0 ? sum : sum + gauges.value(node.gaugeBase + gauge);
  }, 0);
}

/** Of the slots and of what can compute, the share that is in use of the one that limits more; null without slots. */
function utilization(busy: number, capacity: number, computes: number): number | null {
  return capacity > 0 ? Math.min(1, Math.max(busy / capacity, computes)) : null;
}

function computingGauge(gauges: readonly { readonly name: string }[]): number {
  return gauges.findIndex(({ name }) => name === 'computing');
}

function gaugeSummaries({ gauges, queue }: Engine, index: TraceIndex, i: number): GaugeSummary[] {
  const node = index.nodes[i];
  return gaugesToCheck(node.kind).map(({ name, title, unit, type }) => {
    const gauge = node.gaugeBase + node.gauges.findIndex((known) => known.name === name);
    const end = gauges.value(gauge);
    const isLevel = type === 'level' && queue.nowNs > 0;
    return {
      name,
      title,
      ...(unit === undefined ? {} : { unit }),
      end,
      max: isLevel ? gauges.max(gauge) : end,
      mean: isLevel ? gauges.area(gauge, queue.nowNs) / queue.nowNs : end,
    };
  });
}

/** Links, where what was sent is delivered, lost or still on its way. */
function linkSummaries(engine: Engine, index: TraceIndex): LinkSummary[] {
  const { links } = engine;
  const nowNs = engine.queue.nowNs;
  const underWay = new Float64Array(index.links.length);
  const stillToGoNs = new Float64Array(index.links.length);
  engine.queue.forEach((timeNs, meta, call) => {
    if ((meta & TYPE_MASK) > EventType.reply) return;
    underWay[engine.calls.link(call)]++;
    stillToGoNs[engine.calls.link(call)] += timeNs - nowNs;
  });
  return index.links.map((link, l) => ({
    id: link.id,
    from: index.nodes[link.from].id,
    to: index.nodes[link.to].id,
    sent: links.sent(l),
    delivered: links.sent(l) - links.lost(l) - underWay[l],
    lost: links.lost(l),
    meanLatencyMs: links.meanLatencyNs(l) / NS_PER_MS,
    messagesPerSecond: nowNs > 0 ? links.sent(l) / (nowNs / NS_PER_SECOND) : 0,
    // The times that messages spend on the link, added up, are the area under the curve of how many there are.
    meanInTransit: nowNs > 0 ? Math.max(0, links.sent(l) * links.meanLatencyNs(l) - stillToGoNs[l]) / nowNs : 0,
    utilization: linkUtilization(engine, l),
  }));
}

function linkUtilization({ links, queue }: Engine, link: number): number | null {
  const nsPerByte = links.special[link] === 0 ? 0 : links.more.traits[link].nsPerByte;
  if (nsPerByte === 0 || queue.nowNs === 0) return null;
  // Bytes that found the buffer full never were sent, but then the link was busy all the time.
  return Math.min(1, (Math.max(links.more.bytes(link, 0), links.more.bytes(link, 1)) * nsPerByte) / queue.nowNs);
}

/** Ranges of keys; none when no request had a key. */
function keyRangeSummaries(engine: Engine): KeyRangeSummary[] {
  const seconds = engine.queue.nowNs / NS_PER_SECOND;
  const { ends } = keyRangesOf(engine.keys);
  const ranges = ends.map(([from, to], range) => {
    const [ok, failed, latencySumNs] = [KeyColumn.ok, KeyColumn.failed, KeyColumn.latencySumNs].map((column) =>
      engine.samples.keyRange(range, column),
    );
    return {
      from,
      to,
      ok,
      failed,
      throughputPerSecond: seconds > 0 ? (ok + failed) / seconds : 0,
      meanLatencyMs: ok > 0 ? latencySumNs / ok / NS_PER_MS : 0,
    };
  });
  return ranges.some(({ ok, failed }) => ok + failed > 0) ? ranges : [];
}
