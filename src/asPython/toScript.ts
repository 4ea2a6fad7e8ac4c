import { defaultParams, freshId, kindOf, programFields, type Scenario, type ScenarioLink, type ScenarioNode } from '../sim/index';
import { COURSE } from './course';
import { callText, longText, timeText, valueText } from './pythonText';
import { simulationLines } from './simulationText';
import { orderToMake } from './scriptOrder';
import { calledBy, classOfKind, fieldsOf, isTime, snake } from './words';

/** What is written down while a script is made: the names of parts and of programs in it. */
export interface Names {
  /** What stands for a part: a name, or a place in a list. */
  readonly parts: Map<string, string>;
  /** Lists, by their name, of the parts in them. */
  readonly lists: Map<string, readonly string[]>;
  readonly programs: Map<string, string>;
  readonly taken: Set<string>;
}

/** Fewer parts that are alike stand each for itself. */
const LEAST_IN_LIST = 3;

/** A board as a script that builds it: the four lines of the course, with as many more as it takes. */
export function toScript(scenario: Scenario): string {
  const names: Names = { parts: new Map(), lists: new Map(), programs: new Map(), taken: new Set(['sim', 'simulator']) };
  const latency = usualLatency(scenario.links);
  const functions = programLines(scenario, names);
  const made = partLines(scenario, names, latency);
  const blocks = [...functions, made.join('\n'), simulationLines(scenario, names, latency).join('\n')].filter((block) => block !== '');
  return `import simulator\n\n${blocks.join('\n\n')}\n`;
}

/** The latency that most wires have; they need not say it. */
function usualLatency(links: readonly ScenarioLink[]): string {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(latencyText(link), (counts.get(latencyText(link)) ?? 0) + 1);
  return [...counts].sort((p, q) => q[1] - p[1])[0]?.[0] ?? String(COURSE.wireLatencyMs);
}

const latencyText = ({ latency }: ScenarioLink): string => timeText(latency ?? { type: 'constant', valueMs: 1 });

/** A name that is free, from a text. */
export function freeName(names: Names, wanted: string): string {
  const plain = snake(wanted).replace(/[^a-z0-9_]/g, '_');
  let name = plain;
  for (let n = 2; names.taken.has(name); n++) name = `${plain}_${n}`;
  names.taken.add(name);
  return name;
}

/** A program that is one function in Python stands as that function; every other as its text. */
function programLines({ programs = {}, nodes }: Scenario, names: Names): string[] {
  return Object.entries(programs).flatMap(([id, { language, code }]) => {
    const users = nodes.filter(({ kind, params }) => programFields(kind).some((field) => params[field] === id));
    if (users.length === 0) return [];
    const isCalled = users.every((node) => calledWord(node) !== null);
    const found = /^(?:#[^\n]*\n)*def (\w+)\([^\n]*:\n(?:[ \t]+[^\n]*\n|\n(?=[ \t]))+$/.exec(code);
    const name = found?.[1] ?? '';
    if (
      language === 'python' &&
      isCalled &&
      found !== null &&
      users.every((node) => calledWord(node)?.[1] === name) &&
      !names.taken.has(name)
    ) {
      names.taken.add(name);
      names.programs.set(id, name);
      return [code.trimEnd()];
    }
    const variable = freeName(names, `program_${id}`);
    names.programs.set(id, variable);
    return [
      callText(`${variable} = Program`, [valueText(language), longText(code), `id=${valueText(id)}`]).replaceAll('\n    "', '\n    "'),
    ];
  });
}

/** The function that a part calls in its program as things are set: its argument and its name; null: none. */
export function calledWord({ kind, params }: ScenarioNode): readonly [string, string] | null {
  const found = Object.entries(calledBy(kind)).find(
    ([, { field, when }]) =>
      params[field] !== '' && Object.keys(when).length > 0 && Object.entries(when).every(([name, value]) => params[name] === value),
  );
  return found === undefined ? null : [found[0], found[1].name];
}

function partLines(scenario: Scenario, names: Names, latency: string): string[] {
  const order = orderToMake(scenario).filter((node) => node !== ownClient(scenario));
  const lines: string[] = [];
  const later: string[] = [];
  const ids = new Set<string>();
  for (let i = 0; i < order.length;) {
    const many = alike(scenario, order, i, ids, names, latency);
    const [node] = many;
    const wires = scenario.links.filter(({ from }) => from === node.id);
    const ready = wires.filter(({ to }) => names.parts.has(to));
    const args = [...targetTexts(ready, names, latency), ...fieldTexts(node, names, ids)];
    const call = classOfKind(node.kind);
    if (many.length >= LEAST_IN_LIST) {
      const list = freeName(names, `${classOfKind(node.kind)}s`);
      names.lists.set(
        list,
        many.map(({ id }) => id),
      );
      many.forEach(({ id }, place) => names.parts.set(id, `${list}[${place}]`));
      lines.push(listText(list, call, args, many.length));
    } else {
      names.parts.set(node.id, freeName(names, node.id));
      lines.push(callText(`${names.parts.get(node.id)} = ${call}`, args));
    }
    for (const { id } of many) ids.add(id);
    const missing = wires.filter((wire) => !ready.includes(wire));
    if (missing.length > 0) later.push(node.id);
    i += many.length;
  }
  const order2 = (id: string): ScenarioLink[] => scenario.links.filter(({ from }) => from === id);
  return [
    ...lines,
    ...later.map((id) =>
      connectText(
        id,
        order2(id),
        names,
        latency,
        order.map((node) => node.id),
      ),
    ),
  ];
}

function listText(list: string, call: string, args: readonly string[], count: number): string {
  const line = `${list} = [${call}(${args.join(', ')}) for _ in range(${count})]`;
  return line.length <= 120 ? line : `${list} = [\n    ${callText(call, args).replaceAll('\n', '\n    ')}\n    for _ in range(${count})\n]`;
}

function connectText(id: string, wires: readonly ScenarioLink[], names: Names, latency: string, order: readonly string[]): string {
  const place = order.indexOf(id);
  const late = wires.filter(({ to }) => order.indexOf(to) >= place);
  return callText(`${names.parts.get(id)}.connect`, targetTexts(late, names, latency));
}

/** The parts from a place on that one line can make: of a kind, with the same fields and wires, and ids that follow each other. */
function alike(
  scenario: Scenario,
  order: readonly ScenarioNode[],
  from: number,
  ids: ReadonlySet<string>,
  names: Names,
  latency: string,
): ScenarioNode[] {
  const text = (node: ScenarioNode, taken: ReadonlySet<string>): string => {
    const wires = scenario.links.filter((link) => link.from === node.id);
    const isReady = wires.every(({ to }) => names.parts.has(to));
    const targets = isReady ? targetTexts(wires, names, latency).join(', ') : `? ${node.id}`;
    return [node.kind, targets, ...fieldTexts(node, names, taken)].join(', ');
  };
  const taken = new Set(ids);
  const first = text(order[from], taken);
  let end = from;
  while (end < order.length && text(order[end], taken) === first && !first.includes('? ') && !first.includes('id='))
    taken.add(order[end++].id);
  return end - from >= LEAST_IN_LIST ? order.slice(from, end) : order.slice(from, from + 1);
}

/** The client that a simulation makes by itself: the only part that begins anything, called as such a client is; undefined: none is. */
export function ownClient({ nodes, links }: Scenario): ScenarioNode | undefined {
  const beginners = nodes.filter(({ kind }) => kind === 'client' || kind === 'source' || kind === 'workload');
  const [client] = beginners;
  const isOwn =
    beginners.length === 1 &&
    client.kind === 'client' &&
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
