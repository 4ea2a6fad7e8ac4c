import { ID_NAMES, type PlaceNames } from '../model/placeNames';
import { isMetricCheck, type Check, type ClaimCheck, type MetricCheck } from '../model/scenario';
import type { CheckResult, GaugeSummary, NodeSummary } from '../trace/types';
import { judgeClaim, type ClaimView } from './claims';
import { evidenceOfGauge, evidenceOfPart, evidenceOfRun, leastEvidence, type CheckedFigures, type Evidence } from './evidence';

export type { CheckedFigures } from './evidence';

const UNITS: Readonly<Record<MetricCheck['metric'], string>> = {
  throughputPerSecond: ' requests/s',
  goodputPerSecond: ' requests/s',
  errorPercent: ' %',
  latencyMeanMs: ' ms',
  latencyP50Ms: ' ms',
  latencyP95Ms: ' ms',
  latencyP99Ms: ' ms',
  latencyMaxMs: ' ms',
  utilizationPercent: ' %',
  queueMean: ' requests',
  queueMax: ' requests',
  received: '',
  completed: '',
  failed: '',
  costPerHour: ' an hour',
  costPerMillion: ' a million',
  okPerUnit: ' requests',
  loadImbalance: ' times the mean',
  keyImbalance: ' times the mean',
  gaugeEnd: '',
  gaugeMax: '',
  gaugeMean: '',
};

/** What each metric is called: of a run, and of a part where it means something else there. */
const TITLES: Readonly<Record<MetricCheck['metric'], string>> = {
  throughputPerSecond: 'Throughput',
  goodputPerSecond: 'Goodput',
  errorPercent: 'Errors',
  latencyMeanMs: 'Mean latency',
  latencyP50Ms: 'Median latency',
  latencyP95Ms: 'p95 latency',
  latencyP99Ms: 'p99 latency',
  latencyMaxMs: 'Highest latency',
  utilizationPercent: 'Utilization',
  queueMean: 'Mean queue',
  queueMax: 'Longest queue',
  received: 'Requests sent',
  completed: 'Requests answered',
  failed: 'Requests failed',
  costPerHour: 'Cost',
  costPerMillion: 'Cost of answers',
  okPerUnit: 'Answers for one unit of money',
  loadImbalance: 'The highest load',
  keyImbalance: 'The most keys',
  gaugeEnd: 'At the end',
  gaugeMax: 'At most',
  gaugeMean: 'On average',
};
const OF_PARTS: Partial<Record<MetricCheck['metric'], (id: string) => string>> = {
  latencyMeanMs: (id) => `Mean time inside ${id}`,
  received: (id) => `Requests that reached ${id}`,
  completed: (id) => `Requests that ${id} answered`,
  failed: (id) => `Requests that failed at ${id}`,
  loadImbalance: (id) => `The highest load behind ${id}`,
  keyImbalance: (id) => `The most keys behind ${id}`,
};

/** What a check is called: its title, or what it looks at, by names where they are given. */
export function checkTitle(check: Check, { part }: PlaceNames = ID_NAMES): string {
  if (check.title !== undefined) return check.title;
  if (isMetricCheck(check)) {
    const { metric, node, gauge } = check;
    const what = OF_PARTS[metric];
    if (node === undefined) return TITLES[metric];
    return gauge === undefined && what !== undefined ? what(part(node)) : `${gauge ?? TITLES[metric]} of ${part(node)}`;
  }
  if (check.type === 'convergence') return `Members of ${part(check.network)} know the same values`;
  if (check.type === 'says') return `${check.node === undefined ? 'A part' : part(check.node)} says: ${check.text}`;
  return CLAIM_TITLES[check.claim];
}

const CLAIM_TITLES: Readonly<Record<(ClaimCheck & { type: 'history' })['claim'], string>> = {
  acknowledgedWrites: 'Every acknowledged write is readable',
  freshReads: 'No read is stale',
  sourceOrder: 'Each sink sees each source in order',
  sinkAgreement: 'Sinks agree on the merged order',
};

/**
 * Judges each check, from the figures alone or by what it claims. A figure that rests on too little, or that the run does not have, makes
 * it neither met nor unmet: it says so, and does not count as passed.
 */
export function judgeChecks(checks: readonly Check[], figures: CheckedFigures, claims: ClaimView): CheckResult[] {
  return checks.map((check) => (isMetricCheck(check) ? judge(check, figures) : judgeClaim(check, claims)));
}

/** The figure that a check looks at, in the unit of its metric; null: the run has none, or the check is of a claim. */
export function checkedFigure(check: Check, figures: CheckedFigures): number | null {
  return isMetricCheck(check) ? measure(check, figures).value : null;
}

/** A figure and what it rests on; no value where the run has none. */
interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly value: number | null;
  readonly evidence: Evidence;
}

function judge(check: MetricCheck, figures: CheckedFigures): CheckResult {
  const { name, unit, value, evidence } = measure(check, figures);
  const least = leastEvidence(check);
  const common = { id: check.id, title: check.title ?? name, evidence: evidence.count, leastEvidence: least };
  const without = (message: string): CheckResult => ({ ...common, ok: false, verdict: 'no-evidence', message });
  if (evidence.count < least)
    return without(`No evidence: this check needs at least ${least} ${evidence.of}, and there ${counted(evidence.count)}.`);
  if (value === null) return without(`No evidence: ${name} is not measured in this run; choose another metric or part for this check.`);
  const ok = (check.atLeast === undefined || value >= check.atLeast) && (check.atMost === undefined || value <= check.atMost);
  const wanted = [
    check.atLeast === undefined ? '' : `at least ${check.atLeast}`,
    check.atMost === undefined ? '' : `at most ${check.atMost}`,
  ].filter((part) => part !== '');
  const message = `${name}: ${figureText(value, check)}${unit}; wanted ${wanted.join(' and ')}${unit}.`;
  return { ...common, ok, verdict: ok ? 'met' : 'unmet', message };
}

const counted = (count: number): string => (count === 0 ? 'were none' : count === 1 ? 'was 1' : `were ${count}`);

/** A whole figure as it is, others with four digits that count; more where they would make it look like the limit that it has passed. */
function figureText(value: number, { atLeast, atMost }: MetricCheck): string {
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  return value !== short && (short === atLeast || short === atMost) ? `${value}` : `${short}`;
}

function measure(check: MetricCheck, figures: CheckedFigures): Measured {
  const { metric } = check;
  const unit = UNITS[metric];
  if (check.node === undefined)
    return { name: TITLES[metric], unit, value: runMetric(metric, figures), evidence: evidenceOfRun(metric, figures) };
  const name = OF_PARTS[metric]?.(check.node) ?? `${TITLES[metric]} of ${check.node}`;
  const node = figures.nodes.find((candidate) => candidate.id === check.node);
  if (node === undefined) return { name, unit, value: null, evidence: { count: 0, of: 'requests' } };
  const gauge = gaugeOf(check, figures);
  return gauge === null
    ? {
        name,
        unit,
        value: nodeFigure(metric, node, figures.simulatedSeconds),
        evidence: evidenceOfPart(metric, node, figures),
      }
    : {
        name: `${gauge.title} (${TITLES[metric].toLowerCase()}) of ${check.node}`,
        unit: gauge.unit === undefined ? '' : ` ${gauge.unit}`,
        value: gaugeFigure(metric, gauge),
        evidence: evidenceOfGauge(gauge, node, figures),
      };
}

function gaugeOf({ node, gauge }: MetricCheck, figures: CheckedFigures): GaugeSummary | null {
  return gauge === undefined ? null : (figures.nodes.find(({ id }) => id === node)?.gauges.find(({ name }) => name === gauge) ?? null);
}

function gaugeFigure(metric: MetricCheck['metric'], gauge: GaugeSummary): number | null {
  return metric === 'gaugeEnd' ? gauge.end : metric === 'gaugeMax' ? gauge.max : metric === 'gaugeMean' ? gauge.mean : null;
}

function runMetric(metric: MetricCheck['metric'], f: CheckedFigures): number | null {
  const ended = f.requests.ok + f.requests.failed;
  switch (metric) {
    case 'throughputPerSecond':
      return f.throughputPerSecond;
    case 'goodputPerSecond':
      return f.goodputPerSecond;
    case 'errorPercent':
      return ended === 0 ? null : (f.requests.failed / ended) * 100;
    case 'latencyMeanMs':
      return f.latencyMs.mean;
    case 'latencyP50Ms':
      return f.latencyMs.p50;
    case 'latencyP95Ms':
      return f.latencyMs.p95;
    case 'latencyP99Ms':
      return f.latencyMs.p99;
    case 'latencyMaxMs':
      return f.latencyMs.max;
    case 'received':
      return f.requests.sent;
    case 'completed':
      return f.requests.ok;
    case 'failed':
      return f.requests.failed;
    case 'costPerHour':
      return f.cost.perHour;
    case 'costPerMillion':
      return f.cost.perMillionOk;
    case 'okPerUnit':
      return f.cost.okPerUnit ?? 0;
    default:
      return null;
  }
}

function nodeFigure(metric: MetricCheck['metric'], node: NodeSummary, seconds: number): number | null {
  const ended = node.completed + node.failed;
  const perSecond = (count: number): number => (seconds > 0 ? count / seconds : 0);
  switch (metric) {
    case 'throughputPerSecond':
      return perSecond(ended);
    case 'goodputPerSecond':
      return perSecond(node.completed);
    case 'errorPercent':
      return ended === 0 ? null : (node.failed / ended) * 100;
    case 'latencyMeanMs':
      return ended === 0 ? null : node.meanTimeInNodeMs;
    case 'utilizationPercent':
      return node.utilization === null ? null : node.utilization * 100;
    case 'queueMean':
      return node.queueMean;
    case 'queueMax':
      return node.queueMax;
    case 'received':
      return node.received;
    case 'completed':
      return node.completed;
    case 'failed':
      return node.failed;
    case 'loadImbalance':
      return node.imbalance?.load ?? null;
    case 'keyImbalance':
      return node.imbalance?.keys ?? null;
    default:
      return null;
  }
}
