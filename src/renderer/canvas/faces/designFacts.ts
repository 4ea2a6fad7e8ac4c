import { kindOf, meanMs, type DistributionSpec, type FieldMeta } from '../../../sim/index';
import { count, millis } from './numberText';

/** What a part is set to, in a few words for its face, e.g. "4 slots, 20 ms". Reads only what its params hold, so new kinds need nothing here. */
export function designFacts(kind: string, params: Readonly<Record<string, unknown>>): string {
  const facts: string[] = [];
  const add = (text: string | null): void => {
    if (text !== null) facts.push(text);
  };
  add(trafficFact(params));
  add(typeof params.strategy === 'string' ? optionTitle(kind, 'strategy', params.strategy) : null);
  add(slotsFact(params));
  add(isDuration(params.serviceTimeMs) ? millis(meanMs(params.serviceTimeMs)) : null);
  add(params.replication === 'sync' ? 'sync' : null);
  return facts.join(', ');
}

function trafficFact(params: Readonly<Record<string, unknown>>): string | null {
  if (params.arrivals === 'closed') return typeof params.users === 'number' ? count(params.users, 'user') : null;
  if (typeof params.ratePerSecond !== 'number') return null;
  const rate = `${rounded(params.ratePerSecond)}/s`;
  if (params.arrivals === 'ramp' && typeof params.endRatePerSecond === 'number') return `${rate} to ${rounded(params.endRatePerSecond)}/s`;
  if (params.arrivals === 'burst' && typeof params.burstRatePerSecond === 'number') return `${rate}, bursts of ${rounded(params.burstRatePerSecond)}/s`;
  return rate;
}

function slotsFact(params: Readonly<Record<string, unknown>>): string | null {
  return typeof params.concurrency === 'number' ? count(params.concurrency, 'slot') : null;
}

function isDuration(value: unknown): value is DistributionSpec {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function optionTitle(kind: string, field: string, value: string): string {
  const fields = kindOf(kind)?.descriptor.fields as { readonly shape?: Readonly<Record<string, { meta(): unknown }>> } | undefined;
  const meta = fields?.shape?.[field]?.meta() as FieldMeta | undefined;
  return meta?.options?.[value] ?? value;
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
