import { programFields, type Scenario, type ScenarioLink, type ScenarioNode } from '../sim/index';
import { COURSE } from './course';
import { callText, longText, valueText } from './pythonText';
import { orderToMake } from './scriptOrder';
import { calledWord, fieldTexts, freeName, latencyText, ownClient, targetTexts, type Names } from './scriptParts';
import { simulationLines } from './simulationText';
import { classOfKind } from './words';

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
    return [callText(`${variable} = Program`, [valueText(language), longText(code), `id=${valueText(id)}`])];
  });
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
  const wiresOf = (id: string): ScenarioLink[] => scenario.links.filter(({ from }) => from === id);
  return [
    ...lines,
    ...later.map((id) =>
      connectText(
        id,
        wiresOf(id),
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
