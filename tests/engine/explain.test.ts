import { describe, expect, it } from 'vitest';
import {
  createRun,
  explainCheck,
  explainRequest,
  FATES,
  LOG_VERBS,
  type Explanation,
  type Run,
  type Scenario,
  isMetricCheck,
} from '../../src/sim/index';
import { programsOf } from '../support/programs';
import { scenariosWithoutPython } from '../support/scenarios';

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Of the failures of each sort the first and the last. */
function examples(run: Run): { request: number; fate: number; atNs: number }[] {
  const { log } = run.window(0, run.reachedNs + 1, 5_000_000);
  const found = new Map<number, { request: number; fate: number; atNs: number }[]>();
  for (let row = 0; row < log.count; row++) {
    if (LOG_VERBS[log.verb[row]] !== 'failed' || run.index.nodes[log.node[row]]?.kind !== 'client') continue;
    const fate = log.detail[row];
    found.set(fate, [...(found.get(fate) ?? []), { request: log.request[row], fate, atNs: log.atNs[row] }]);
  }
  return [...found.values()].flatMap((list) => [...new Set([list[0], list[list.length - 1]])]);
}

/** What must hold of every story, whatever it tells. */
function expectSound(run: Run, { steps, nodes, links }: Explanation): void {
  const times = steps.map(({ atNs }) => atNs);
  expect(steps.length).toBeGreaterThanOrEqual(3);
  expect(steps.length).toBeLessThanOrEqual(6);
  expect(times).toEqual([...times].sort((p, q) => p - q));
  expect(times[0]).toBeGreaterThanOrEqual(0);
  expect(times.at(-1)).toBeLessThanOrEqual(run.reachedNs);
  for (const { text } of steps) {
    expect(text).toMatch(/^[A-Z\u0022].*[^.]\.$/);
    // No names of fields, no numbers that are none.
    expect(text).not.toMatch(/[a-z][A-Z]|undefined|NaN|Infinity|null|\[object| {2}/);
  }
  // From the client on, each wire leads from the part before it to the part after it.
  links.forEach((link, i) => expect([run.index.links[link].from, run.index.links[link].to]).toEqual([nodes[i], nodes[i + 1]]));
  expect(nodes.length).toBe(links.length === 0 ? nodes.length : links.length + 1);
}

/** How causes begin that are no faults: of traffic, of what a part can do, of how it was set. */
const OF_THE_SYSTEM = [
  /requests? (a second )?came to/,
  /than it could serve/,
  /requests? from/,
  /loses messages/,
  /damages messages/,
  /than it can carry/,
  /sends only to parts/,
  /sends each request to any of its shards/,
  /had not been given this key/,
  /takes longer for such a request/,
  /opened its circuit/,
  /worked all the time/,
  /took long over each answer/,
  /connections of/,
  /the wire between \w+ and \w+ takes long/,
];

/** The first cause comes before the break, and where it names a fault, that fault acted at this moment on that part or wire. */
function expectCauseBefore(run: Run, { steps }: Explanation): void {
  const cause = steps.find(({ role }) => role === 'cause');
  const broke = steps.find(({ role }) => role === 'break');
  if (cause === undefined || broke === undefined)
    throw new Error(`a story without a ${cause === undefined ? 'cause' : 'break'}: ${steps.map(({ text }) => text).join(' ')}`);
  expect(cause.atNs).toBeLessThanOrEqual(broke.atNs);
  const isOfSystem = OF_THE_SYSTEM.some((words) => words.test(cause.text));
  if (!isOfSystem)
    expect(
      run.actions.some((action) => !action.ends && action.atNs === cause.atNs),
      cause.text,
    ).toBe(true);
}

/** The same with checks that nothing could meet; they take no part in the run. */
function withHardChecks(scenario: Scenario): Scenario {
  return {
    ...scenario,
    checks: scenario.checks.filter(isMetricCheck).map((check) => ({
      ...check,
      ...(check.atMost === undefined ? {} : { atMost: 0 }),
      ...(check.atLeast === undefined ? {} : { atLeast: 1e9 }),
    })),
  };
}

describe('why it failed, in every shipped scenario', () => {
  it.each(scenariosWithoutPython())(
    '%s: each sort of failure, and each check made impossible, has a sound story that ends with what was seen',
    (_name, scenario) => {
      const run = finished(withHardChecks(scenario));
      const { traceHash, checks } = run.summary();
      for (const { request, fate, atNs } of examples(run)) {
        const told = explainRequest(run, request);
        if (!told.ok) throw new Error(told.message);
        expectSound(run, told.explanation);
        expectCauseBefore(run, told.explanation);
        expect(told.explanation.steps.at(-1)).toMatchObject({ role: 'seen', atNs });
        expect(told.explanation.steps.at(-1)?.text).toContain(`\u0022${FATES[fate].title.toLowerCase()}\u0022`);
      }
      for (const check of checks) {
        if (check.ok) continue;
        const story = explainCheck(run, check.id);
        if (!story.ok) throw new Error(story.message);
        expectSound(run, story.explanation);
        expect(story.explanation.steps.at(-1)).toMatchObject({ role: 'verdict', text: `So the check was not met: ${check.message}` });
        expect(story.explanation.steps[0].role).toBe('cause');
      }
      expect(run.summary().traceHash).toBe(traceHash);
    },
  );
});
