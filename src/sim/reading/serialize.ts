import { entryVersions, kindVersions } from './ids';
import { linkNetworkSchema } from '../model/networkSchema';
import { fieldNames, inUse } from './params';
import { pricesSchema } from '../model/priceSchema';
import type { ScenarioProgram } from '../model/programSchema';
import type { ParamChange, Scenario } from '../model/scenario';

const ORDER: Readonly<Record<string, readonly string[]>> = {
  scenario: [
    '$schema',
    'format',
    'kinds',
    'faultKinds',
    'checkKinds',
    'name',
    'description',
    'seed',
    'durationSeconds',
    'fallacies',
    'prices',
    'keys',
    'nodes',
    'links',
    'faults',
    'checks',
    'solution',
    'mutations',
    'breakpoints',
    'notes',
    'groups',
    'lesson',
    'programs',
  ],
  node: ['id', 'kind', 'label', 'x', 'y', 'locked', 'zone', 'network', 'params'],
  link: ['id', 'from', 'to', 'latency', 'lossPercent', 'network'],
  fault: [
    'id',
    'atSeconds',
    'type',
    'node',
    'nodes',
    'others',
    'link',
    'zone',
    'how',
    'does',
    'direction',
    'factor',
    'percent',
    'count',
    'skewMs',
    'driftPercent',
    'silent',
    'loses',
    'key',
    'op',
    'field',
    'param',
    'value',
    'everySeconds',
    'irregular',
    'downSeconds',
    'forSeconds',
  ],
  breakpoint: ['id', 'type', 'off', 'atSeconds', 'event', 'metric', 'check', 'node', 'text', 'crosses', 'value'],
  check: [
    'id',
    'title',
    'type',
    'metric',
    'claim',
    'network',
    'withinSeconds',
    'node',
    'gauge',
    'atLeast',
    'atMost',
    'leastEvidence',
    'failsUnder',
  ],
  change: ['node', 'param', 'value'],
  mutation: ['id', 'title', 'changes'],
  distribution: ['type', 'valueMs', 'minMs', 'maxMs', 'meanMs', 'offsetMs', 'medianMs', 'sigma', 'shape', 'valuesMs'],
  note: ['id', 'text', 'x', 'y', 'widthPx', 'heightPx'],
  group: ['id', 'title', 'nodes', 'collapsed'],
};
const LINK_NETWORK = Object.keys(linkNetworkSchema.shape);
const PRICES = Object.keys(pricesSchema.shape);
const KEYS = ['type', 'prefix', 'suffix', 'from', 'digits', 'domain', 'start', 'everySeconds', 'count', 'keys'];
const LINE = 150;

/** The canonical text of a scenario: fixed order of keys, short values on one line, so that saves differ only where the scenario does. */
export function serializeScenario(scenario: Scenario): string {
  const document = ordered({ ...scenario, kinds: kindVersions(scenario), ...entryVersions(scenario) }, ORDER.scenario);
  document.nodes = scenario.nodes.map((node) => ({
    ...ordered(node, ORDER.node),
    params: orderedValues(ordered(inUse(node.kind, node.params), fieldNames(node.kind))),
  }));
  document.links = scenario.links.map((link) => ({
    ...orderedValues(ordered(link, ORDER.link)),
    ...(link.network === undefined ? {} : { network: orderedValues(ordered(link.network, LINK_NETWORK)) }),
  }));
  document.faults = scenario.faults.map((fault) => orderedValues(ordered(fault, ORDER.fault)));
  if (scenario.programs !== undefined)
    document.programs = Object.fromEntries(
      Object.keys(scenario.programs)
        .sort()
        .map((id) => [id, writtenProgram(scenario.programs?.[id])]),
    );
  if (scenario.prices !== undefined) document.prices = ordered(scenario.prices, PRICES);
  if (scenario.keys !== undefined) document.keys = ordered(scenario.keys, KEYS);
  document.checks = scenario.checks.map((check) => ordered(check, ORDER.check));
  if (scenario.solution !== undefined) document.solution = scenario.solution.map(writtenChange);
  if (scenario.mutations !== undefined)
    document.mutations = scenario.mutations.map((mutation) => ({
      ...ordered(mutation, ORDER.mutation),
      changes: mutation.changes.map(writtenChange),
    }));
  if (scenario.breakpoints !== undefined)
    document.breakpoints = scenario.breakpoints.map((breakpoint) => ordered(breakpoint, ORDER.breakpoint));
  if (scenario.notes !== undefined) document.notes = scenario.notes.map((note) => ordered(note, ORDER.note));
  if (scenario.groups !== undefined) document.groups = scenario.groups.map((group) => ordered(group, ORDER.group));
  return `${layOut(document, '')}\n`;
}

const writtenChange = (change: ParamChange): Record<string, unknown> => orderedValues(ordered(change, ORDER.change));

/** A program as a file holds it: code of several lines line by line. */
function writtenProgram(program: ScenarioProgram | undefined): Record<string, unknown> {
  const { language = 'javascript', code = '' } = program ?? {};
  return { language, code: code.includes('\n') ? code.split('\n') : code };
}

function ordered(object: object, keys: readonly string[]): Record<string, unknown> {
  const source = object as Record<string, unknown>;
  const rest = Object.keys(source)
    .filter((key) => !keys.includes(key))
    .sort();
  const result: Record<string, unknown> = {};
  for (const key of [...keys, ...rest]) if (Object.hasOwn(source, key) && source[key] !== undefined) result[key] = source[key];
  return result;
}

/** Distributions within an object, in their own order of keys. */
function orderedValues(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isDistribution = (value: unknown): value is object => typeof value === 'object' && value !== null && 'type' in value;
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, isDistribution(value) ? ordered(value, ORDER.distribution) : value]),
  );
}

function layOut(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return oneLine(value);
  // What cannot stand on one line is not written so: the list of parts would be written three times.
  const mayBeFlat = indent !== '' && (!Array.isArray(value) || value.length === 0 || typeof value[0] !== 'object');
  const flat = mayBeFlat ? oneLine(value) : '';
  if (mayBeFlat && flat.length + indent.length <= LINE) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[\n${value.map((item) => inner + layOut(item, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value);
  return entries.length === 0
    ? '{}'
    : `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${layOut(item, inner)}`).join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`).join(', ')} }`;
}
