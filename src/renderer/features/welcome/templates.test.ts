import { expect, it } from 'vitest';
import { adviseScenario, createRun, parseScenario, serializeScenario } from '../../../sim/index';
import { templates } from './templates';

it('every template is a scenario that runs, answers what is asked, and leaves nothing to advise', () => {
  expect(templates()).toHaveLength(3);
  for (const { name, scenario } of templates()) {
    const parsed = parseScenario(serializeScenario(scenario));
    expect(parsed.ok, name).toBe(true);
    expect(adviseScenario(scenario), name).toEqual([]);
    const run = createRun(scenario);
    while (!run.advance({ maxEvents: 100_000 }));
    const { requests } = run.summary();
    expect(requests.sent, name).toBeGreaterThan(500);
    expect(requests.ok / requests.sent, name).toBeGreaterThan(0.95);
  }
});
