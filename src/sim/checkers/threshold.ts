import type { Check } from '../model/scenario';
import type { CheckResult, GaugeSummary, NodeSummary, RunSummary } from '../trace/types';

/** The figures of a run that checks can ask for. */
export type CheckedFigures = Pick<
  RunSummary,
  'simulatedSeconds' | 'requests' | 'throughputPerSecond' | 'goodputPerSecond' | 'latencyMs' | 'nodes' | 'cost'
>;

const UNITS: Readonly<Record<Check['metric'], string>> = {
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
  received: ' requests',
  completed: ' requests',
  failed: ' requests',
  costPerHour: ' an hour',
  costPerMillion: ' a million',
  okPerUnit: ' requests',
  gaugeEnd: '',
  gaugeMax: '',
  gaugeMean: '',
};

const TITLES: Readonly<Record<Check['metric'], string>> = {
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
  received: 'Received',
  completed: 'Completed',
  failed: 'Failed',
  costPerHour: 'Cost',
  costPerMillion: 'Cost of answers',
  okPerUnit: 'Answers for one unit of money',
  gaugeEnd: 'At the end',
  gaugeMax: 'At most',
  gaugeMean: 'On average',
};

/** Judges each check from the figures alone; a metric that the run does not have counts as not met, and says so. */
export function judgeChecks(checks: readonly Check[], figures: CheckedFigures): CheckResult[] {
  return checks.map((check) => judge(check, figures));
}

function judge(check: Check, figures: CheckedFigures): CheckResult {
  const gauge = gaugeOf(check, figures);
  const name = `${gauge === null ? TITLES[check.metric] : `${gauge.title} (${TITLES[check.metric].toLowerCase()})`}${check.node === undefined ? '' : ` of ${check.node}`}`;
  const title = check.title ?? name;
  const value =
    gauge !== null
      ? gaugeFigure(check.metric, gauge)
      : check.node === undefined
        ? runMetric(check.metric, figures)
        : nodeMetric(check.metric, figures, check.node);
  if (value === null)
    return {
      id: check.id,
      title,
      ok: false,
      message: `${name} is not measured in this run; choose another metric or part for this check.`,
    };
  const ok = (check.atLeast === undefined || value >= check.atLeast) && (check.atMost === undefined || value <= check.atMost);
  const wanted = [
    check.atLeast === undefined ? '' : `at least ${check.atLeast}`,
    check.atMost === undefined ? '' : `at most ${check.atMost}`,
  ].filter((part) => part !== '');
  const figure = Number(value.toPrecision(5));
  const unit = gauge === null ? UNITS[check.metric] : gauge.unit === undefined ? '' : ` ${gauge.unit}`;
  return { id: check.id, title, ok, message: `${name} was ${figure}${unit}; wanted ${wanted.join(' and ')}${unit}.` };
}

function gaugeOf({ node, gauge }: Check, figures: CheckedFigures): GaugeSummary | null {
  return gauge === undefined ? null : (figures.nodes.find(({ id }) => id === node)?.gauges.find(({ name }) => name === gauge) ?? null);
}

function gaugeFigure(metric: Check['metric'], gauge: GaugeSummary): number | null {
  return metric === 'gaugeEnd' ? gauge.end : metric === 'gaugeMax' ? gauge.max : metric === 'gaugeMean' ? gauge.mean : null;
}

function runMetric(metric: Check['metric'], f: CheckedFigures): number | null {
  const ended = f.requests.ok + f.requests.failed;
  switch (metric) {
    case 'throughputPerSecond':
      return f.throughputPerSecond;
    case 'goodputPerSecond':
      return f.goodputPerSecond;
    case 'errorPercent':
      return ended === 0 ? 0 : (f.requests.failed / ended) * 100;
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

function nodeMetric(metric: Check['metric'], f: CheckedFigures, id: string): number | null {
  const node = f.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) return null;
  return nodeFigure(metric, node, f.simulatedSeconds);
}

function nodeFigure(metric: Check['metric'], node: NodeSummary, seconds: number): number | null {
  const ended = node.completed + node.failed;
  const perSecond = (count: number): number => (seconds > 0 ? count / seconds : 0);
  switch (metric) {
    case 'throughputPerSecond':
      return perSecond(ended);
    case 'goodputPerSecond':
      return perSecond(node.completed);
    case 'errorPercent':
      return ended === 0 ? 0 : (node.failed / ended) * 100;
    case 'latencyMeanMs':
      return node.meanTimeInNodeMs;
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
    default:
      return null;
  }
}
