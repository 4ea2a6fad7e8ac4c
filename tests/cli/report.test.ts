import { describe, expect, it } from 'vitest';
import { faultboard, lines, scenarioOf, shipped, written } from './faultboard';

const CRASH = { id: 'F1', atSeconds: 25, type: 'crash', node: 'W3', forSeconds: 15 };

describe('why a check failed', () => {
  const strict = (): string => {
    return written(
      'strict.json',
      JSON.stringify({
        ...scenarioOf('five-workers'),
        faults: [CRASH],
        checks: [
          { id: 'K1', title: 'Nothing fails', metric: 'failed', atMost: 0 },
          { id: 'K2', metric: 'goodputPerSecond', atLeast: 1 },
        ],
      }),
    );
  };

  it('is told below the report, from the crash to the verdict, for failed checks only', async () => {
    const { code, out } = await faultboard(['run', strict()]);
    expect(code).toBe(1);
    const story = lines(out.slice(out.indexOf('Why: Check')));
    expect(story[0]).toBe('Why: Check "Nothing fails"');
    expect(story[1]).toBe('     25.0000 s  W3 crashed for 15 s.');
    expect(story.at(-1)).toMatch(/^ +[\d.]+ s {2}So the check was not met: Requests failed: \d+; wanted at most 0\.$/);
    expect(out.match(/^Why: /gm)).toHaveLength(1);
  });

  it('is in the JSON too', async () => {
    const { out } = await faultboard(['run', strict(), '--json']);
    const { why } = JSON.parse(out) as {
      why: { check: string; request: number; steps: { role: string; atSeconds: number; text: string }[] }[];
    };
    expect(why.map(({ check }) => check)).toEqual(['K1']);
    expect(why[0].steps[0]).toEqual({ role: 'cause', atSeconds: 25, text: 'W3 crashed for 15 s.' });
    expect(why[0].request).toBeGreaterThan(1500);
  });
});

describe('ranges in the report', () => {
  it('are given for a run that settled, and refused with the reason for others', async () => {
    const steady = written('steady.json', JSON.stringify({ ...scenarioOf('five-workers'), durationSeconds: 120 }));
    const { out } = await faultboard(['run', steady]);
    expect(out).toMatch(/^Long run +value +95 % range$/m);
    expect(out).toMatch(/^mean latency, ms +[\d.]+ +[\d.]+ to [\d.]+$/m);
    const crashed = written('crashed.json', JSON.stringify({ ...scenarioOf('five-workers'), faults: [CRASH] }));
    expect((await faultboard(['run', crashed])).out).toContain('Long run: no ranges. Faults act during this run');
  });

  it('of keys are a table where traffic is uneven', async () => {
    expect((await faultboard(['run', shipped('single-server')])).out).toMatch(/^Keys +ok +failed +per second +mean ms$/m);
    expect((await faultboard(['run', shipped('five-workers')])).out).toMatch(/^Keys: requests are spread evenly/m);
  });
});
