import { parseScenarioValue, type Scenario } from '../../sim/index';

/** A client and a worker that is busy and turns some away, for a minute; `more` are fields of the worker. */
export function twoParts(more: object = {}, faults: object[] = []): Scenario {
  const parsed = parseScenarioValue({
    format: 1,
    kinds: {},
    name: 'Two',
    seed: 1,
    durationSeconds: 60,
    links: [{ id: 'L1', from: 'C1', to: 'W1', network: { bandwidthMbps: 100 } }],
    faults,
    checks: [],
    nodes: [
      { id: 'C1', kind: 'client', x: 0, y: 0, params: { ratePerSecond: 100 } },
      {
        id: 'W1',
        kind: 'worker',
        x: 0,
        y: 0,
        params: { concurrency: 1, queueLimit: 3, serviceTimeMs: { type: 'exponential', meanMs: 6 }, ...more },
      },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.scenario;
}
