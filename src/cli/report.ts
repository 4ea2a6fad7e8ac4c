import { FATES, type CheckResult, type LimitReached, type LookupResult, type RunSummary } from '../sim/index';
import { keyRangesText, steadyText } from './steadyReport';
import { table } from './table';

const figure = (value: number, digits = 2): string => value.toFixed(digits);
const share = (value: number | null): string => (value === null ? '-' : `${figure(value * 100, 1)} %`);
const shareOf = (part: number, whole: number): string => share(whole === 0 ? null : part / whole);

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
  if (summary.links.length > 0) blocks.push(linksTable(summary));
  if (summary.requests.sent > 0) blocks.push(`Bottleneck: ${summary.bottleneck.message}`);
  if (summary.keyRanges.length > 0) blocks.push(keyRangesText(summary.keyRanges));
  if (summary.requests.sent > 0) blocks.push(steadyText(summary));
  if (summary.checks.length > 0) blocks.push(checksTable(summary));
  return `${blocks.join('\n\n')}\n`;
}

function heading(s: RunSummary): string {
  const seconds = Number(s.simulatedSeconds.toFixed(3));
  return `${s.scenario}\n${seconds} simulated seconds${ENDINGS[s.endedBy]}; seed ${s.seed}, ${s.events} events, engine ${s.engineVersion}, trace ${s.traceHash}`;
}

function requestsTable({ requests, throughputPerSecond, goodputPerSecond }: RunSummary): string {
  const row = (name: string, count: number, perSecond = ''): string[] => [name, `${count}`, shareOf(count, requests.sent), perSecond];
  return table(
    ['Requests', 'count', 'share', 'per second'],
    [
      row('sent', requests.sent),
      row('ok', requests.ok, figure(goodputPerSecond)),
      row('failed', requests.failed, figure(throughputPerSecond - goodputPerSecond)),
      row('in flight at the end', requests.inFlight),
      ...(requests.stuck > 0 ? [row('of these stuck for ever', requests.stuck)] : []),
    ],
  );
}

function reasonsTable({ requests }: RunSummary): string {
  const rows = Object.entries(requests.byReason).map(([reason, count]) => [
    reason,
    `${count}`,
    shareOf(count, requests.failed),
    FATES.find((fate) => fate.reason === reason)?.explain ?? '',
  ]);
  return table(['Failed because', 'count', 'share', 'meaning'], rows, true);
}

function latencyTable({ latencyMs: l }: RunSummary): string {
  return table(
    ['Latency', 'mean', 'p50', 'p95', 'p99', 'p99.9', 'max'],
    [['ms, of ok requests', ...[l.mean, l.p50, l.p95, l.p99, l.p999, l.max].map((ms) => figure(ms))]],
  );
}

function costTable({ cost }: RunSummary): string {
  const head = [`Cost, ${cost.currency}`, 'an hour', 'a million ok', 'parts', 'traffic', 'GB', 'errors', 'budget', 'ok for 1'];
  const score = cost.okPerUnit === null ? '-' : figure(cost.okPerUnit, 0);
  return table(head, [
    [
      'whole run',
      figure(cost.perHour),
      cost.perMillionOk === null ? '-' : figure(cost.perMillionOk),
      figure(cost.forParts, 4),
      figure(cost.forTraffic, 4),
      figure(cost.gigabytes, 4),
      `${figure(cost.errorPercent)} %`,
      `${figure(cost.errorBudgetPercent)} %`,
      score,
    ],
  ]);
}

function partsTable({ nodes }: RunSummary): string {
  return table(
    ['Part', 'received', 'completed', 'failed', 'utilization', 'mean queue', 'max queue', 'mean ms', 'keys'],
    nodes.map((n) => [
      `${n.id} (${n.kind})`,
      `${n.received}`,
      `${n.completed}`,
      `${n.failed}`,
      share(n.utilization),
      figure(n.queueMean),
      `${n.queueMax}`,
      figure(n.meanTimeInNodeMs),
      n.keysHeld === null ? '-' : `${n.keysHeld}`,
    ]),
  );
}

function linksTable({ links }: RunSummary): string {
  return table(
    ['Link, both ways', 'messages', 'delivered', 'lost', 'mean ms', 'per second', 'in transit', 'utilization'],
    links.map((l) => [
      `${l.from} to ${l.to}`,
      `${l.sent}`,
      `${l.delivered}`,
      `${l.lost}`,
      figure(l.meanLatencyMs),
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
  const fields = Object.entries(found.fields).map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`);
  return `${found.message}\n${fields.join('')}`;
}
