import { build } from '../../support/scenarios';
import type { Scenario } from '../../../src/sim/index';

/** One change of a field: a run that has `to` from the start against one that begins with `from` and is set to `to`. */
export interface Change {
  readonly from: unknown;
  readonly to: unknown;
  /** Other fields of the part, with which this one matters. */
  readonly with?: object;
  /** Fields of other parts, by id. */
  readonly parts?: Readonly<Record<string, object>>;
  readonly faults?: readonly object[];
  /** The part draws, sends or sets a timer by the field before anything can be set, so that only figures can agree, not every event. */
  readonly isDrawn?: true;
  /** Why figures do not show the field: then only every event of a run that is set at its very beginning is compared. */
  readonly unseen?: string;
  /** Why what is set while the run goes on cannot mean what it would have meant from the start; the help of the field says it, too. */
  readonly onlyFromStart?: string;
}

/** Changes of every field of a kind. */
export type Changes = Readonly<Record<string, Change | readonly Change[]>>;

type Part = { id: string; kind: string; params?: object; zone?: string };

/** The smallest system in which a kind has its natural place; the part itself is X1. */
interface System {
  readonly nodes: readonly Part[];
  readonly links: readonly string[];
}

const constant = (valueMs: number): object => ({ type: 'constant', valueMs });
const worker = (id: string, params: object = {}): Part => ({
  id,
  kind: 'worker',
  params: { concurrency: 8, serviceTimeMs: { type: 'exponential', meanMs: 5 }, ...params },
});
const client = (params: object = {}): Part => ({
  id: 'C1',
  kind: 'client',
  params: { ratePerSecond: 100, timeoutMs: 2000, ...params },
});
const store = (id: string, kind = 'database'): Part => ({ id, kind, params: { concurrency: 8, serviceTimeMs: constant(3) } });

const peer = (id: string): Part => ({ id, kind: 'gossip', params: { intervalMs: 200 } });
const source = (id: string): Part => ({ id, kind: 'source', params: { ratePerSecond: 50 } });
const sequencer = (id: string): Part => ({ id, kind: 'sequencer', params: { askAgainMs: 0 } });
const sink = (id: string, params: object): Part => ({ id, kind: 'sink', params });
const programNode = (id: string): Part => ({ id, kind: 'program-node', params: { program: 'N1' } });
const joined = (network: string, ...ids: readonly string[]): string[] => ids.map((id) => `${id} ${network}`);

const SYSTEMS: Readonly<Record<string, System>> = {
  network: {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 2 }),
      { id: 'X1', kind: 'network' },
      ...['G1', 'G2', 'G3', 'G4', 'G5'].map(peer),
    ],
    links: ['C1 G1', 'G2 G4', ...joined('X1', 'G1', 'G2', 'G3', 'G4', 'G5')],
  },
  gossip: {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 10 }),
      { ...client({ ratePerSecond: 20, writePercent: 50, keyCount: 10 }), id: 'C2' },
      { id: 'N1', kind: 'network' },
      { ...peer('X1'), params: {} },
      ...['G1', 'G2', 'G3', 'G4'].map((id) => ({ ...peer(id), params: { intervalMs: 200, mode: 'push-pull' } })),
    ],
    links: ['C1 X1', 'C2 G1', ...joined('N1', 'X1', 'G1', 'G2', 'G3', 'G4')],
  },
  quorum: {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }),
      { ...client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }), id: 'C2' },
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 10 } } },
      ...['X1', 'Q2', 'Q3', 'Q4', 'Q5'].map((id) => ({ id, kind: 'quorum', params: {} })),
    ],
    links: ['C1 X1', 'C2 Q2', ...joined('N1', 'X1', 'Q2', 'Q3', 'Q4', 'Q5')],
  },
  'multi-leader': {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }),
      { ...client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }), id: 'C2' },
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 30 } } },
      ...['X1', 'Q2', 'Q3', 'Q4', 'Q5'].map((id) => ({ id, kind: 'multi-leader', params: {} })),
    ],
    links: ['C1 X1', 'C2 Q2', ...joined('N1', 'X1', 'Q2', 'Q3', 'Q4', 'Q5')],
  },
  chain: {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }),
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 10 } } },
      ...['X1', 'CH2', 'CH3'].map((id) => ({ id, kind: 'chain', params: {} })),
    ],
    links: ['C1 X1', ...joined('N1', 'X1', 'CH2', 'CH3')],
  },
  'chain-master': {
    nodes: [
      client({ ratePerSecond: 20, writePercent: 50, keyCount: 5, timeoutMs: 3000 }),
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 10 } } },
      ...['CH1', 'CH2', 'CH3'].map((id) => ({ id, kind: 'chain', params: {} })),
      { id: 'X1', kind: 'chain-master' },
    ],
    links: ['C1 CH1', ...joined('N1', 'X1', 'CH1', 'CH2', 'CH3')],
  },
  source: {
    nodes: [source('X1'), { id: 'N1', kind: 'network' }, sink('SI1', { order: 'source' })],
    links: ['X1 SI1', ...joined('N1', 'X1', 'SI1')],
  },
  sink: {
    nodes: [...['SO1', 'SO2', 'SO3'].map(source), sequencer('SQ1'), { id: 'N1', kind: 'network' }, { id: 'X1', kind: 'sink' }],
    links: ['SO1 X1', 'SO2 SQ1', 'SO3 SQ1', 'SQ1 X1', ...joined('N1', 'SO1', 'SO2', 'SO3', 'SQ1', 'X1')],
  },
  sequencer: {
    nodes: [
      ...['SO1', 'SO2'].map(source),
      { id: 'X1', kind: 'sequencer' },
      { id: 'N1', kind: 'network' },
      sink('SI1', { order: 'centre', askAgainMs: 50 }),
    ],
    links: ['SO1 X1', 'SO2 X1', 'X1 SI1', ...joined('N1', 'SO1', 'SO2', 'X1', 'SI1')],
  },
  'program-node': {
    nodes: [
      { id: 'WL1', kind: 'workload', params: { ratePerSecond: 20, operationLimit: 0 } },
      { id: 'N1', kind: 'network' },
      { id: 'X1', kind: 'program-node' },
      programNode('PN2'),
    ],
    links: joined('N1', 'WL1', 'X1', 'PN2'),
  },
  'process-node': {
    nodes: [
      { id: 'WL1', kind: 'workload', params: { ratePerSecond: 20, operationLimit: 0 } },
      { id: 'N1', kind: 'network' },
      { id: 'X1', kind: 'process-node' },
      programNode('PN2'),
    ],
    links: joined('N1', 'WL1', 'X1', 'PN2'),
  },
  workload: {
    nodes: [{ id: 'X1', kind: 'workload' }, { id: 'N1', kind: 'network' }, programNode('PN1'), programNode('PN2')],
    links: joined('N1', 'X1', 'PN1', 'PN2'),
  },
  client: {
    nodes: [
      { id: 'X1', kind: 'client', params: { ratePerSecond: 100, timeoutMs: 2000 } },
      { id: 'CA1', kind: 'cache', params: { size: 40, ttlSeconds: 2 } },
      store('DB1'),
      store('R1', 'replica'),
      worker('W2'),
    ],
    links: ['X1 CA1', 'CA1 DB1', 'DB1 R1', 'X1 W2'],
  },
  'load-balancer': {
    nodes: [
      client(),
      { ...client({ ratePerSecond: 20 }), id: 'C2' },
      { id: 'X1', kind: 'load-balancer', zone: 'east' },
      { ...worker('W1'), zone: 'east' },
      { ...worker('W2'), zone: 'east' },
      { ...worker('W3'), zone: 'west' },
    ],
    links: ['C1 X1', 'C2 X1', 'X1 W1', 'X1 W2', 'X1 W3'],
  },
  'shard-router': {
    nodes: [
      client(),
      { id: 'X1', kind: 'shard-router' },
      store('S1', 'shard'),
      store('S2', 'shard'),
      store('S3', 'shard'),
      store('R1', 'replica'),
    ],
    links: ['C1 X1', 'X1 S1', 'X1 S2', 'X1 S3', 'S1 R1', 'X1 R1'],
  },
  'rate-limiter': {
    nodes: [
      client({ ratePerSecond: 50 }),
      { ...client({ ratePerSecond: 50 }), id: 'C2' },
      { id: 'X1', kind: 'rate-limiter' },
      { id: 'RL2', kind: 'rate-limiter', params: { ratePerSecond: 30 } },
      worker('W1'),
    ],
    links: ['C1 X1', 'C2 X1', 'X1 W1', 'X1 RL2', 'RL2 W1'],
  },
  'circuit-breaker': {
    nodes: [client(), { id: 'X1', kind: 'circuit-breaker' }, worker('W1', { errorPercent: 30 })],
    links: ['C1 X1', 'X1 W1'],
  },
  queue: { nodes: [client(), { id: 'X1', kind: 'queue' }, worker('W1'), worker('W2')], links: ['C1 X1', 'X1 W1', 'X1 W2'] },
  registry: {
    nodes: [client(), { id: 'LB1', kind: 'load-balancer' }, { id: 'X1', kind: 'registry' }, worker('W1'), worker('W2')],
    links: ['C1 LB1', 'LB1 W1', 'LB1 W2', 'LB1 X1', 'W1 X1', 'W2 X1'],
  },
  worker: {
    nodes: [client(), { ...worker('W1'), id: 'X1' }, store('DB1'), store('DB2'), store('R1', 'replica')],
    links: ['C1 X1', 'X1 DB1', 'X1 DB2', 'DB1 R1', 'X1 R1'],
  },
  autoscaler: {
    nodes: [
      client(),
      { id: 'LB1', kind: 'load-balancer' },
      { id: 'X1', kind: 'autoscaler', params: { bootSeconds: 1, decideSeconds: 2, calmSeconds: 4 } },
      ...['W1', 'W2', 'W3', 'W4', 'W5'].map((id) => worker(id)),
    ],
    links: ['C1 LB1', 'X1 LB1', ...['W1', 'W2', 'W3', 'W4', 'W5'].map((id) => `LB1 ${id}`)],
  },
  cache: { nodes: [client({ keyCount: 200 }), { id: 'X1', kind: 'cache' }, store('DB1')], links: ['C1 X1', 'X1 DB1'] },
  database: { nodes: [client(), { ...store('DB1'), id: 'X1' }, store('R1', 'replica')], links: ['C1 X1', 'X1 R1'] },
  shard: {
    nodes: [
      client(),
      { id: 'SR1', kind: 'shard-router' },
      { ...store('S1', 'shard'), id: 'X1' },
      store('S2', 'shard'),
      store('R1', 'replica'),
    ],
    links: ['C1 SR1', 'SR1 X1', 'SR1 S2', 'X1 R1'],
  },
  replica: {
    nodes: [client({ writePercent: 50 }), store('DB1'), { ...store('R1', 'replica'), id: 'X1' }],
    links: ['C1 DB1', 'C1 X1', 'DB1 X1'],
  },
  'failover-monitor': {
    nodes: [client({ writePercent: 50 }), store('DB1'), store('R1', 'replica'), { id: 'X1', kind: 'failover-monitor' }],
    links: ['C1 DB1', 'DB1 R1', 'R1 DB1', 'X1 DB1', 'X1 R1'],
  },
};

/** Programs that the changes name. */
export const PROGRAMS = {
  P1: {
    language: 'javascript',
    code: 'const choose = () => 0; const shardOf = (key, shards) => key.length % shards; const hash = (key) => key.length;',
  },
  P2: {
    language: 'javascript',
    code: 'const choose = (request, targets) => targets.length - 1; const shardOf = () => 0; const hash = () => 1;',
  },
  // A node that answers all that a workload asks, and one that knows no answer.
  N1: {
    language: 'javascript',
    code: `
      let given = 0;
      const values = [];
      node.on('echo', (msg) => node.reply(msg, { type: 'echo_ok', echo: msg.body.echo }));
      node.on('generate', (msg) => node.reply(msg, { type: 'generate_ok', id: node.nodeId + given++ }));
      node.on('broadcast', (msg) => { values.push(msg.body.message); node.reply(msg, { type: 'broadcast_ok' }); });
      node.on('read', (msg) => node.reply(msg, { type: 'read_ok', messages: values.slice(-10) }));
    `,
  },
  N2: { language: 'javascript', code: "node.on('echo', (msg) => node.reply(msg, { type: 'error', code: 11, text: 'busy' }));" },
} as const;

/** The system of a kind with a value of a field, and with faults (changes among them). */
export function systemOf(
  kind: string,
  field: string,
  value: unknown,
  change: Change,
  faults: readonly object[],
  durationSeconds: number,
): Scenario {
  const { nodes, links } = SYSTEMS[kind];
  return build({
    durationSeconds,
    seed: 3,
    programs: PROGRAMS,
    faults: [...(change.faults ?? []), ...faults].map((fault, i) => ({ id: `F${i}`, ...fault })),
    nodes: nodes.map((node) => ({
      ...node,
      params: {
        ...node.params,
        ...change.parts?.[node.id],
        ...(node.id === 'X1' ? { ...change.with, [field]: value } : {}),
      },
    })),
    links: links.map((ends) => {
      const [from, to] = ends.split(' ');
      return { from, to, latency: { type: 'exponential', meanMs: 1 } };
    }),
  });
}
