import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkParams, defaultParams, kindOf, kinds, wireKinds, type Scenario } from '../../src/sim/index';
import type { KindName } from '../../src/sim/kinds/index';
import { randomParams } from './randomParams';
import { Dice, randomScenario } from './randomScenario';
import { randomFallacies, randomFaults, randomNetwork, ZONES } from './richFaults';
import { build } from './scenarios';

type Node = { id: string; kind: string; params: Record<string, unknown>; x: number; y: number };

/** Fields that the kinds of `randomScenario` had when its first traces were frozen: what has come since is met here. */
const first = new Map(
  (JSON.parse(readFileSync(resolve(import.meta.dirname, '../migrations/format-1.json'), 'utf8')) as { nodes: Node[] }).nodes.map((node) => [
    node.kind,
    new Set(Object.keys(node.params)),
  ]),
);

/** Kinds that requests pass through and that `randomScenario` does not know. */
const INLINE = (Object.keys(kinds) as KindName[]).filter((name) => {
  const descriptor = kindOf(name)?.descriptor;
  return !first.has(name) && descriptor !== undefined && descriptor.accepts.includes('request') && descriptor.offers.includes('request');
});

/**
 * A random scenario with everything that has been added since: later kinds put into its wires, later fields of its parts, zones,
 * networks, fallacies, and every fault.
 */
export function richScenario(seed: number): Scenario {
  const base = randomScenario(seed);
  const dice = new Dice(seed * 31 + 5);
  const nodes: Node[] = base.nodes.map((node) => {
    const old = first.get(node.kind) ?? new Set<string>();
    const extra = dice.chance(60) ? randomParams(dice, node.kind as KindName, (field) => !old.has(field) && dice.chance(50)) : {};
    return { ...node, params: { ...node.params, ...extra } };
  });
  const links: { from: string; to: string }[] = base.links.map((link) => ({ ...link }));
  const faults: object[] = [...base.faults];
  for (let i = dice.below(3); i > 0; i--) {
    const kind = dice.of(INLINE);
    const node: Node = { id: `X${i}`, kind, x: 0, y: 0, params: randomParams(dice, kind) };
    if (!putInto(dice, nodes, links, node)) continue;
    nodes.push(node);
    if (dice.chance(40))
      faults.push({
        id: `FX${i}`,
        atSeconds: dice.below(2000) / 1000,
        type: dice.of(['crash', 'pause']),
        node: node.id,
        forSeconds: dice.below(1000) / 1000,
      });
  }
  addRegistry(new Dice(seed * 37 + 11), nodes, links, faults);
  addNetwork(new Dice(seed * 53 + 29), nodes, links, faults);
  addMonitors(new Dice(seed * 59 + 31), nodes, links, faults);
  if (dice.chance(30)) {
    nodes.push({ id: 'AS1', kind: 'autoscaler', x: 0, y: 0, params: randomParams(dice, 'autoscaler') });
    links.push({ from: 'AS1', to: 'LB1' });
  }
  const zoned = dice.chance(40) ? nodes.map((node) => ({ ...node, zone: dice.of(ZONES) })) : nodes;
  const wires: { from: string; to: string; id: string; network?: object }[] = links.map((link, i) => ({
    ...link,
    id: `L${i + 1}`,
    ...(dice.chance(20) ? { network: randomNetwork(dice) } : {}),
  }));
  loseReplies(new Dice(seed * 47 + 13), zoned, wires);
  faults.push(...randomFaults(dice, { nodes: zoned, links: wires }, 6));
  addChanges(new Dice(seed * 41 + 3), zoned, faults);
  return build({
    nodes: zoned,
    links: wires,
    durationSeconds: base.durationSeconds,
    seed,
    faults,
    ...(dice.chance(25) ? { fallacies: randomFallacies(dice) } : {}),
  });
}

const MEMBERS = {
  G1: 'gossip',
  G2: 'gossip',
  G3: 'gossip',
  Q1: 'quorum',
  Q2: 'quorum',
  Q3: 'quorum',
  ML1: 'multi-leader',
  ML2: 'multi-leader',
  ML3: 'multi-leader',
  CH1: 'chain',
  CH2: 'chain',
  CH3: 'chain',
  CM1: 'chain-master',
  SO1: 'source',
  SO2: 'source',
  SQ1: 'sequencer',
  SI1: 'sink',
  SI2: 'sink',
} as const;
/** In a few of them: nodes that run programs, and what asks these. */
const PROGRAMMED = { PN1: 'program-node', PN2: 'program-node', WL1: 'workload', P1: 'process-node' } as const;
/** Wires between members: peers, and streams of events. */
const TALK = ['G1 G2', 'SO1 SQ1', 'SO2 SI1', 'SQ1 SI1', 'SQ1 SI2'];

/** Quorums that can be met, and trees that are not compared all the time. */
function modestQuorum(dice: Dice, { antiEntropyMs }: Record<string, unknown>): object {
  const few = { copies: 1 + dice.below(4), reads: 1 + dice.below(3), writes: 1 + dice.below(3), patienceMs: 20 + dice.below(500) };
  return { ...few, retryMs: 100 + dice.below(900), antiEntropyMs: antiEntropyMs === 0 || dice.chance(50) ? 0 : 100 + dice.below(900) };
}

/** Leaders that do not repeat themselves all the time. */
function modestLeader(dice: Dice, { antiEntropyMs, replicateMs }: Record<string, unknown>): object {
  const often = (): number => 50 + dice.below(900);
  return { retryMs: often(), antiEntropyMs: antiEntropyMs === 0 ? 0 : often(), replicateMs: replicateMs === 0 ? 0 : often() };
}

/** Chains whose nodes are missed soon, and that do not repeat themselves all the time. */
function modestChain(dice: Dice, params: Record<string, unknown>): object {
  if ('detectMs' in params) return { detectMs: 100 + dice.below(900) };
  return { retryMs: 50 + dice.below(900), patienceMs: 20 + dice.below(2000) };
}

/** Everything that can be asked of a value, about few values. */
function someOperations(dice: Dice): object[] {
  return Array.from({ length: 30 }, () => ({
    key: dice.of(['alexandra', 'peter']),
    op: dice.of(['read', 'write', 'cas', 'append', 'increment', 'delete']),
    field: 'name',
    value: dice.of(['x', 'y', 3]),
    ...(dice.chance(50) ? { expected: dice.of(['x', 'y', 3, null]) } : {}),
  }));
}

/** In some scenarios: a network of members that a client writes to, and pairs of them in trouble. */
function addNetwork(dice: Dice, nodes: Node[], links: { from: string; to: string }[], faults: object[]): void {
  if (dice.chance(65)) return;
  // Where times and rates may be anything, most of a run would be theirs.
  const modest = { ratePerSecond: 1 + dice.below(30), intervalMs: 30 + dice.below(1000), eventLimit: dice.below(60), operationLimit: 40 };
  const add = (id: string, kind: KindName): void => {
    const params = randomParams(dice, kind);
    for (const [name, value] of Object.entries(modest)) if (name in params) params[name] = value;
    if (kind === 'quorum') Object.assign(params, modestQuorum(dice, params));
    if (kind.startsWith('chain')) Object.assign(params, modestChain(dice, params));
    if (kind === 'multi-leader') Object.assign(params, modestLeader(dice, params));
    nodes.push({ id, kind, x: 0, y: 0, params });
  };
  add('N1', 'network');
  const client = nodes.find(({ kind }) => kind === 'client');
  if (client !== undefined) links.push({ from: client.id, to: 'G1' });
  if (client !== undefined && dice.chance(50)) {
    for (const to of dice.of([
      ['Q1', 'Q2'],
      ['ML1', 'ML2'],
      ['CH1', 'CH3'],
    ]))
      links.push({ from: client.id, to });
    client.params.script = someOperations(dice);
  }
  for (const [id, kind] of Object.entries({ ...MEMBERS, ...(new Dice(dice.below(1e9)).chance(15) ? PROGRAMMED : {}) })) {
    add(id, kind);
    links.push({ from: id, to: 'N1' });
  }
  for (const pair of TALK) if (dice.chance(70)) links.push({ from: pair.split(' ')[0], to: pair.split(' ')[1] });
  const ids = Object.keys(MEMBERS);
  for (const type of ['lane', 'flap-lane']) {
    const from = dice.of(ids);
    const to = dice.of(ids.filter((id) => id !== from));
    const timed = { id: `FN${type}`, type, from, to, atSeconds: dice.below(3000) / 1000, forSeconds: dice.below(3000) / 1000 };
    const does = dice.of(['cut', 'slow', 'lossy', 'duplicate', 'reorder', 'corrupt']);
    if (dice.chance(60))
      faults.push(type === 'lane' ? { ...timed, does } : { ...timed, everySeconds: 0.2, downSeconds: dice.below(200) / 1000 });
  }
}

/**
 * In some scenarios: callers who give up early, answers that are lost on the way to them, and workers of every kind. Whoever answers a
 * caller who has gone must not touch what was his once more.
 */
function loseReplies(dice: Dice, nodes: readonly Node[], wires: { to: string; network?: object }[]): void {
  if (dice.chance(60)) return;
  const workers = nodes.filter(({ kind }) => kind === 'worker');
  for (const wire of wires)
    if (workers.some(({ id }) => id === wire.to)) wire.network = { ...wire.network, lossBackPercent: 5 + dice.below(40) };
  for (const { kind, params } of nodes) if (kind === 'client') params.timeoutMs = dice.of([5, 30, 100]);
  for (const { params } of workers)
    Object.assign(
      params,
      dice.of<() => object>([
        () => ({}),
        () => ({ execution: 'processes', processes: 1 + dice.below(3), threads: 1 + dice.below(4) }),
        () => ({ memoryMb: 60 + dice.below(100), memoryRestartSeconds: 0.2 }),
        () => ({ collectEveryRequests: 1 + dice.below(20) }),
        () => ({ neighbourPercent: 50 }),
        () => ({ warmUpSeconds: 1 }),
        () => ({ connections: 1 + dice.below(2), callTimeoutMs: 50, holdSlot: dice.chance(50) }),
        () => ({ errorPercent: 30, callOrder: 'parallel' }),
      ])(),
    );
}

const BOUNDS = /[lL]imit$|^(burst|waits|scope|algorithm)$/;

/** In some scenarios: fields of parts, of any kind, that are changed while it runs. */
function addChanges(dice: Dice, nodes: readonly Node[], faults: object[]): void {
  if (dice.chance(50)) return;
  for (let i = 1 + dice.below(3); i > 0; i--) {
    const node = dice.of(nodes);
    const [param, value] = dice.of(Object.entries(randomParams(dice, node.kind as KindName)));
    // The judge holds queues against the bound that they have at the start.
    if (typeof value === 'object' || BOUNDS.test(param)) continue;
    if (checkParams(node.kind, { ...defaultParams(node.kind), ...node.params, [param]: value }).length === 0)
      faults.push({ id: `FS${i}`, atSeconds: dice.below(3000) / 1000, type: 'set', node: node.id, param, value });
  }
}

/** In some scenarios: a service registry that the balancer and some clients ask and that some or all workers register with. */
function addRegistry(dice: Dice, nodes: Node[], links: { from: string; to: string }[], faults: object[]): void {
  if (dice.chance(70)) return;
  for (const node of nodes)
    if (node.kind === 'load-balancer' || ((node.kind === 'worker' || node.kind === 'client') && dice.chance(80)))
      links.push({ from: node.id, to: 'RG1' });
  nodes.push({
    id: 'RG1',
    kind: 'registry',
    x: 0,
    y: 0,
    params: {
      heartbeatSeconds: 0.1 + dice.below(10) / 10,
      expireSeconds: 0.2 + dice.below(20) / 10,
      keepSeconds: 0.1 + dice.below(10) / 10,
      remembers: dice.chance(50),
    },
  });
  if (dice.chance(40))
    faults.push({
      id: 'FRG1',
      atSeconds: dice.below(2000) / 1000,
      type: dice.of(['crash', 'pause']),
      node: 'RG1',
      forSeconds: dice.below(1000) / 1000,
    });
}

/** In some scenarios: one or two failover monitors over a store with its replicas, which can all follow each other, and pairs of these cut off. */
function addMonitors(dice: Dice, nodes: Node[], links: { from: string; to: string }[], faults: object[]): void {
  const kindIn = (id: string): string => nodes.find((node) => node.id === id)?.kind ?? '';
  const replicasOf = (id: string): string[] => links.filter(({ from, to }) => from === id && kindIn(to) === 'replica').map(({ to }) => to);
  const primary = nodes.find(({ id, kind }) => (kind === 'database' || kind === 'shard') && replicasOf(id).length > 0);
  if (primary === undefined || dice.chance(50)) return;
  const replicas = replicasOf(primary.id);
  const monitors = dice.chance(40) ? ['FM1', 'FM2'] : ['FM1'];
  for (const from of replicas) for (const to of [primary.id, ...replicas]) if (from !== to && dice.chance(70)) links.push({ from, to });
  const routes = nodes.filter(({ kind }) => kind === 'worker' || kind === 'shard-router').map(({ id }) => id);
  for (const id of monitors) {
    const times = { intervalMs: 30 + dice.below(500), timeoutMs: 50 + dice.below(800), quorum: 1 + dice.below(monitors.length) };
    nodes.push({ id, kind: 'failover-monitor', x: 0, y: 0, params: { ...randomParams(dice, 'failover-monitor'), ...times } });
    for (const to of [primary.id, ...replicas]) links.push({ from: id, to });
    for (const to of [...routes, ...monitors]) if (to !== id && dice.chance(80)) links.push({ from: id, to });
  }
  for (const node of [primary.id, ...monitors])
    if (dice.chance(60))
      faults.push({
        id: `FM${node}`,
        atSeconds: dice.below(2000) / 1000,
        type: dice.of(['crash', 'pause']),
        node,
        forSeconds: dice.below(1500) / 1000,
      });
}

/** Puts a part into some of the wires that lead to one part, as a learner would drop it on a wire; false when it fits nowhere there. */
function putInto(dice: Dice, nodes: readonly Node[], links: { from: string; to: string }[], node: Node): boolean {
  const kindIn = (id: string): string => nodes.find((other) => other.id === id)?.kind ?? '';
  const { to } = dice.of(links);
  const chosen = links.filter((link) => link.to === to && wireKinds(kindIn(link.from), node.kind).ok && dice.chance(70));
  if (chosen.length === 0 || !wireKinds(node.kind, kindIn(to)).ok) return false;
  for (const link of chosen) link.to = node.id;
  links.push({ from: node.id, to });
  return true;
}
