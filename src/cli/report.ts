import { FATES, type CheckResult, type LimitReached, type LookupResult, type NodeSummary, type RunSummary } from '../sim/index';
import { keyRangesText, steadyText } from './steadyReport';
import { table } from './table';

const figure = (value: number, digits = 2): string => value.toFixed(digits);
const share = (value: number | null): string => (value === null ? '-' : `${figure(value * 100, 1)} %`);

/** Shares of a whole to a tenth of a percent that add up as the counts do: by the largest remainders (Hamilton's method). */
export function sharesOf(counts: readonly number[], whole: number): string[] {
  if (whole === 0) return counts.map(() => '-');
  const tenths = counts.map((count) => (count / whole) * 1000);
  const rounded = tenths.map((value) => Math.floor(value));
  const total = Math.round((counts.reduce((sum, count) => sum + count, 0) / whole) * 1000);
  const byRemainder = tenths.map((value, i) => ({ i, rest: value - rounded[i] })).sort((p, q) => q.rest - p.rest || p.i - q.i);
  const missing = total - rounded.reduce((sum, value) => sum + value, 0);
  for (const { i } of byRemainder.slice(0, missing)) rounded[i]++;
  return rounded.map((value) => `${figure(value / 10, 1)} %`);
}

const ENDINGS: Readonly<Record<RunSummary['endedBy'], string>> = {
  duration: '',
  drained: ', then everything was done',
  limit: ', then a limit was reached',
  cancelled: ', then it was stopped',
};

const OPTIONS: Readonly<Record<LimitReached['what'], string>> = {
  events: ' (--max-events N)',
  memory: ' (or allow more: --max-memory MB)',
  moment: '',
};

/** What limit stopped a run, and the option that changes it. */
export function limitText({ what, message }: LimitReached): string {
  return `${message.replace(/\.$/, '')}${OPTIONS[what]}.`;
}

/** The figures of a run for a person. */
export function reportText(summary: RunSummary): string {
  const blocks = [heading(summary), requestsTable(summary)];
  if (summary.requests.failed > 0) blocks.push(reasonsTable(summary));
  const problems = summary.nodes.flatMap((node) => node.problem ?? []);
  if (problems.length > 0) blocks.push(problems.join('\n'));
  blocks.push(latencyTable(summary), costTable(summary), partsTable(summary));
  blocks.push(...summary.nodes.flatMap((node) => resultsTable(node)));
  if (summary.nodes.some(({ imbalance }) => imbalance !== undefined)) blocks.push(imbalanceTable(summary));
  if (summary.links.length > 0) blocks.push(linksTable(summary));
  if (summary.requests.sent > 0) blocks.push(`Bottleneck: ${summary.bottleneck.message}`);
  if (summary.keyRanges.length > 0) blocks.push(keyRangesText(summary.keyRanges));
  if (summary.requests.sent > 0) blocks.push(steadyText(summary));
  if (summary.checks.length > 0) blocks.push(checksTable(summary));
  return `${blocks.join('\n\n')}\n`;
}

function heading(s: RunSummary): string {
  const seconds = Number(s.simulatedSeconds.toFixed(3));
  return (
    `${s.scenario}\n${seconds} simulated seconds${ENDINGS[s.endedBy]}; seed ${s.seed}, ${s.events} events, ` +
    `engine ${s.engineVersion}, trace ${s.traceHash}`
  );
}

function requestsTable({ requests, simulatedSeconds, goodputPerSecond, throughputPerSecond }: RunSummary): string {
  const { sent, ok, failed, inFlight, indefinite, stuck } = requests;
  const perSecond = (count: number): string => figure(simulatedSeconds > 0 ? count / simulatedSeconds : 0);
  const [okShare, failedShare, inFlightShare] = sharesOf([ok, failed, inFlight], sent);
  const rows = [
    ['sent', `${sent}`, sharesOf([sent], sent)[0], perSecond(sent)],
    ['ok', `${ok}`, okShare, figure(goodputPerSecond)],
    ['failed', `${failed}`, failedShare, perSecond(failed)],
  ];
  if (indefinite > 0) rows.push(['  of these, perhaps done', `${indefinite}`, sharesOf([indefinite], sent)[0], perSecond(indefinite)]);
  rows.push(['in flight at the end', `${inFlight}`, inFlightShare, '']);
  if (stuck > 0) rows.push(['  of these, stuck for ever', `${stuck}`, sharesOf([stuck], sent)[0], '']);
  const late = Math.round((throughputPerSecond - goodputPerSecond) * simulatedSeconds);
  const text = table(['Requests', 'count', 'share', 'per second'], rows);
  if (late === 0) return text;
  const rates = `throughput ${figure(throughputPerSecond)} a second, goodput ${figure(goodputPerSecond)}`;
  return `${text}\n${late} more ${late === 1 ? 'answer' : 'answers'} came after their client had given up: ${rates}.`;
}

function reasonsTable({ requests }: RunSummary): string {
  const reasons = Object.entries(requests.byReason);
  const shares = sharesOf(
    reasons.map(([, count]) => count),
    requests.failed,
  );
  const rows = reasons.map(([reason, count], i) => [
    reason,
    `${count}`,
    shares[i],
    FATES.find((fate) => fate.reason === reason)?.explain ?? '',
  ]);
  return table(['Failed because', 'count', 'of failed', 'meaning'], rows, true);
}

function latencyTable({ latencyMs: l, requests }: RunSummary): string {
  return table(
    ['Latency', 'mean', 'p50', 'p95', 'p99', 'p99.9', 'max'],
    [['ms, of ok requests', ...[l.mean, l.p50, l.p95, l.p99, l.p999, l.max].map((ms) => (requests.ok === 0 ? '-' : figure(ms)))]],
  );
}

function costTable({ cost, requests }: RunSummary): string {
  const { currency } = cost;
  const head = [
    `Cost, ${currency}`,
    'per hour',
    'per million ok',
    'for parts',
    'for traffic',
    'GB sent',
    'failed of ended',
    'allowed',
    `ok per ${currency}`,
  ];
  const score = cost.okPerUnit === null ? '-' : figure(cost.okPerUnit, 0);
  return table(head, [
    [
      'whole run',
      figure(cost.perHour),
      cost.perMillionOk === null ? '-' : figure(cost.perMillionOk),
      figure(cost.forParts, 4),
      figure(cost.forTraffic, 4),
      figure(cost.gigabytes, 4),
      requests.ok + requests.failed === 0 ? '-' : `${figure(cost.errorPercent)} %`,
      `${figure(cost.errorBudgetPercent)} %`,
      score,
    ],
  ]);
}

function partsTable({ nodes }: RunSummary): string {
  return table(
    ['Part', 'received', 'completed', 'failed', 'utilization', 'of it waiting', 'mean queue', 'max queue', 'mean ms', 'keys'],
    nodes.map((n) => [
      `${n.id} (${n.kind})`,
      `${n.received}`,
      `${n.completed}`,
      `${n.failed}`,
      share(n.utilization),
      waitingShare(n),
      figure(n.queueMean),
      `${n.queueMax}`,
      n.completed === 0 ? '-' : figure(n.meanTimeInNodeMs),
      n.keysHeld === null ? '-' : `${n.keysHeld}`,
    ]),
  );
}

/** What a part has found out about others. */
function resultsTable({ id, results }: NodeSummary): string[] {
  if (results === undefined) return [];
  const text = (value: string | number | null): string =>
    value === null ? '-' : typeof value === 'string' ? value : `${Number(value.toFixed(3))}`;
  return [
    table(
      [`Results of ${id}`, ''],
      results.map(([name, value]) => [name, text(value)]),
    ),
  ];
}

/** Of the slots that are taken, the share that waits for parts behind. */
function waitingShare({ utilization, gauges }: NodeSummary): string {
  const mean = (name: string): number => gauges.find((gauge) => gauge.name === name)?.mean ?? 0;
  const busy = mean('busy');
  return utilization === null || busy === 0 || mean('blocked') === 0 ? '-' : share(Math.min(1, mean('blocked') / busy));
}

/** How unevenly what spreads requests does so: the highest in multiples of the mean. */
function imbalanceTable({ nodes }: RunSummary): string {
  const times = (value: number | null): string => (value === null ? '-' : figure(value));
  return table(
    ['Highest over mean, behind', 'load', 'keys'],
    nodes.flatMap(({ id, imbalance }) => (imbalance === undefined ? [] : [[id, times(imbalance.load), times(imbalance.keys)]])),
  );
}

function linksTable({ links }: RunSummary): string {
  return table(
    ['Link, both ways', 'messages', 'delivered', 'lost', 'under way', 'mean ms', 'per second', 'mean on it', 'utilization'],
    links.map((l) => [
      `${l.from} to ${l.to}`,
      `${l.sent}`,
      `${l.delivered}`,
      `${l.lost}`,
      `${l.sent - l.delivered - l.lost}`,
      l.sent === 0 ? '-' : figure(l.meanLatencyMs),
      figure(l.messagesPerSecond),
      figure(l.meanInTransit),
      share(l.utilization),
    ]),
  );
}

const VERDICTS: Readonly<Record<CheckResult['verdict'], string>> = { met: 'ok    ', unmet: 'FAILED', 'no-evidence': 'NO EVIDENCE' };

function checksTable({ checks }: RunSummary): string {
  const passed = checks.filter((check) => check.ok).length;
  const unsaid = checks.filter((check) => check.verdict === 'no-evidence').length;
  const rest = unsaid === 0 ? '' : `; of ${unsaid} nothing can be said, which does not count as passed`;
  const lines = checks.map((check) => `  ${VERDICTS[check.verdict]}  ${check.title}: ${check.message}`);
  return `Checks: ${passed} of ${checks.length} passed${rest}\n${lines.join('\n')}`;
}

/** What a store knows of a profile, for a person. */
export function lookupText(found: LookupResult): string {
  const width = Math.max(0, ...Object.keys(found.fields).map((name) => name.length));
  const elsewhere = (name: string): string =>
    found.contradictions
      .filter(({ field }) => field === name)
      .map(({ node, value }) => `   (${node}: ${value})`)
      .join('');
  const fields = Object.entries(found.fields).map(([name, value]) => `  ${name.padEnd(width)}  ${value}${elsewhere(name)}\n`);
  return `${found.message}\n${fields.join('')}`;
}
