import { message } from '../../messages/message';
import type { ClaimCheck } from '../../../sim/index';

/** Texts of the editor of checks: one place, ready to be translated. */
export const strings = {
  title: 'Checks',
  none: 'None yet. A check says what a good run looks like, for example at most 1 % errors.',
  add: 'Add a check',
  addFor: (part: string): string => `Add one for ${part}`,
  addClaim: 'Add a claim',
  saidText: 'ready',
  saidBy: (id: string): string => `Line that ${id} waits for`,
  added: 'Add a check',
  changed: (id: string): string => `Change check ${id}`,
  removed: (id: string): string => `Remove check ${id}`,
  claim: (check: ClaimCheck): string =>
    check.type === 'convergence'
      ? `Members of ${check.network} know the same values`
      : check.type === 'says'
        ? `${check.node ?? 'A part'} says: ${check.text}`
        : check.claim === 'acknowledgedWrites'
          ? 'Every acknowledged write is readable'
          : check.claim === 'freshReads'
            ? 'No read is stale'
            : check.claim === 'sourceOrder'
              ? 'Each sink sees each source in order'
              : 'Sinks agree on the merged order',
  row: (id: string): string => `Check ${id}`,
  of: (id: string): string => `What ${id} is about`,
  metric: (id: string): string => `Metric of ${id}`,
  direction: (id: string): string => `Direction of ${id}`,
  limit: (id: string): string => `Limit of ${id}`,
  lower: (id: string): string => `Lower limit of ${id}`,
  remove: (id: string): string => `Remove check ${id}`,
  evidence: 'observations at least',
  evidenceUsual: message<{ count: number }>('needs {count, plural, one {# observation} other {# observations}}, the default; change it'),
  evidenceOwn: (id: string): string => `Evidence of ${id}: a number of its own`,
  evidenceOf: (id: string): string => `Least evidence of ${id}`,
  evidenceHelp: 'With fewer observations the check is neither met nor unmet.',
  wholeRun: 'the whole run',
  ownGauges: (part: string): string => `Gauges of ${part}`,
  gauge: (title: string, metric: string): string =>
    `${title}${{ gaugeEnd: ' at the end', gaugeMax: ', highest', gaugeMean: ', on average' }[metric] ?? ''}`,
  directions: { most: 'at most', least: 'at least', both: 'between' },
  // A metric without words of its own is called by its name.
  metrics: {
    throughputPerSecond: 'throughput, /s',
    goodputPerSecond: 'goodput, /s',
    errorPercent: 'errors, %',
    latencyMeanMs: 'mean latency, ms',
    latencyP50Ms: 'p50 latency, ms',
    latencyP95Ms: 'p95 latency, ms',
    latencyP99Ms: 'p99 latency, ms',
    latencyMaxMs: 'slowest, ms',
    utilizationPercent: 'busy, %',
    queueMean: 'mean queue',
    queueMax: 'longest queue',
    received: 'received',
    completed: 'completed',
    failed: 'failed',
    costPerHour: 'cost of an hour',
    costPerMillion: 'cost of a million answers',
    okPerUnit: 'answers for one unit of money',
    loadImbalance: 'highest load over mean',
    keyImbalance: 'most keys over mean',
  } as Readonly<Partial<Record<string, string>>>,
} as const;
