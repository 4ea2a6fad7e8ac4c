import { beginsRequests } from '../kinds/index';
import { DEFAULT_PRICES, type Prices } from '../model/priceSchema';
import type { Links } from '../network/links';
import { Gauge } from '../parts/contract';
import type { Samples } from '../trace/samples';
import type { CostSummary } from '../trace/costSummary';
import { NodeStatus, type TraceIndex } from '../trace/types';

const BYTES_PER_GIGABYTE = 1e9;
const SECONDS_PER_HOUR = 3600;

/** What the cost of a run is reckoned from. */
export interface CostBasis {
  readonly prices: Prices | undefined;
  readonly index: TraceIndex;
  /** Mean number of slots of each part over the run; 0 where it has none. */
  readonly slots: readonly number[];
  readonly links: Links;
  readonly samples: Pick<Samples, 'done' | 'gaugeIn'>;
  readonly seconds: number;
  readonly ok: number;
  readonly failed: number;
}

/**
 * What a run cost, and what was got for it. Parts are paid for whether they are up or down, except while an autoscaler has switched them
 * off
 * (reckoned in samples of the run, a thousandth each); clients are not ours to pay.
 */
export function costOf(basis: CostBasis): CostSummary {
  const { index, slots, links, seconds, ok, failed } = basis;
  const prices = { ...DEFAULT_PRICES, ...basis.prices };
  const hours = seconds / SECONDS_PER_HOUR;
  const paidShares = index.nodes.map((node) => (beginsRequests(node.kind) ? 0 : 1 - shareOff(basis, node.gaugeBase + Gauge.status)));
  const parts = paidShares.reduce((sum, share) => sum + share, 0);
  const paidSlots = slots.reduce((sum, count, i) => sum + count * paidShares[i], 0);
  let gigabytes = 0;
  let messages = 0;
  for (let link = 0; link < links.count; link++) {
    gigabytes += links.bytes(link) / BYTES_PER_GIGABYTE;
    messages += links.sent(link);
  }
  const forParts = hours * (parts * prices.perPartHour + paidSlots * prices.perSlotHour);
  const forTraffic = gigabytes * prices.perGigabyte + (messages / 1e6) * prices.perMillionMessages;
  const total = forParts + forTraffic;
  const errorPercent = ok + failed === 0 ? 0 : (failed / (ok + failed)) * 100;
  const isWithinBudget = errorPercent <= prices.errorBudgetPercent;
  return {
    currency: prices.currency,
    forParts,
    forTraffic,
    total,
    gigabytes,
    perHour: hours > 0 ? total / hours : 0,
    perMillionOk: ok === 0 ? null : (total / ok) * 1e6,
    errorPercent,
    errorBudgetPercent: prices.errorBudgetPercent,
    okPerUnit: !isWithinBudget || total === 0 ? null : ok / total,
  };
}

/** Share of the samples so far through all of which a part was switched off, 0 to 1. */
function shareOff({ samples }: CostBasis, gauge: number): number {
  let off = 0;
  for (let i = 0; i < samples.done; i++) if (samples.gaugeIn(gauge, i) === NodeStatus.off) off++;
  return samples.done === 0 ? 0 : off / samples.done;
}
