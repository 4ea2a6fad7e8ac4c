import { createRun, operationsOf, type Operation, type Run, type Scenario } from '../../../src/sim/index';
import { build } from '../../support/scenarios';

/** One request of a script, as files have it. */
export type Entry = Readonly<Record<string, unknown>>;

/** Clients that each ask a member of their own (client i node i), and what these are like. */
export interface QuorumOptions {
  /** Another kind of member, and what its parts are called. */
  readonly kind?: string;
  readonly prefix?: string;
  readonly nodes?: number;
  /** One script for each client: C1 asks Q1, and so on. */
  readonly scripts: readonly (readonly Entry[])[];
  readonly params?: object;
  readonly network?: object;
  readonly faults?: object[];
  readonly seed?: number;
  readonly seconds?: number;
  readonly client?: object;
}

/** A network of members that keep values, and clients that follow scripts. */
export function quorumSystem({
  kind = 'quorum',
  prefix = 'Q',
  nodes = 3,
  scripts,
  params,
  network,
  faults,
  seed,
  seconds = 30,
  client,
}: QuorumOptions): Scenario {
  const ids = Array.from({ length: nodes }, (_, i) => `${prefix}${i + 1}`);
  return build({
    durationSeconds: seconds,
    seed,
    faults,
    keys: { type: 'list', keys: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] },
    nodes: [
      ...scripts.map((script, i) => ({
        id: `C${i + 1}`,
        kind: 'client',
        params: { script, afterScript: 'nothing', timeoutMs: 5000, ...client },
      })),
      ...ids.map((id) => ({ id, kind, params: { ...params } })),
      { id: 'N1', kind: 'network', params: { latency: { type: 'exponential', meanMs: 10, offsetMs: 1 }, ...network } },
    ],
    links: [...scripts.map((_, i) => ({ from: `C${i + 1}`, to: ids[i % nodes] })), ...ids.map((id) => ({ from: id, to: 'N1' }))],
  });
}

/** A finished run. */
export function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Requests of clients with their ends, in the order in which they began. */
export function requestsOf(run: Run): readonly Operation[] {
  return operationsOf(run.history()).filter(({ key }) => key >= 0);
}

/** What reads of a run got, in order. */
export function readsOf(run: Run): readonly unknown[] {
  return requestsOf(run)
    .filter(({ operation }) => operation === 'read')
    .map(({ got, outcome }) => (outcome === 'ok' ? got : outcome));
}

/** The last value of a gauge of a part. */
export function gaugeOf(run: Run, id: string, name: string): number {
  const node = run.index.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(`no part ${id}`);
  return run.moment(run.reachedNs + 1).gauges[node.gaugeBase + node.gauges.findIndex((gauge) => gauge.name === name)];
}
