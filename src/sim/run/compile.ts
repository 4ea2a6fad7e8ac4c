import { keySpace } from '../data/keySpaces';
import { compileDistribution, meanMs } from '../kernel/distribution';
import { murmur3 } from '../kernel/hash';
import { Streams } from '../kernel/random';
import { STANDARD_GAUGES, type Kind } from '../parts/contract';
import { roleInfo, type LinkRole } from '../parts/roles';
import type { NodeSetup, OutLink } from '../parts/context';
import { Processes } from '../machines/processes';
import { ProcessJournal } from '../machines/processJournal';
import type { Program, Programs } from '../parts/programs';
import { secondsToNs } from '../kernel/units';
import { kindOf } from '../kinds/index';
import type { Scenario } from '../model/scenario';
import { wireKinds } from '../reading/wiring';
import { Links } from '../network/links';
import type { TraceIndex } from '../trace/types';
import { Engine } from './engine';
import { gaugeWords } from './gaugeWords';
import { compileTraits, percentBelow, withFallacies } from './linkTraits';
import { membershipPlan, withMembership } from './membership';
import { feedsOf, networkPlans, seatsOf } from './networks';
import { EngineNode } from './node';
import { Schedule } from './schedule';
import type { Fault } from '../model/scenario';

/** A scenario made ready to run, and the names behind its numbers. */
export interface Compiled {
  readonly engine: Engine;
  readonly index: TraceIndex;
}

/**
 * Builds the engine of a valid scenario, at time 0 with every node started; `withHistory`: it keeps one of plain traffic too. `processes`:
 * without any, none may be started. Throws on a scenario that was not parsed.
 */
export function compile(
  scenario: Scenario,
  seed: number,
  faults: readonly Fault[],
  programs: Programs = new Map(),
  withHistory = false,
  processes: Processes = new Processes(new ProcessJournal(), null),
): Compiled {
  const index = traceIndex(scenario);
  const streams = new Streams(seed);
  const levels = new Uint8Array(index.gaugeCount);
  for (const node of index.nodes) node.gauges.forEach((gauge, g) => (levels[node.gaugeBase + g] = gauge.type === 'level' ? 1 : 0));
  const engine = new Engine(
    secondsToNs(scenario.durationSeconds),
    scenario.nodes.length,
    levels,
    buildLinks(scenario, index, streams),
    streams,
    keySpace(scenario.keys),
  );
  const networks = networkPlans(scenario, index, streams);
  engine.networks = networks;
  engine.links.lanes.begin(
    networks.map((network) => network.make),
    scenario.nodes.map((node) => node.id),
    streams,
  );
  const places = scenario.nodes.map((_, i) => seatsOf(networks, i));
  engine.seats = places.map(({ numbers }) => numbers);
  const setups = nodeSetups(scenario, index, streams, programs).map((setup, i) => ({
    ...setup,
    processes,
    networks: places[i].seats,
    feeds: feedsOf(index, i, places[i].seats),
    messageType: (name: string) => engine.messageTypes.number(name),
    messageTypeName: (type: number) => engine.messageTypes.names[type],
  }));
  engine.nodes = scenario.nodes.map((node, i) => {
    const kind = knownKind(node.kind);
    return new EngineNode(
      engine,
      setups[i],
      kind.descriptor,
      behaviorAt(setups, i, kind),
      index.nodes[i].gaugeBase,
      kind.descriptor.fields.parse(node.params),
    );
  });
  engine.history.isOn = withHistory || keepsHistory(scenario);
  engine.history.keepsSaid = scenario.checks.some(({ type }) => type === 'says');
  engine.gaugeWords = gaugeWords(index);
  engine.faults = faults;
  engine.schedule = new Schedule(faults, { index, seed, endNs: engine.endNs });
  engine.nodeIndex = new Map(scenario.nodes.map((node, i) => [node.id, i]));
  engine.linkIndex = new Map(scenario.links.map((link, i) => [link.id, i]));
  for (const node of engine.nodes) node.state = node.behavior.init(node);
  engine.isStarting = true;
  for (const node of engine.nodes) node.behavior.onStart?.(node);
  engine.isStarting = false;
  return { engine, index };
}

/** What a node does; one that is wired to registries also keeps in touch with them. */
function behaviorAt(setups: readonly NodeSetup[], at: number, kind: Kind): Kind['behavior'] {
  return setups[at].registries.length === 0 ? kind.behavior : withMembership(kind.behavior, membershipPlan(setups, at, kind));
}

/** Members of networks do things whose order and values matter, and checks may ask for it; for plain traffic figures are enough. */
function keepsHistory(scenario: Scenario): boolean {
  if (scenario.checks.some(({ type }) => type === 'history')) return true;
  return scenario.nodes.some((node) => kindOf(node.kind)?.descriptor.isMember === true);
}

function knownKind(name: string): NonNullable<ReturnType<typeof kindOf>> {
  const kind = kindOf(name);
  if (kind === undefined) throw new Error(`unknown kind ${name}: parse the scenario before running it`);
  return kind;
}

function traceIndex(scenario: Scenario): TraceIndex {
  let gaugeCount = 0;
  const nodes = scenario.nodes.map((node) => {
    const { descriptor, behavior } = knownKind(node.kind);
    const gauges = [...STANDARD_GAUGES, ...descriptor.gauges];
    const params = descriptor.fields.parse(node.params);
    const entry = {
      id: node.id,
      ...(node.label === undefined ? {} : { label: node.label }),
      kind: node.kind,
      gaugeBase: gaugeCount,
      gauges,
      capacity: behavior.capacity?.(params) ?? 0,
      queueLimit: behavior.queueLimit?.(params) ?? 0,
      storesKeys: descriptor.storesKeys,
      ...(node.zone === undefined ? {} : { zone: node.zone }),
    };
    gaugeCount += gauges.length;
    return entry;
  });
  const positions = new Map(scenario.nodes.map((node, i) => [node.id, i]));
  const links = scenario.links.map((link) => {
    const from = positions.get(link.from);
    const to = positions.get(link.to);
    if (from === undefined || to === undefined) throw new Error(`link ${link.id} dangles: parse the scenario before running it`);
    return { id: link.id, from, to, role: roleOf(scenario, from, to) };
  });
  return { nodes, links, gaugeCount, ...(scenario.keys === undefined ? {} : { keys: scenario.keys }) };
}

function roleOf(scenario: Scenario, from: number, to: number): LinkRole {
  const wire = wireKinds(scenario.nodes[from].kind, scenario.nodes[to].kind);
  if (!wire.ok) throw new Error(`${wire.reason} Parse the scenario before running it.`);
  return wire.role;
}

/** Of a wire that does not say its own. */
const USUAL_LATENCY = { type: 'constant', valueMs: 1 } as const;
/** A mean that is infinite counts as an hour, the longest latency that can be written. */
const LONGEST_MEAN_MS = 3_600_000;

function buildLinks(scenario: Scenario, index: TraceIndex, streams: Streams): Links {
  const links = new Links(scenario.links.length, scenario.nodes.length);
  const fallacies = scenario.fallacies ?? [];
  scenario.links.forEach((link, i) => {
    const lossBelow = percentBelow(link.lossPercent ?? 0);
    links.set(i, {
      from: index.links[i].from,
      to: index.links[i].to,
      latency: compileDistribution(link.latency ?? USUAL_LATENCY),
      lossBelow,
      streams: [
        streams.open(link.id, 'latency'),
        streams.open(link.id, 'latency back'),
        streams.open(link.id, 'loss'),
        streams.open(link.id, 'loss back'),
      ],
    });
    links.more.salts[i] = murmur3(link.id, streams.seed | 0);
    const own = compileTraits(link.network, lossBelow, Math.min(LONGEST_MEAN_MS, meanMs(link.latency ?? USUAL_LATENCY)));
    links.more.traits.push(fallacies.length === 0 ? own : withFallacies(own, fallacies, links.more.salts[i]));
    if (link.network !== undefined || fallacies.length > 0) links.more.open(i);
  });
  return links;
}

/** Whether a wire is no way out for a part: nobody sends requests over it. */
function isNoWayOut(role: string): boolean {
  return role === 'membership' || role === 'member' || roleInfo(role).isLane === true;
}

function nodeSetups(
  scenario: Scenario,
  index: TraceIndex,
  streams: Streams,
  programs: Programs,
): Omit<NodeSetup, 'processes' | 'networks' | 'feeds' | 'messageType' | 'messageTypeName'>[] {
  const out: OutLink[][] = scenario.nodes.map(() => []);
  const into: OutLink[][] = scenario.nodes.map(() => []);
  const follows = new Int32Array(scenario.nodes.length).fill(-1);
  const targets = new Int32Array(scenario.nodes.length);
  for (const link of index.links) {
    if (link.role === 'replication') follows[link.to] = link.from;
    if (roleInfo(link.role).carriesRequests === true) targets[link.from]++;
  }
  index.links.forEach((link, i) => {
    const end = (node: number): OutLink => ({
      link: i,
      linkId: link.id,
      node,
      nodeId: index.nodes[node].id,
      kind: index.nodes[node].kind,
      role: link.role as LinkRole,
      storesKeys: index.nodes[node].storesKeys,
      follows: follows[node],
      zone: scenario.nodes[node].zone ?? '',
      targets: targets[node],
    });
    out[link.from].push(end(link.to));
    into[link.to].push(end(link.from));
  });
  // In the order of the parts: a wire that is drawn anew goes last in a file, and would otherwise make another shard the first one.
  for (const ends of out) ends.sort((p, q) => p.node - q.node || p.link - q.link);
  const nodeIds = index.nodes.map((node) => node.id);
  const nodeLabels = scenario.nodes.map(({ id, label }) => label ?? id);
  const nodeKinds = index.nodes.map((node) => node.kind);
  const takesBodies = nodeKinds.map((kind) => kindOf(kind)?.descriptor.takesBodies === true);
  const program = (id: string): Program | null => (id === '' ? null : prepared(programs, id));
  return scenario.nodes.map((node, i) => ({
    id: node.id,
    index: i,
    zone: node.zone ?? '',
    out: out[i].filter((end) => !isNoWayOut(end.role)),
    registries: out[i].filter((end) => end.role === 'membership'),
    in: into[i].filter((end) => roleInfo(end.role).isLane !== true),
    streams,
    nodeIds,
    nodeLabels,
    nodeKinds,
    takesBodies,
    program,
    keys: keySpace(scenario.keys),
    stream: (purpose: string) => streams.open(node.id, purpose),
  }));
}

function prepared(programs: Programs, id: string): Program {
  const program = programs.get(id);
  if (program === undefined) throw new Error(`program ${id} is not ready: prepare the programs of a scenario and give them to createRun`);
  return program;
}
