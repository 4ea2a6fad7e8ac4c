import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseScenario, parseScenarioValue, type Scenario } from '../../src/sim/index';

const folder = resolve(import.meta.dirname, '../../scenarios');

/** Every shipped scenario, by file name. */
export function shippedScenarios(): [string, Scenario][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = parseScenario(readFileSync(join(folder, name), 'utf8'));
      if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.message}`);
      return [name.replace('.json', ''), parsed.scenario];
    });
}

/** Those that run without Python's sandbox; each other one has a twin among them, with the same trace (`golden.test.ts`). */
export function scenariosWithoutPython(): [string, Scenario][] {
  return shippedScenarios().filter(([, { programs = {} }]) => Object.values(programs).every(({ language }) => language !== 'python'));
}

type PlainNode = { id: string; kind: string; params?: object };
type PlainLink = { from: string; to: string; latency?: object; lossPercent?: number; network?: object };

/** A scenario of these parts and wires; throws when it is not valid. Latency 0 unless said. */
export function build(options: {
  nodes: PlainNode[];
  links: PlainLink[];
  durationSeconds: number;
  seed?: number;
  faults?: object[];
  checks?: object[];
  fallacies?: string[];
  programs?: object;
  keys?: object;
}): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'test',
    seed: options.seed ?? 1,
    durationSeconds: options.durationSeconds,
    nodes: options.nodes.map((node, i) => ({ x: i * 240, y: 0, params: {}, ...node })),
    links: options.links.map((link, i) => ({ id: `L${i + 1}`, latency: { type: 'constant', valueMs: 0 }, ...link })),
    faults: options.faults ?? [],
    checks: options.checks ?? [],
    ...(options.fallacies === undefined ? {} : { fallacies: options.fallacies }),
    ...(options.keys === undefined ? {} : { keys: options.keys }),
    ...(options.programs === undefined ? {} : { programs: options.programs }),
  });
  if (!parsed.ok) throw new Error(`${parsed.failure.path}: ${parsed.failure.message}`);
  return parsed.scenario;
}

/** One client, one station: the textbook queue. Rates per second, service mean in ms. */
export function queueScenario(options: {
  ratePerSecond: number;
  serviceMs: number;
  slots?: number;
  queueLimit?: number;
  requests: number;
  seed?: number;
  service?: object;
}): Scenario {
  return build({
    durationSeconds: 1_000_000,
    seed: options.seed ?? 1,
    nodes: [
      {
        id: 'C1',
        kind: 'client',
        params: { ratePerSecond: options.ratePerSecond, requestLimit: options.requests, writePercent: 0, timeoutMs: 0 },
      },
      {
        id: 'W1',
        kind: 'worker',
        params: {
          concurrency: options.slots ?? 1,
          queueLimit: options.queueLimit ?? 1_000_000,
          serviceTimeMs: options.service ?? { type: 'exponential', meanMs: options.serviceMs },
        },
      },
    ],
    links: [{ from: 'C1', to: 'W1' }],
  });
}
