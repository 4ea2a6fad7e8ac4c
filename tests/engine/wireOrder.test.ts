import { describe, expect, it } from 'vitest';
import { createRun, type RunSummary, type Scenario } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { scenariosWithoutPython } from '../support/scenarios';

function summaryOf(scenario: Scenario): RunSummary {
  const run = createRun({ ...scenario, checks: [] }, { checkpointEveryEvents: 0, ...programsOf(scenario) });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary();
}

const figures = ({ nodes, latencyMs }: RunSummary): object => ({
  latencyMs,
  nodes: nodes.map(({ id, received, completed, failed, queueMax }) => ({ id, received, completed, failed, queueMax })),
});

describe('the order of wires in a file', () => {
  it.each(scenariosWithoutPython())('%s: is that of nobody\u2019s luck: a wire that is drawn anew changes no figure', (_name, scenario) => {
    const anew = { ...scenario, links: [...scenario.links].reverse() };
    expect(figures(summaryOf(anew))).toEqual(figures(summaryOf(scenario)));
  });
});
