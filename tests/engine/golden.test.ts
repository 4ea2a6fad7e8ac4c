import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRun, ENGINE_VERSION } from '../../src/sim/index';
import { randomScenario } from '../support/randomScenario';
import { shippedScenarios } from '../support/scenarios';
import { programsOf } from '../support/programs';
import '../support/pythonReady';

const file = resolve(import.meta.dirname, '../golden.json');

function hashes(): Record<string, string> {
  const cases = [...shippedScenarios(), ...Array.from({ length: 40 }, (_, i) => [`random-${i + 1}`, randomScenario(i + 1)] as const)];
  return Object.fromEntries(
    cases.map(([name, scenario]) => {
      const run = createRun(scenario, { checkpointEveryEvents: 0, ...programsOf(scenario) });
      while (!run.advance({ maxEvents: 1_000_000 }));
      return [name, run.summary().traceHash];
    }),
  );
}

/** Written only by hand: `FAULTBOARD_GOLDEN=write npx vitest run tests/engine/golden.test.ts`, after raising ENGINE_VERSION. */
describe('golden traces: a change is a broken promise', () => {
  it('are as they were for this engine version', () => {
    const now = { engineVersion: ENGINE_VERSION, hashes: hashes() };
    if (process.env.FAULTBOARD_GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
    expect(existsSync(file), 'tests/golden.json is missing').toBe(true);
    expect(now, 'traces changed: raise ENGINE_VERSION, say why in CHANGELOG.md, and write the golden file anew').toEqual(
      JSON.parse(readFileSync(file, 'utf8')),
    );
  });

  it('are the same for a scenario in JavaScript and its twin in Python, and every exercise has a twin', () => {
    const { hashes: known } = JSON.parse(readFileSync(file, 'utf8')) as { readonly hashes: Readonly<Record<string, string>> };
    const twins = Object.keys(known).filter((name) => /-(program|python)$/.test(name) && !name.startsWith('own-'));
    expect(twins.length).toBeGreaterThan(16);
    for (const name of twins) {
      const other = name.endsWith('-python') ? name.replace(/-python$/, '-program') : name.replace(/-program$/, '-python');
      expect(known[other], `the twin of ${name}`).toBe(known[name]);
    }
  });
});
