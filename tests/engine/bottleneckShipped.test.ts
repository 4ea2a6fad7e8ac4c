import { describe, expect, it } from 'vitest';
import { createRun, type Bottleneck, type Scenario } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { shippedScenarios } from '../support/scenarios';

function bottleneckOf(scenario: Scenario): Bottleneck {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary().bottleneck;
}

describe('the bottleneck of shipped scenarios', () => {
  const shipped = new Map(shippedScenarios());
  const of = (name: string): Bottleneck => bottleneckOf(shipped.get(name) as Scenario);

  it('is the database where more workers do not help', () => {
    const found = of('database-bottleneck');
    expect(found).toMatchObject({ what: 'part', id: 'DB1', reason: 'busy', alike: [] });
    expect(found.share).toBeGreaterThan(0.8);
    expect(found.message).toContain('DB1 is the bottleneck');
  });

  it.each([
    ['rate-limiter', 'RL1', 'limit'],
    ['retry-storm', 'W1', 'busy'],
    ['backpressure', 'W1', 'busy'],
    ['own-hash', 'S2', 'busy'],
    ['gray-failure', 'W2', 'busy'],
    ['single-server', 'W1', 'busy'],
  ])('%s: %s', (name, id, reason) => {
    expect(of(name)).toMatchObject({ id, reason });
  });

  it.each(['five-workers', 'four-shards', 'one-node', 'clocks', 'rolling-restart', 'twenty-requests'])('%s: nothing', (name) => {
    expect(of(name)).toMatchObject({ what: 'none', id: '', reason: 'none', share: 0 });
  });

  it('is the wire that is too narrow, in the fallacy of bandwidth', () => {
    expect(of('fallacy-3-bandwidth')).toMatchObject({ what: 'wire', reason: 'narrow' });
  });
});
