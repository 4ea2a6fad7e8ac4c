import { describe, expect, it } from 'vitest';
import { createRun, type RunSummary, type Scenario } from '../../src/sim/index';
import { FAMILIES, type Made } from './bottleneckSystems';

function summaryOf(scenario: Scenario): RunSummary {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary();
}

const MADE = FAMILIES.flatMap(([family, count], f) => Array.from({ length: count }, (_, i) => family(100 * f + i + 1)));

/** Ids as the systems above name them. */
function named({ bottleneck: { what, id, alike } }: RunSummary, { links }: Scenario): string[] {
  return [id, ...alike].map((one) => {
    const link = what === 'wire' ? links.find((candidate) => candidate.id === one) : undefined;
    return link === undefined ? one : `${link.from}-${link.to}`;
  });
}

describe(`the bottleneck of ${MADE.length} systems that were built to have it`, () => {
  it.each(MADE.map((made, i): [string, Made] => [`${i + 1}: ${made.what}`, made]))('%s', (_what, made) => {
    const summary = summaryOf(made.scenario);
    const { bottleneck } = summary;
    expect(named(summary, made.scenario).sort(), bottleneck.message).toEqual([...made.limits].sort());
    expect(bottleneck.reason).toBe(made.reason);
    for (const id of made.waits ?? []) expect([bottleneck.id, ...bottleneck.alike]).not.toContain(id);
    expect(bottleneck.message).toMatch(/^[A-Z].*[^.]\.$/);
    expect(bottleneck.message).not.toMatch(/undefined|NaN|Infinity|null|\[object| {2}/);
    expect(bottleneck.parts).toHaveLength(summary.nodes.length);
    for (const { own, waiting } of bottleneck.parts) {
      expect(own).toBeGreaterThanOrEqual(0);
      expect(own + waiting).toBeLessThanOrEqual(1.0001);
    }
  });
});
