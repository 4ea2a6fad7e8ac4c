import { FATES, type RunSummary } from '../sim/index';

/** Rows as aligned columns: the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ').trimEnd()).join('\n');
}

const figure = (value: number, digits = 2): string => value.toFixed(digits);
const percent = (value: number | null): string => (value === null ? '-' : `${figure(value * 100, 1)} %`);

/** The figures of a run for a person. */
export function reportText(summary: RunSummary): string {
  const { requests, latencyMs } = summary;
  const blocks = [
    `${summary.scenario} (seed ${summary.seed}): ${figure(summary.simulatedSeconds, 3)} simulated seconds, ${summary.events} events, trace ${summary.traceHash}, engine ${summary.engineVersion}`,
    `Requests: ${requests.sent} sent, ${requests.ok} ok, ${requests.failed} failed, ${requests.inFlight} in flight at the end\nThroughput: ${figure(summary.throughputPerSecond)} requests/s, of which good ${figure(summary.goodputPerSecond)}`,
  ];
  const reasons = Object.entries(requests.byReason).map(([reason, count]) => `  ${reason}: ${count} (${FATES.find((fate) => fate.reason === reason)?.explain ?? ''})`);
  if (reasons.length > 0) blocks.push(`Failures by reason\n${reasons.join('\n')}`);
  blocks.push(table(['Latency, ms', 'mean', 'p50', 'p95', 'p99', 'p99.9', 'max'], [['', ...[latencyMs.mean, latencyMs.p50, latencyMs.p95, latencyMs.p99, latencyMs.p999, latencyMs.max].map((ms) => figure(ms))]]));
  blocks.push(
    table(
      ['Part', 'received', 'completed', 'failed', 'utilization', 'mean queue', 'max queue', 'mean ms', 'keys'],
      summary.nodes.map((n) => [`${n.id} (${n.kind})`, `${n.received}`, `${n.completed}`, `${n.failed}`, percent(n.utilization), figure(n.queueMean), `${n.queueMax}`, figure(n.meanTimeInNodeMs), n.keysHeld === null ? '-' : `${n.keysHeld}`]),
    ),
  );
  blocks.push(table(['Link', 'sent', 'delivered', 'lost', 'mean ms'], summary.links.map((l) => [`${l.from} to ${l.to}`, `${l.sent}`, `${l.delivered}`, `${l.lost}`, figure(l.meanLatencyMs)])));
  if (summary.checks.length > 0) blocks.push(`Checks\n${summary.checks.map((check) => `  ${check.ok ? 'ok    ' : 'FAILED'} ${check.title}: ${check.message}`).join('\n')}`);
  return `${blocks.join('\n\n')}\n`;
}
