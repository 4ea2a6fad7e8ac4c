import { describe, expect, it } from 'vitest';
import { createRun, explainCheck, solved, withChanges, type Run, type Scenario } from '../../src/sim/index';
import { shippedScenarios } from '../support/scenarios';

const shipped = new Map(shippedScenarios());

function load(name: string): Scenario {
  const scenario = shipped.get(name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

function finished(scenario: Scenario): Run {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** The sentences of why acknowledged writes were lost, without the verdict. */
function story(scenario: Scenario): string[] {
  const run = finished(scenario);
  const told = explainCheck(run, 'kept');
  if (!told.ok) throw new Error(told.message);
  const { steps } = told.explanation;
  expect(steps.map(({ atNs }) => atNs)).toEqual(steps.map(({ atNs }) => atNs).sort((p, q) => p - q));
  return steps.slice(0, -1).map(({ text }) => text);
}

describe('why an acknowledged write was lost', () => {
  it('asynchronous failover: who acknowledged it, and who was promoted without it', () => {
    expect(story(load('failover-loses'))).toEqual([
      'DB1 acknowledged write "first 23" of C1.',
      'DB1 crashed.',
      'W1 promoted R1, which had not got that write from DB1 yet.',
      'C1 read "Accra" from R1: not that, and nothing newer.',
    ]);
  });

  it('split brain: who was promoted, and who went on', () => {
    expect(story(load('split-brain-loses'))).toEqual([
      'The wire between W2 and DB1 was cut for 17 s.',
      'W2 promoted R1, while DB1 did not know and went on as primary: two primaries, and neither hears of the other\u2019s writes.',
      'R1 acknowledged write "right 3" of C2.',
      'C1 read "left 3" from DB1: not that, and nothing newer.',
    ]);
  });

  it('a monitor without fencing: what the old primary has alone; with fencing alone: what it lost, exactly', () => {
    const scenario = load('two-primaries');
    const gauges = (run: Run): unknown => {
      const db = run.summary().nodes.find(({ id }) => id === 'DB1');
      return ['alone', 'lost', 'steppedDown'].map((name) => db?.gauges.find((gauge) => gauge.name === name)?.end);
    };
    const parted = [
      'A partition began: the wire between FM1 and DB1 was cut for 12 s.',
      'DB1 acknowledged write "left 2" of C1.',
      'FM1 promoted R1, which had not got that write from DB1 yet.',
    ];
    const read = 'C2 read "Dunedin" from R1: not that, and nothing newer.';
    expect(story(scenario)).toEqual([
      ...parted,
      'DB1 heard of the new primary and went on all the same, with 8 writes that only it has.',
      read,
    ]);
    const [check] = finished(scenario).summary().checks;
    const others = [4, 5, 6, 7, 8, 9, 10].map((number) => `profile-${number}.city`).join(', ');
    expect(check.message).toContain(`Lost: write "left 2" by C1`);
    expect(check.message).toContain(`, and 7 more: ${others}.`);
    // Ten were written there, two of them before the cut.
    expect(gauges(finished(scenario))).toEqual([8, 0, 0]);
    const fenced = withChanges(scenario, [{ node: 'FM1', param: 'fencing', value: true }]);
    expect(story(fenced)).toEqual([
      ...parted,
      'DB1 heard of the new primary and stepped down; of what it had acknowledged, it lost 8 writes.',
      read,
    ]);
    expect(gauges(finished(fenced))).toEqual([0, 8, 1]);
    expect(gauges(finished(solved(scenario)))).toEqual([0, 0, 1]);
  });

  it('last write wins: whose clock was wrong, and which write it made the newer one', () => {
    const later = 'by the clocks of the nodes that is the newer one, though it came first';
    expect(story(load('last-write-wins-loses'))).toEqual([
      'The clock of Q2 was 2 s slow.',
      `Q1 acknowledged write "first 0" of C1: ${later}.`,
      'Q2 acknowledged write "second 0" of C2.',
      'C2 read "first 0" from Q2: not that, and nothing newer.',
    ]);
    expect(story(load('multi-leader-clock'))).toEqual([
      'The clock of ML2 was 2 s slow.',
      `ML1 acknowledged write "Rome 1" of C1: ${later}.`,
      'ML2 acknowledged write "Oslo 1" of C2.',
      'C2 read "Rome 1" from ML2: not that, and nothing newer.',
    ]);
  });

  it('sloppy quorum: who was cut off, who stood in, and which write wins by its number', () => {
    expect(story(load('sloppy-quorum-loses'))).toEqual([
      'Q1, Q2 and Q3 were cut off from Q4 and Q5 for 18 s.',
      'Q1 acknowledged write "left again 0" of C1: by version number that is the newer one, though it came first.',
      'Q4 acknowledged write "right 0" of C2.',
      'Nodes that keep this key did not answer Q4, so others stood in for them: a sloppy quorum, which a read elsewhere need not meet.',
      'C2 read "left again 0" from Q4: not that, and nothing newer.',
    ]);
  });
});
