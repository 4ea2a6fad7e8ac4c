import { afterAll, describe, expect, it } from 'vitest';
import { changesOf, createRun, type Fault, type Run } from '../../src/sim/index';
import { Dice } from '../support/randomScenario';
import { scenariosWithoutPython } from '../support/scenarios';
import { programsOf } from '../support/programs';

const POINTS = Number(process.env.FAULTBOARD_POINTS ?? 8);

function finish(run: Run): Run {
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

describe.each(scenariosWithoutPython())('%s', (_name, scenario) => {
  let made: Run | null = null;
  /** Computed once for all of its tests, which only look at it and branch from it. */
  const wholeRun = (): Run => (made ??= finish(createRun(scenario, { checkpointEveryEvents: 1_000, ...programsOf(scenario) })));
  afterAll(() => void (made = null));

  it(`a run resumed from a checkpoint is the uninterrupted run, from ${POINTS} random moments`, { timeout: 1_800_000 }, () => {
    const whole = wholeRun();
    const hash = whole.summary().traceHash;
    const dice = new Dice(3);
    const points = scenario.programs === undefined ? POINTS : POINTS / 4;
    for (let i = 0; i < points; i++) {
      const at = dice.below(Math.min(4_294_967_295, whole.reachedNs)) * (whole.reachedNs / 4_294_967_295);
      expect(finish(whole.branch(Math.floor(at), [])).summary().traceHash, `from ${at} ns`).toBe(hash);
    }
  });

  it('a moment looked at from a checkpoint is that of the uninterrupted run, by the hash of the whole state, in any order', () => {
    const whole = wholeRun();
    // The same run computed without checkpoints between, so that each look goes through from the start.
    const through = finish(createRun(scenario, { checkpointEveryEvents: 0, ...programsOf(scenario) }));
    const dice = new Dice(11);
    const moments = Array.from({ length: 12 }, () => Math.floor((dice.below(1_000_000) / 1_000_000) * whole.reachedNs) + 1);
    const expected = new Map([...moments].sort((p, q) => p - q).map((atNs) => [atNs, through.moment(atNs)]));
    for (const atNs of moments) expect(whole.moment(atNs), `at ${atNs} ns`).toEqual(expected.get(atNs));
    expect(new Set([...expected.values()].map((moment) => moment.stateHash)).size).toBe(new Set(moments).size);
  });

  it('looking never changes it: windows laid end to end are one window, and states agree with them', () => {
    const whole = wholeRun();
    const hash = whole.summary().traceHash;
    const all = whole.window(0, 10_000_000_000, 10_000_000);
    const lines: string[] = [];
    const changes: number[] = [];
    for (let fromNs = 0; fromNs < 10_000_000_000;) {
      const part = whole.window(fromNs, 10_000_000_000, 700);
      for (let row = 0; row < part.log.count; row++)
        lines.push(`${part.log.atNs[row]} ${part.log.verb[row]} ${part.log.key[row]} ${part.log.node[row]}`);
      changes.push(...[...changesOf(part)].map(({ value }) => value));
      fromNs = part.toNs;
    }
    expect(lines).toEqual(
      Array.from(
        { length: all.log.count },
        (_, row) => `${all.log.atNs[row]} ${all.log.verb[row]} ${all.log.key[row]} ${all.log.node[row]}`,
      ),
    );
    expect(changes).toEqual([...changesOf(all)].map(({ value }) => value));
    const gauges = all.gauges.slice();
    for (const { gauge, value } of changesOf(all)) gauges[gauge] = value;
    expect(whole.moment(10_000_000_000).gauges).toEqual(gauges);
    expect(whole.summary().traceHash).toBe(hash);
  });
});

describe('acting at a moment', () => {
  const [, scenario] = scenariosWithoutPython().find(([name]) => name === 'five-workers') ?? [];
  if (scenario === undefined) throw new Error('five-workers is missing');
  const fault: Fault = { id: 'X1', atSeconds: 12.4, type: 'crash', node: 'W2', forSeconds: 5 };

  it('gives the same run as a scenario that had the fault from the start', () => {
    const branch = finish(finish(createRun(scenario, programsOf(scenario))).branch(12_400_000_000, [fault]));
    const fresh = finish(createRun({ ...scenario, faults: [...scenario.faults, fault] }, programsOf(scenario)));
    expect(branch.summary()).toEqual(fresh.summary());
  });

  it('leaves the past as it was and changes what comes after', () => {
    const before = finish(createRun(scenario, programsOf(scenario)));
    const branch = finish(before.branch(12_400_000_000, [fault]));
    const past = [before, branch].map((run) => run.window(0, 12_400_000_000, 10_000_000));
    expect(past[1]).toEqual(past[0]);
    expect(branch.summary().traceHash).not.toBe(before.summary().traceHash);
    expect(branch.series().ok.slice(0, 200)).toEqual(before.series().ok.slice(0, 200));
  });
});
