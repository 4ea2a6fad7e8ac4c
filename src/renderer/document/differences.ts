import {
  defaultParams,
  describeDistribution,
  describeFault,
  fieldMeta,
  kindOf,
  type DistributionSpec,
  type Fault,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../../sim/index';
import { differenceNames as names } from './strings';

/**
 * What differs between two designs, as lines to read: parts, fields, wires, faults, seed, duration and programs. Where things stand and
 * what they are called is no difference. Each line gives what holds in `here` first: `W1, Slots: 4, in the other 2`.
 */
export function designDifferences(from: Scenario, here: Scenario): string[] {
  return [
    ...partDifferences(from, here),
    ...wireDifferences(from, here),
    ...faultDifferences(from.faults, here.faults),
    ...scalar(names.seed, from.seed, here.seed),
    ...scalar(names.duration, from.durationSeconds, here.durationSeconds),
    ...programDifferences(from.programs ?? {}, here.programs ?? {}),
    ...(same(from.fallacies ?? [], here.fallacies ?? []) ? [] : [names.fallacies]),
    ...(same(from.keys ?? null, here.keys ?? null) ? [] : [names.keys]),
    ...(same(from.checks, here.checks) ? [] : [names.checks]),
  ];
}

/** Faults that only one of two runs has. */
export function faultDifferences(from: readonly Fault[], here: readonly Fault[]): string[] {
  const text = (fault: Fault): string => `${describeFault(fault)}, ${fault.atSeconds} s`;
  const [before, now] = [from.map(text), here.map(text)];
  return [
    ...now.filter((one) => !before.includes(one)).map(names.onlyHere),
    ...before.filter((one) => !now.includes(one)).map(names.onlyThere),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function scalar(name: string, from: number, here: number): string[] {
  return from === here ? [] : [names.value(name, String(from), String(here))];
}

function partDifferences(from: Scenario, here: Scenario): string[] {
  const called = ({ id, kind }: ScenarioNode): string => `${id} (${kindOf(kind)?.descriptor.title ?? kind})`;
  const before = new Map(from.nodes.map((node) => [node.id, node]));
  const now = new Set(here.nodes.map(({ id }) => id));
  return [
    ...here.nodes.flatMap((node) => {
      const old = before.get(node.id);
      return old === undefined ? [names.onlyHere(called(node))] : fieldDifferences(old, node);
    }),
    ...from.nodes.filter(({ id }) => !now.has(id)).map((node) => names.onlyThere(called(node))),
  ];
}

function fieldDifferences(from: ScenarioNode, here: ScenarioNode): string[] {
  if (from.kind !== here.kind) return [names.value(here.id, from.kind, here.kind)];
  const fields = kindOf(here.kind)?.descriptor.fields;
  const [old, now]: Readonly<Record<string, unknown>>[] = [from, here].map(({ kind, params }) => ({ ...defaultParams(kind), ...params }));
  const changed = Object.keys(now).filter((param) => !same(old[param], now[param]));
  const zone = from.zone === here.zone ? [] : [names.value(`${here.id}, ${names.zone}`, from.zone ?? '-', here.zone ?? '-')];
  return [
    ...changed.map((param) => {
      const { title, unit, options } = fieldMeta(fields, param);
      const text = (value: unknown): string => valueText(value, unit, options);
      return names.value(`${here.id}, ${title ?? param}`, text(old[param]), text(now[param]));
    }),
    ...zone,
  ];
}

function valueText(value: unknown, unit?: string, options?: Readonly<Record<string, string>>): string {
  if (typeof value === 'number') return unit === undefined ? String(value) : `${value} ${unit}`;
  if (typeof value === 'boolean') return value ? names.on : names.off;
  if (typeof value === 'object' && value !== null) {
    return 'type' in value && !Array.isArray(value) ? describeDistribution(value as DistributionSpec) : names.other;
  }
  return options?.[String(value)] ?? String(value ?? '-');
}

function wireDifferences(from: Scenario, here: Scenario): string[] {
  const ends = ({ from: a, to: b }: ScenarioLink): string => `${a} \u2192 ${b}`;
  const before = new Map(from.links.map((link) => [ends(link), link]));
  const now = new Set(here.links.map(ends));
  const latency = (link: ScenarioLink): string => (link.latency === undefined ? '-' : describeDistribution(link.latency));
  return [
    ...here.links.flatMap((link) => {
      const old = before.get(ends(link));
      if (old === undefined) return [names.onlyHere(names.wire(ends(link)))];
      const wire = names.wire(ends(link));
      return [
        ...(same(old.latency, link.latency) ? [] : [names.value(`${wire}, ${names.latency}`, latency(old), latency(link))]),
        ...((old.lossPercent ?? 0) === (link.lossPercent ?? 0)
          ? []
          : [names.value(`${wire}, ${names.loss}`, `${old.lossPercent ?? 0} %`, `${link.lossPercent ?? 0} %`)]),
        ...(same(old.network, link.network) ? [] : [`${wire}: ${names.other}`]),
      ];
    }),
    ...from.links.filter((link) => !now.has(ends(link))).map((link) => names.onlyThere(names.wire(ends(link)))),
  ];
}

function programDifferences(from: NonNullable<Scenario['programs']>, here: NonNullable<Scenario['programs']>): string[] {
  const all = [...new Set([...Object.keys(here), ...Object.keys(from)])];
  return all.filter((id) => !same(from[id], here[id])).map(names.program);
}
