import { DEFAULT_PRICES, defaultParams, freshId, type Fault, type Scenario } from '../sim/index';
import { COURSE } from './course';
import { callText, Name, valueText } from './pythonText';
import { begins, reached } from './scriptOrder';
import { fieldTexts, ownClient, targetTexts, type Names } from './scriptParts';
import { aboutOf, className, snake } from './words';

/** The lines that make the simulation of a board and run it. */
export function simulationLines(scenario: Scenario, names: Names, latency: string): string[] {
  const client = ownClient(scenario);
  const beginners = scenario.nodes.filter(({ kind }) => begins(kind)).map(({ id }) => id);
  const wires = scenario.links.filter(({ from }) => from === client?.id);
  const starts = client === undefined ? beginners : wires.map(({ to }) => to);
  const targets = client === undefined ? beginners.map((id) => names.parts.get(id) ?? '') : targetTexts(wires, names, latency);
  const args = [...targets, ...settingTexts(scenario, latency), ...clientTexts(scenario, names), ...faultTexts(scenario, names)];
  const order = scenario.nodes.filter((node) => node !== client).map(({ id }) => id);
  const isInOrder =
    JSON.stringify(reached({ ...scenario, nodes: scenario.nodes.filter((node) => node !== client) }, starts)) === JSON.stringify(order);
  return [callText('sim = Simulation', args), ...(isInOrder ? [] : [callText('sim.add', partTexts(order, names))]), 'sim.run()'];
}

/** Parts by their names, lists as a whole where all of one stand in a row. */
function partTexts(ids: readonly string[], names: Names): string[] {
  const texts: string[] = [];
  for (let i = 0; i < ids.length;) {
    const list = [...names.lists].find(([, all]) => all.every((id, at) => ids[i + at] === id));
    texts.push(list?.[0] ?? names.parts.get(ids[i]) ?? '');
    i += list?.[1].length ?? 1;
  }
  return texts;
}

function settingTexts({ seed, durationSeconds, keys, prices, fallacies }: Scenario, latency: string): string[] {
  const given: string[] = [];
  if (seed !== COURSE.seed) given.push(`seed=${seed}`);
  if (durationSeconds !== COURSE.durationSeconds) given.push(`duration_seconds=${durationSeconds}`);
  if (latency !== String(COURSE.wireLatencyMs)) given.push(`wire_latency=${latency}`);
  for (const [name, value] of Object.entries({ key_space: keys, prices, fallacies }))
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(DEFAULT_PRICES)) given.push(`${name}=${valueText(value)}`);
  return given;
}

/** Fields of the client that the simulation makes. Without any it would send the course's traffic, so that the rate is said at least. */
function clientTexts(scenario: Scenario, names: Names): string[] {
  const client = ownClient(scenario);
  if (client === undefined) return [];
  const course = { ...defaultParams(COURSE.clientKind), ...COURSE.client };
  if (fieldTexts(client, names, new Set(), course).length === 0) return [];
  const given = fieldTexts(client, names, new Set(), defaultParams(COURSE.clientKind));
  return given.length > 0 ? given : [`rate_per_second=${valueText(client.params.ratePerSecond)}`];
}

function faultTexts(scenario: Scenario, names: Names): string[] {
  const taken: string[] = [];
  const texts = scenario.faults.map((fault) => {
    const auto = freshId('F', taken);
    taken.push(fault.id);
    return faultText(fault, auto, scenario, names);
  });
  if (texts.length === 0) return [];
  return [texts.length === 1 ? `faults=[${texts[0]}]` : `faults=[\n${texts.map((text) => `        ${text},\n`).join('')}    ]`];
}

function faultText({ id, type, ...fields }: Fault, auto: string, { links, nodes }: Scenario, names: Names): string {
  const about = aboutOf(type);
  const given = fields as Readonly<Record<string, unknown>>;
  const partText = (part: unknown): string => names.parts.get(String(part)) ?? valueText(part);
  const wire = links.find((link) => link.id === given.link);
  const isAboutWire = about === 'link' && wire !== undefined && names.parts.has(wire.from) && names.parts.has(wire.to);
  const head =
    about === 'node'
      ? [partText(given.node)]
      : isAboutWire && wire !== undefined
        ? [partText(wire.from), partText(wire.to)]
        : about === 'nodes' && given.nodes !== undefined
          ? [`[${(given.nodes as readonly string[]).map(partText).join(', ')}]`]
          : [];
  const isSaid = (name: string): boolean => head.length > 0 && name === about;
  const rest = Object.entries(given).flatMap(([name, value]) => {
    if (isSaid(name) || value === undefined) return [];
    const isPart = (name === 'from' || name === 'to') && nodes.some((node) => node.id === value);
    return [`${snake(name)}=${valueText(isPart ? new Name(partText(value)) : value)}`];
  });
  return `${className(type)}(${[...head, ...rest, ...(id === auto ? [] : [`id=${valueText(id)}`])].join(', ')})`;
}
