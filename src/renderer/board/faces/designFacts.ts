import { kindOf, meanMs, type DistributionSpec, type FieldMeta } from '../../../sim/index';
import { count, millis, short } from './faceNumbers';
import { scriptFact } from './scriptFact';

const known = new WeakMap<object, string>();

/**
 * What a part is set to, in a few words for its face, e.g. "4 slots, 20 ms". Reads only what its params hold, so new kinds need nothing
 * here.
 */
export function designFacts(kind: string, params: Readonly<Record<string, unknown>>): string {
  // Faces ask some 15 times a second; the document never changes params in place.
  const before = known.get(params);
  if (before !== undefined) return before;
  const text = factsText(kind, params);
  known.set(params, text);
  return text;
}

function factsText(kind: string, params: Readonly<Record<string, unknown>>): string {
  const facts: string[] = [];
  const add = (text: string | null): void => {
    if (text !== null) facts.push(text);
  };
  const script = scriptFact(params, trafficFact(params));
  add(script ?? trafficFact(params));
  add(typeof params.strategy === 'string' ? optionTitle(kind, 'strategy', params.strategy) : null);
  add(slotsFact(params));
  add(typeof params.least === 'number' && typeof params.most === 'number' ? `${params.least} to ${count(params.most, 'target')}` : null);
  add(isDuration(params.serviceTimeMs) ? millis(meanMs(params.serviceTimeMs)) : null);
  add(typeof params.replication === 'string' && params.replication !== 'async' ? params.replication : null);
  for (const fact of furtherFacts(kind, params)) add(fact);
  return facts.join(', ');
}

/** What the fields that have a text for the face say, where they are shown, and always do or differ from their default. */
function furtherFacts(kind: string, params: Readonly<Record<string, unknown>>): string[] {
  return fieldsOnFace(kind).flatMap(({ name, face, when, isOnFace, atDefault }) => {
    const value = params[name];
    if (value === undefined || (when !== undefined && !when.is.includes(params[when.field] as string))) return [];
    if (!isOnFace && JSON.stringify(value) === atDefault) return [];
    return [face.replace('{}', valueText(kind, name, value))];
  });
}

interface FieldOnFace extends Pick<FieldMeta, 'when'> {
  readonly name: string;
  readonly face: string;
  readonly isOnFace: boolean;
  readonly atDefault: string | undefined;
}

const onFaces = new Map<string, readonly FieldOnFace[]>();

/** The fields of a kind that have a text for the face; looked up once, not for each of 500 parts. */
function fieldsOnFace(kind: string): readonly FieldOnFace[] {
  const known = onFaces.get(kind);
  if (known !== undefined) return known;
  const found = Object.entries(shapeOf(kind)).flatMap(([name, field]): FieldOnFace[] => {
    const { face, when, isOnFace = false } = (field.meta() ?? {}) as Partial<FieldMeta>;
    if (face === undefined) return [];
    const ifNamed = when === undefined ? {} : { when };
    return [{ name, face, isOnFace, ...ifNamed, atDefault: isOnFace ? undefined : JSON.stringify(field.parse(undefined)) }];
  });
  onFaces.set(kind, found);
  return found;
}

function valueText(kind: string, field: string, value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? short(value) : rounded(value);
  if (isDuration(value)) return millis(meanMs(value));
  return typeof value === 'string' ? optionTitle(kind, field, value) : '';
}

function trafficFact(params: Readonly<Record<string, unknown>>): string | null {
  if (params.arrivals === 'closed') return typeof params.users === 'number' ? count(params.users, 'user') : null;
  if (typeof params.ratePerSecond !== 'number') return null;
  const rate = `${rounded(params.ratePerSecond)}/s`;
  if (params.arrivals === 'ramp' && typeof params.endRatePerSecond === 'number') return `${rate} to ${rounded(params.endRatePerSecond)}/s`;
  if (params.arrivals === 'burst' && typeof params.burstRatePerSecond === 'number')
    return `${rate}, bursts of ${rounded(params.burstRatePerSecond)}/s`;
  return rate;
}

function slotsFact(params: Readonly<Record<string, unknown>>): string | null {
  if (params.execution === 'processes')
    return `${count(Number(params.processes), 'process', 'processes')} \u00d7 ${count(Number(params.threads), 'thread')}`;
  return typeof params.concurrency === 'number' ? count(params.concurrency, 'slot') : null;
}

function isDuration(value: unknown): value is DistributionSpec {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function optionTitle(kind: string, field: string, value: string): string {
  const meta = shapeOf(kind)[field]?.meta() as FieldMeta | undefined;
  return meta?.options?.[value] ?? value;
}

interface FieldSchema {
  meta(): unknown;
  parse(value: undefined): unknown;
}

function shapeOf(kind: string): Readonly<Record<string, FieldSchema>> {
  const fields = kindOf(kind)?.descriptor.fields as { readonly shape?: Readonly<Record<string, FieldSchema>> } | undefined;
  return fields?.shape ?? {};
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
