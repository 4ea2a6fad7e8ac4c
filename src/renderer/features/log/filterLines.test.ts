import { expect, it } from 'vitest';
import { lineText, logLines } from '../../../exports/logLines';
import { createRun, defaultParams, emptyScenario, type ScenarioNode } from '../../../sim/index';
import { filterLines } from './filterLines';

const node = (id: string, kind: string): ScenarioNode => ({
  id,
  kind,
  x: 0,
  y: 0,
  params: { ...(defaultParams(kind) as ScenarioNode['params']), ...(kind === 'gossip' ? { mode: 'pull' } : {}) },
  ...(kind === 'gossip' ? { network: 'N1' } : {}),
});

it('lines of messages are found by their type and their ends; lost ones, and those to a part that was down, are failures', () => {
  const run = createRun({
    ...emptyScenario('three peers'),
    durationSeconds: 10,
    nodes: [node('N1', 'network'), node('G1', 'gossip'), node('G2', 'gossip'), node('G3', 'gossip')],
    faults: [
      { id: 'F1', type: 'isolate', nodes: ['G3'], atSeconds: 4.5 },
      { id: 'F2', type: 'heal-all', atSeconds: 6.5 },
      { id: 'F3', type: 'crash', node: 'G3', atSeconds: 7.5 },
    ],
  });
  while (!run.advance({ maxEvents: 100_000 }));
  const window = run.window(0, 11e9, 1000);
  const lines = logLines(run.index, window, { withMessages: true });
  const named = (line: string): string => line;
  const found = (text: string, onlyFailures = false): string[] =>
    [...filterLines(run.index, window, lines, { text, onlyFailures, named })].map((line) => lineText(run.index, window, lines, line));
  expect(found('')).toHaveLength(lines.count);
  expect(found('"pull" to g2').length).toBeGreaterThan(2);
  expect(found('"pull" to g2').every((line) => line.includes(' to G2'))).toBe(true);
  const failures = found('', true);
  expect(failures).toContain('G3 crashed');
  expect(failures.filter((line) => line.endsWith(', lost on the way')).every((line) => line.includes('G3'))).toBe(true);
  expect(failures.length).toBeGreaterThan(2);
  const unheard = failures.filter((line) => line.endsWith(', which was down'));
  expect(unheard.length).toBeGreaterThan(0);
  expect(unheard.every((line) => line.includes(' to G3'))).toBe(true);
  expect(failures.filter((line) => line.includes(' sent ')).every((line) => / lost on the way$| which was down$/.test(line))).toBe(true);
});
