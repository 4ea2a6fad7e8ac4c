import { describe, expect, it } from 'vitest';
import { createRun, solved, type Run, type Scenario } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import '../support/pythonReady';
import { shippedScenarios } from '../support/scenarios';

const shipped = new Map(shippedScenarios());
const SHARDS = ['S1', 'S2', 'S3', 'S4'];

function load(name: string): Scenario {
  const scenario = shipped.get(name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

describe('what the boards of sharded and replicated data teach', () => {
  it('versions 4 and 5: a look-up tells a whole profile from a part of one and from two truths; a hash of the key mends both', () => {
    const states = (scenario: Scenario): (string | undefined)[] => {
      const run = finished(scenario);
      return SHARDS.map((id) => run.lookup(run.endNs, id, 'peter')?.state);
    };
    const scattered = finished(load('scattered-profiles'));
    const stateAt = (atSeconds: number): (string | undefined)[] =>
      ['S2', 'S3'].map((id) => scattered.lookup(atSeconds * 1e9, id, 'peter')?.state);
    expect([2, 8, 15].map(stateAt)).toEqual([
      ['nothing', 'nothing'],
      ['nothing', 'incomplete'],
      ['contradictory', 'contradictory'],
    ]);
    expect(states(load('two-truths'))).toEqual(['nothing', 'nothing', 'contradictory', 'contradictory']);
    const run = finished(load('two-truths'));
    expect(run.lookup(run.endNs, 'S3', 'peter')?.contradictions).toEqual([{ field: 'city', node: 'S4', value: 'left 30' }]);
    for (const name of ['scattered-profiles', 'two-truths'])
      expect(states(solved(load(name)))).toEqual(['nothing', 'nothing', 'nothing', 'complete']);
  });

  it('capstone: written in Python and in JavaScript, the quorum of the solution sends the same messages at the same times', () => {
    const [python, javascript] = ['capstone', 'capstone-javascript'].map((name) => finished(solved(load(name))).summary());
    expect(python.traceHash).toBe(javascript.traceHash);
    expect(python.requests.failed).toBe(0);
  });
});
