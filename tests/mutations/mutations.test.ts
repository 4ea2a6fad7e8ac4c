import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviseScenario, createRun, mutate, MUTATIONS, solved, type CheckResult, type Mutated, type Scenario } from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { scenariosWithoutPython } from '../support/scenarios';

/** A message that was tampered with and thrown away is to everybody a lost one: no figure tells these two fallacies apart. */
const TWINS: readonly (readonly [string, string])[] = [
  ['reliable', 'secure'],
  ['secure', 'reliable'],
];
const FATAL = MUTATIONS.filter(({ isFatal }) => isFatal).map(({ name }) => name);
const covered = { scenarios: 0, checks: 0, mutations: 0, failures: 0 };

function judged(scenario: Scenario): readonly CheckResult[] {
  const run = createRun(scenario, { checkpointEveryEvents: 0, ...programsOf(scenario) });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary().checks;
}

/** A mutated scenario, and what its checks say. */
interface Judged extends Mutated {
  readonly checks: readonly CheckResult[];
}

const passed = (checks: readonly CheckResult[]): string[] => checks.filter(({ ok }) => ok).map(({ id, message }) => `${id}: ${message}`);

/** Names of the mutations that a scenario has, its own included. */
function namesOf(scenario: Scenario): string[] {
  const named = scenario.checks.flatMap((check) => check.failsUnder ?? []);
  return [...new Set([...MUTATIONS.map(({ name }) => name), ...(scenario.mutations ?? []).map(({ id }) => id), ...named])];
}

describe.each(scenariosWithoutPython())('%s', (_name, scenario) => {
  /** What each check says under each mutation, once for all of its scenarios. */
  const verdicts = new Map<string, readonly Judged[]>();
  const under = (name: string): readonly Judged[] => verdicts.get(name) ?? [];

  beforeAll(() => {
    for (const name of namesOf(scenario)) {
      verdicts.set(
        name,
        mutate(scenario, name).map((made) => ({ ...made, checks: judged(made.scenario) })),
      );
    }
  }, 300_000);

  it('meets every check once its task, if it has one, is done', () => {
    expect(judged(solved(scenario)).filter(({ ok }) => !ok)).toEqual([]);
    covered.scenarios++;
    covered.checks += scenario.checks.length;
    covered.mutations += [...verdicts.values()].reduce((sum, made) => sum + made.length, 0);
  });

  it('passes no check at all where nothing works', () => {
    for (const name of FATAL) {
      expect(under(name).length, name).toBeGreaterThan(0);
      for (const { title, checks } of under(name)) {
        expect(passed(checks), title).toEqual([]);
        covered.failures += checks.length;
      }
    }
  });

  it('fails each check under the mutations that take away what it claims', () => {
    for (const check of scenario.checks) {
      for (const name of check.failsUnder ?? []) {
        expect(under(name).length, `${check.id}: there is no mutation "${name}"`).toBeGreaterThan(0);
        for (const { title, checks } of under(name)) {
          expect(passed(checks.filter(({ id }) => id === check.id)), title).toEqual([]);
          covered.failures++;
        }
      }
    }
  });

  it('has a check that misses each thing that can be taken away: its faults, its fallacy, its cures', () => {
    const optional = MUTATIONS.filter(({ isFatal }) => !isFatal).map(({ name }) => name);
    for (const name of [...optional, ...(scenario.mutations ?? []).map(({ id }) => id)]) {
      for (const { title, scenario: mutated, checks } of under(name)) {
        const [mine, other] = [scenario.fallacies?.[0], mutated.fallacies?.[0]];
        if (name === 'other-fallacy' && TWINS.some(([a, b]) => a === mine && b === other)) continue;
        expect(passed(checks).length, title).toBeLessThan(scenario.checks.length);
      }
    }
    const named = new Set(scenario.checks.flatMap((check) => check.failsUnder ?? []));
    for (const { id } of scenario.mutations ?? []) expect(named.has(id), `no check says that it fails under "${id}"`).toBe(true);
  });

  it('names nothing in its solution and mutations that is not there', () => {
    expect(adviseScenario(scenario).filter(({ name }) => name === 'no-such-change')).toEqual([]);
  });
});

describe('a scenario with a task', () => {
  it.each(scenariosWithoutPython().filter(([, { solution }]) => solution !== undefined))(
    '%s: is red until the task is done',
    (_name, scenario) => {
      expect(judged(scenario).some(({ verdict }) => verdict === 'unmet')).toBe(true);
    },
  );
});

describe('a check that cannot fail', () => {
  it('is found out by the suite: nothing that is taken away turns it red', () => {
    const [, scenario] = scenariosWithoutPython()[0];
    const idle: Scenario = { ...scenario, checks: [{ id: 'any', metric: 'errorPercent', atLeast: 0, leastEvidence: 0 }] };
    const always = FATAL.flatMap((name) => mutate(idle, name)).filter((made) => judged(made.scenario)[0].ok);
    expect(always.length).toBeGreaterThan(0);
  });
});

afterAll(() => {
  const { scenarios, checks, mutations, failures } = covered;
  console.info(
    `mutations: ${checks} checks of ${scenarios} scenarios under ${mutations} mutated runs; each fails where it must, ${failures} times in all`,
  );
});
