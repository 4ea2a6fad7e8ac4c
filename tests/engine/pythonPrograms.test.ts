import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preparePrograms } from '../../src/programs/index';
import { createRun, parseScenario, type Programs, type Run, type Scenario, type ScenarioProgram } from '../../src/sim/index';

function shipped(name: string, program?: ScenarioProgram, durationSeconds?: number): Scenario {
  const parsed = parseScenario(readFileSync(resolve(import.meta.dirname, `../../scenarios/${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { scenario } = parsed;
  return {
    ...scenario,
    durationSeconds: durationSeconds ?? scenario.durationSeconds,
    ...(program === undefined ? {} : { programs: { P1: program } }),
  };
}

function finished(scenario: Scenario, programs: Programs): Run {
  const run = createRun(scenario, { programs, checkpointEveryEvents: 500 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

const traceOf = async (scenario: Scenario): Promise<string> => finished(scenario, await preparePrograms(scenario)).summary().traceHash;

/** The program of `own-balancer`, in Python. */
const BALANCER = `# Who will probably answer first?
def choose(request, targets, state):
    best = targets[0]
    for target in targets:
        if expected_ms(target) < expected_ms(best):
            best = target
    return best["id"]

def expected_ms(target):
    ms = target["responseMs"] or 0
    return ms * (target["open"] + 1)
`;

describe('a program in Python decides as its twin in JavaScript does', () => {
  it('own-hash: every key goes to the same shard, and the trace is the same', async () => {
    const [python, javaScript] = [await traceOf(shipped('own-hash-python')), await traceOf(shipped('own-hash'))];
    expect(python).toBe(javaScript);
  });

  it('own-balancer: every request goes to the same worker', async () => {
    const python = await traceOf(shipped('own-balancer', { language: 'python', code: BALANCER }, 5));
    expect(python).toBe(await traceOf(shipped('own-balancer', undefined, 5)));
  });
});

describe('a run with a program in Python', () => {
  it('is the same twice, and when it goes on from a checkpoint', async () => {
    const code = `import random
def choose(request, targets, state):
    state["n"] = state.get("n", 0) + 1
    return (state["n"] + random.randrange(2)) % len(targets)
`;
    const scenario = shipped('own-balancer', { language: 'python', code }, 3);
    const programs = await preparePrograms(scenario);
    const whole = finished(scenario, programs);
    expect(finished(scenario, await preparePrograms(scenario)).summary().traceHash).toBe(whole.summary().traceHash);
    const branch = whole.branch(1.5e9, []);
    while (!branch.advance({ maxEvents: 1_000_000 }));
    expect(branch.summary().traceHash).toBe(whole.summary().traceHash);
  });

  it('tells which line failed, and for how many keys', async () => {
    const code = 'def hash(key):\n    if key == "peter":\n        raise ValueError("not him")\n    return len(key)';
    const scenario = shipped('own-hash', { language: 'python', code }, 1);
    const problems = finished(scenario, await preparePrograms(scenario))
      .summary()
      .nodes.map(({ problem }) => problem);
    expect(problems).toContain('SR1 has a program that failed for 1 of 1000 keys, last for "peter", line 3: ValueError: not him.');
  });
});
