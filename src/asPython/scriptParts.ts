import { defaultParams, freshId, kindOf, programFields, type Scenario, type ScenarioLink, type ScenarioNode } from '../sim/index';
import { COURSE } from './course';
import { timeText, valueText } from './pythonText';
import { begins } from './scriptOrder';
import { calledBy, fieldsOf, isTime, snake } from './words';

/** What is written down while a script is made: the names of parts and of programs in it. */
export interface Names {
  /** What stands for a part: a name, or a place in a list. */
  readonly parts: Map<string, string>;
  /** Lists, by their name, of the parts in them. */
  readonly lists: Map<string, readonly string[]>;
  readonly programs: Map<string, string>;
  readonly taken: Set<string>;
}

/** The latency of a wire as Python writes it. */
export const latencyText = ({ latency }: ScenarioLink): string => timeText(latency ?? { type: 'constant', valueMs: 1 });

/** A name that is free, from a text. */
export function freeName(names: Names, wanted: string): string {
  const plain = snake(wanted).replace(/[^a-z0-9_]/g, '_');
  let name = plain;
  for (let n = 2; names.taken.has(name); n++) name = `${plain}_${n}`;
  names.taken.add(name);
  return name;
}

/** The function that a part calls in its program as things are set: its argument and its name; null: none. */
export function calledWord({ kind, params }: ScenarioNode): readonly [string, string] | null {
  const found = Object.entries(calledBy(kind)).find(
    ([, { field, when }]) =>
      params[field] !== '' && Object.keys(when).length > 0 && Object.entries(when).every(([name, value]) => params[name] === value),
  );
  return found === undefined ? null : [found[0], found[1].name];
}

/** The client that a simulation makes by itself: the only part that begins anything, called as such a client is; undefined: none is. */
export function ownClient({ nodes, links }: Scenario): ScenarioNode | undefined {
  const beginners = nodes.filter(({ kind }) => begins(kind));
  const [client] = beginners;
  const isOwn =
    beginners.length === 1 &&
    client.kind === COURSE.clientKind &&
    client.id === 'C1' &&
    nodes[0] === client &&
    client.network === undefined &&
    links.some(({ from }) => from === 'C1') &&
    links.every(({ to }) => to !== 'C1');
  return isOwn ? client : undefined;
}

/** What a part is wired to, lists as a whole where all of one are meant. */
export function targetTexts(wires: readonly ScenarioLink[], names: Names, latency: string): string[] {
  const texts: string[] = [];
  for (let i = 0; i < wires.length;) {
    const list = [...names.lists].find(([, ids]) => ids.every((id, at) => wires[i + at]?.to === id && isUsual(wires[i + at], latency)));
    texts.push(list === undefined ? wireText(wires[i], names, latency) : list[0]);
    i += list === undefined ? 1 : list[1].length;
  }
  const single = texts.filter((text) => !names.lists.has(text));
  return single.length === texts.length && texts.length > 2 ? [`[${texts.join(', ')}]`] : texts;
}

const isUsual = (link: ScenarioLink, latency: string): boolean =>
  latencyText(link) === latency && (link.lossPercent ?? 0) === 0 && link.network === undefined && !/[A-Z]/.test(latency);

function wireText(link: ScenarioLink, names: Names, latency: string): string {
  const target = names.parts.get(link.to) ?? '';
  if (isUsual(link, latency)) return target;
  const args = [target];
  if (latencyText(link) !== latency) args.push(`latency=${latencyText(link)}`);
  if (link.lossPercent !== undefined) args.push(`loss_percent=${valueText(link.lossPercent)}`);
  if (link.network !== undefined) args.push(`network=${valueText(link.network)}`);
  return `Wire(${[...args, `id=${valueText(link.id)}`].join(', ')})`;
}

/** Fields of a part that differ from what a script need not say. `ids`: those taken when it is made, from which its own follows. */
export function fieldTexts(
  node: ScenarioNode,
  names: Names,
  ids: ReadonlySet<string>,
  usual?: Readonly<Record<string, unknown>>,
): string[] {
  const { kind, params, id, zone, network } = node;
  const baseline: Readonly<Record<string, unknown>> = usual ?? { ...defaultParams(kind), ...COURSE.parts[kind] };
  const called = calledWord(node);
  const callee = called === null ? undefined : calledBy(kind)[called[0]];
  const given = Object.entries(fieldsOf(kind)).flatMap(([name, field]) => {
    if (callee !== undefined && (name === callee.field || name in callee.when)) return [];
    const value = params[name];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(baseline[name])) return [];
    if (programFields(kind).includes(name)) return [`${snake(name)}=${names.programs.get(String(value)) ?? valueText(value)}`];
    return [`${snake(name)}=${isTime(field) ? timeText(value) : valueText(value)}`];
  });
  const own = called === null || callee === undefined ? [] : [`${called[0]}=${names.programs.get(String(params[callee.field])) ?? 'None'}`];
  const common = [
    ...(id === autoId(kind, ids) ? [] : [`id=${valueText(id)}`]),
    ...(network === undefined ? [] : [`network=${names.parts.get(network)}`]),
    ...(zone === undefined ? [] : [`zone=${valueText(zone)}`]),
  ];
  return [...common, ...own, ...given];
}

/** The id that a part of a kind gets when nothing is said. */
function autoId(kind: string, ids: ReadonlySet<string>): string {
  return freshId(kindOf(kind)?.descriptor.idPrefix ?? '', ids);
}
