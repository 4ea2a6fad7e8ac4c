import { createRun, parseScenarioValue, type Scenario } from '../src/sim/index';
import { finished, type Figures } from './runFigures';

const SHARDS = Array.from({ length: 10 }, (_, i) => `S${i + 1}`);
const JOINS_AT_SECONDS = 2;

/** A store of so many keys on nine shards, written and read 500 times a second, which a tenth joins: a tenth of the keys moves. */
function growing(keys: number): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'bench',
    seed: 1,
    durationSeconds: 30,
    keys: { type: 'numbered', prefix: 'user_', from: 0, count: keys },
    faults: [{ id: 'F1', type: 'set', node: 'SR1', param: 'leftOut', value: '', atSeconds: JOINS_AT_SECONDS }],
    checks: [],
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { arrivals: 'poisson', ratePerSecond: 500, writePercent: 20, keyCount: keys } },
      {
        id: 'SR1',
        kind: 'shard-router',
        x: 0,
        y: 0,
        params: { strategy: 'ring', virtualNodes: 200, leftOut: 'S10', moves: 'copy-first', moveBatchKeys: 100 },
      },
      ...SHARDS.map((id) => ({
        id,
        kind: 'shard',
        x: 0,
        y: 0,
        params: { concurrency: 4, serviceTimeMs: { type: 'exponential', meanMs: 2 } },
      })),
    ],
    links: [{ id: 'L0', from: 'C1', to: 'SR1' }, ...SHARDS.map((to) => ({ id: `L${to}`, from: 'SR1', to }))],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}

/** The run of a store that grows by a shard: time to make it and to run it, what moved, and memory. */
export function rebalance(keys: number, stopwatch: () => () => Figures): object {
  const making = stopwatch();
  const run = createRun(growing(keys));
  const made = making();
  const running = stopwatch();
  finished(run);
  const took = running();
  const { nodes, requests } = run.summary();
  const gauge = (name: string): number => nodes.find(({ id }) => id === 'SR1')?.gauges.find((one) => one.name === name)?.end ?? NaN;
  return {
    ...took,
    madeSeconds: made.seconds,
    events: run.events,
    held: nodes.reduce((sum, { keysHeld }) => sum + (keysHeld ?? 0), 0),
    moved: gauge('keysMoved'),
    toMove: gauge('keysToMove'),
    ok: requests.ok,
    failed: requests.failed,
    checkpoints: run.checkpointCount,
    checkpointMB: run.checkpointBytes / 1e6,
    memoryMB: process.resourceUsage().maxRSS / 1000,
  };
}
