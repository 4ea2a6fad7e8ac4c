import type { Estimate, KeyRangeSummary, RunSummary } from '../sim/index';
import { table } from './table';

/** Above this ratio of the busiest to the quietest range of keys, the ranges are worth a table. */
const UNEVEN = 1.5;

const figure = (value: number): string => (Math.abs(value) >= 1000 ? value.toFixed(0) : `${Number(value.toPrecision(4))}`);
const percent = (estimate: Estimate | null): Estimate | null =>
  estimate === null ? null : { mean: estimate.mean * 100, low: estimate.low * 100, high: estimate.high * 100, count: estimate.count };

/** What the run says of the long run: every figure with its interval, or why there are none. */
export function steadyText({ steady, nodes }: RunSummary): string {
  if (steady.state !== 'settled') return `Long run: no ranges. ${steady.message}`;
  const rows: [string, Estimate | null][] = [
    ['throughput, requests/s', steady.throughputPerSecond],
    ['goodput, requests/s', steady.goodputPerSecond],
    ['in flight, requests', steady.inFlight],
    ['mean latency, ms', steady.latencyMs.mean],
    ['p50 latency, ms', steady.latencyMs.p50],
    ['p95 latency, ms', steady.latencyMs.p95],
    ['p99 latency, ms', steady.latencyMs.p99],
    ...Object.entries(steady.failedPerSecond).map(([reason, estimate]): [string, Estimate | null] => [
      `failed: ${reason}, requests/s`,
      estimate,
    ]),
    ...steady.nodes.flatMap(({ id, queueMean, utilization }, i): [string, Estimate | null][] =>
      nodes[i].utilization === null
        ? []
        : [
            [`${id} utilization, %`, percent(utilization)],
            [`${id} mean queue`, queueMean],
          ],
    ),
    ...steady.links.map(({ id, messagesPerSecond }): [string, Estimate | null] => [`${id} messages/s`, messagesPerSecond]),
  ];
  const sure = rows.flatMap(([name, estimate]) =>
    estimate === null ? [] : [[name, figure(estimate.mean), `${figure(estimate.low)} to ${figure(estimate.high)}`]],
  );
  const latency = (name: string): string =>
    name === 'mean' && steady.inFlight === null ? 'in flight and mean latency' : `${name} latency`;
  const reasons = Object.entries(steady.missing).map(([name, reason]) => `\nNo range for ${latency(name)}. ${reason}`);
  const queues = new Map<string, string[]>();
  steady.nodes.forEach(({ id, queueMissing }, i) => {
    if (queueMissing !== null && nodes[i].utilization !== null) queues.set(queueMissing, [...(queues.get(queueMissing) ?? []), id]);
  });
  const ofQueues = [...queues].map(([reason, ids]) => `\nNo range for the mean queue of ${ids.join(', ')}. ${reason}`);
  const told = steady.latencyMs.mean === null ? /latency|mean queue|in flight/ : /latency|mean queue/;
  const unsure = rows.filter(([name, estimate]) => estimate === null && !told.test(name)).map(([name]) => name);
  const alike = unsure.length === 0 ? '' : `\nNeighbouring parts of the run are too much alike for a range of: ${unsure.join('; ')}.`;
  const more = `${reasons.join('')}${ofQueues.join('')}${alike}`;
  return `${table(['Long run', 'value', '95 % range'], sure)}\n${steady.message}${more}`;
}

/** Requests by range of keys: a table where the ranges differ, one line where they do not. */
export function keyRangesText(ranges: readonly KeyRangeSummary[]): string {
  const rates = ranges.map((range) => range.throughputPerSecond);
  if (Math.max(...rates) < UNEVEN * Math.min(...rates))
    return (
      `Keys: requests are spread evenly over them, ${figure(Math.min(...rates))} to ${figure(Math.max(...rates))} ` +
      'a second for each eighth of the alphabet.'
    );
  return table(
    ['Keys', 'ok', 'failed', 'per second', 'mean ms'],
    ranges.map((range) => [
      `${range.from} to ${range.to}`,
      `${range.ok}`,
      `${range.failed}`,
      figure(range.throughputPerSecond),
      figure(range.meanLatencyMs),
    ]),
  );
}
