import { describe, expect, it } from 'vitest';
import { compile } from '../../src/sim/run/compile';
import type { Engine } from '../../src/sim/run/engine';
import type { Scenario } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { randomScenario } from '../support/randomScenario';
import { scenariosWithoutPython } from '../support/scenarios';

const LOOKS = 12;
const EVENTS_A_LOOK = 400;

/** Every object and array that a value leads to. */
function reached(value: unknown, found: Set<object>): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  if (!ArrayBuffer.isView(value)) for (const inner of Object.values(value)) reached(inner, found);
  return found;
}

/** What the states of an engine's nodes are made of, with how often each object is met from a node of its own. */
function statesOf(engine: Engine): { objects: Set<object>; isShared: boolean } {
  const each = engine.nodes.map((node) => reached(node.state, new Set()));
  const objects = new Set(each.flatMap((set) => [...set]));
  return { objects, isShared: objects.size !== each.reduce((sum, set) => sum + set.size, 0) };
}

function expectOwnStates(scenario: Scenario): void {
  const engines = [0, 1].map(() => compile(scenario, scenario.seed, scenario.faults, programsOf(scenario).programs).engine);
  for (let look = 0; look < LOOKS; look++) {
    const [here, there] = engines.map(statesOf);
    const elsewhere = reached(
      engines[0].nodes.map((node) => [node.params, node.setup]),
      new Set(),
    );
    expect(here.isShared).toBe(false);
    expect([...here.objects].filter((object) => there.objects.has(object) || elsewhere.has(object))).toEqual([]);
    for (const engine of engines) engine.advance(Infinity, EVENTS_A_LOOK);
  }
}

describe('the state of a node is made of objects that nothing else holds', () => {
  // A rewind writes the copy into them: what a state shared with its fields, another node or a constant would change there too.
  it.each(scenariosWithoutPython())('%s', (_name, scenario) => {
    expectOwnStates(scenario);
  });

  it('in scenarios at random', () => {
    for (let seed = 1; seed <= 60; seed++) expectOwnStates(randomScenario(seed));
  });
});
