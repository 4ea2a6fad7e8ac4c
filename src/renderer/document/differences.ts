import {
  defaultParams,
  describeDistribution,
  describeFault,
  fieldMeta,
  kindOf,
  placeNames,
  type DistributionSpec,
  type Fault,
  type PlaceNames,
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
    ...faultDifferences(from.faults, here.faults, placeNames(from), placeNames(here)),
    ...scalar(names.seed, from.seed, here.seed),
    ...scalar(names.duration, from.durationSeconds, here.durationSeconds),
    ...programDifferences(from.programs ?? {}, here.programs ?? {}),
    ...(same(from.fallacies ?? [], here.fallacies ?? []) ? [] : [names.fallacies]),
    ...(same(from.keys ?? null, here.keys ?? null) ? [] : [names.keys]),
    ...(same(from.checks, here.checks) ? [] : [names.checks]),
  ];
}

/** Faults that only one of two runs has, each by the names of its own board. */
export function faultDifferences(
  from: readonly Fault[],
  here: readonly Fault[],
  namesThere?: PlaceNames,
  namesHere: PlaceNames | undefined = namesThere,
): string[] {
  const text = (fault: Fault, called?: PlaceNames): string => `${describeFault(fault, called)}, ${Number(fault.atSeconds.toFixed(6))} s`;
  const [before, now] = [from.map((fault) => text(fault)), here.map((fault) => text(fault))];
  return [
    ...here.filter((_, i) => !before.includes(now[i])).map((fault) => names.onlyHere(text(fault, namesHere))),
    ...from.filter((_, i) => !now.includes(before[i])).map((fault) => names.onlyThere(text(fault, namesThere))),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function scalar(name: string, from: number, here: number): string[] {
  return from === here ? [] : [names.value(name, String(from), String(here))];
}

function partDifferences(from: Scenario, here: Scenario): string[] {
  const called = ({ id, label = id, kind }: ScenarioNode): string => `${label} (${kindOf(kind)?.descriptor.title ?? kind})`;
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
  const called = here.label ?? here.id;
  if (from.kind !== here.kind) return [names.value(called, from.kind, here.kind)];
  const fields = kindOf(here.kind)?.descriptor.fields;
  const [old, now]: Readonly<Record<string, unknown>>[] = [from, here].map(({ kind, params }) => ({ ...defaultParams(kind), ...params }));
  const changed = Object.keys(now).filter((param) => !same(old[param], now[param]));
  const zone = from.zone === here.zone ? [] : [names.value(`${called}, ${names.zone}`, from.zone ?? '-', here.zone ?? '-')];
  return [
    ...changed.map((param) => {
      const { title, unit, options } = fieldMeta(fields, param);
      const text = (value: unknown): string => valueText(value, unit, options);
      return names.value(`${called}, ${title ?? param}`, text(old[param]), text(now[param]));
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
  const [partThere, partHere] = [placeNames(from).part, placeNames(here).part];
  const shown = (part: PlaceNames['part'], link: ScenarioLink): string => names.wire(`${part(link.from)} \u2192 ${part(link.to)}`);
  const latency = (link: ScenarioLink): string => (link.latency === undefined ? '-' : describeDistribution(link.latency));
  return [
    ...here.links.flatMap((link) => {
      const old = before.get(ends(link));
      if (old === undefined) return [names.onlyHere(shown(partHere, link))];
      const wire = shown(partHere, link);
      return [
        ...(same(old.latency, link.latency) ? [] : [names.value(`${wire}, ${names.latency}`, latency(old), latency(link))]),
        ...((old.lossPercent ?? 0) === (link.lossPercent ?? 0)
          ? []
          : [names.value(`${wire}, ${names.loss}`, `${old.lossPercent ?? 0} %`, `${link.lossPercent ?? 0} %`)]),
        ...(same(old.network, link.network) ? [] : [`${wire}: ${names.other}`]),
      ];
    }),
    ...from.links.filter((link) => !now.has(ends(link))).map((link) => names.onlyThere(shown(partThere, link))),
  ];
}

function programDifferences(from: NonNullable<Scenario['programs']>, here: NonNullable<Scenario['programs']>): string[] {
  const all = [...new Set([...Object.keys(here), ...Object.keys(from)])];
  return all.filter((id) => !same(from[id], here[id])).map(names.program);
}
