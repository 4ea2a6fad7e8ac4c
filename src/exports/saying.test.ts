import { describe, expect, it } from 'vitest';
import { createRun, defaultParams, emptyScenario, type Scenario, type ScenarioNode } from '../sim/index';
import { lineText, logLines } from './logLines';

const node = (id: string, kind: string, params: object = {}, network?: string): ScenarioNode => ({
  id,
  kind,
  x: 0,
  y: 0,
  params: { ...defaultParams(kind), ...params } as ScenarioNode['params'],
  ...(network === undefined ? {} : { network }),
});
const member = (id: string, kind: string, params: object = {}): ScenarioNode => node(id, kind, params, 'N1');
const network = (params: object = {}): ScenarioNode => node('N1', 'network', { latency: { type: 'constant', valueMs: 10 }, ...params });

/** What members said to each other: type and words, each once, in the order in which they were first said. */
function said(scenario: Scenario): string[] {
  const run = createRun(scenario);
  while (!run.advance({ maxEvents: 100_000 }));
  const window = run.window(0, scenario.durationSeconds * 1e9, 5000);
  const lines = logLines(run.index, window, { withMessages: true });
  const texts = Array.from({ length: lines.count }, (_, line) => lineText(run.index, window, lines, line));
  const parts = texts.map((text) => / sent "(.*)" to \w+: (.*?)(?: \(answers.*\))?(?:, lost on the way|, which was down)*$/.exec(text));
  return [...new Set(parts.flatMap((found) => (found === null ? [] : `${found[1]}: ${found[2]}`)))];
}

describe('what messages say, in words', () => {
  it('of quorum nodes: the value they are about, its version, and what is done with it', () => {
    const script = [
      { key: 'peter', op: 'write', value: 'Rome', field: 'city', atSeconds: 1 },
      { key: 'peter', op: 'read', field: 'city', atSeconds: 2 },
      { key: 'peter', op: 'delete', field: 'city', atSeconds: 3 },
    ];
    const words = said({
      ...emptyScenario('quorum'),
      durationSeconds: 20,
      nodes: [
        network(),
        ...['Q1', 'Q2', 'Q3', 'Q4'].map((id) => member(id, 'quorum', { copies: 3, reads: 2, writes: 2 })),
        node('C1', 'client', { script, afterScript: 'nothing' }),
      ],
      links: [{ id: 'L1', from: 'C1', to: 'Q1' }],
      faults: [{ id: 'F1', type: 'crash', node: 'Q3', atSeconds: 2.5, forSeconds: 4 }],
    });
    expect(words).toEqual(
      expect.arrayContaining([
        'get: peter.city, what is kept of it',
        'got: peter.city was never written',
        'put: peter.city = Rome (version 1)',
        'kept: has stored it',
        'got: peter.city = Rome (version 1)',
        'put: peter.city = deleted (version 2)',
        'hand: peter.city = deleted (version 2)',
        'handed: has what was kept for it',
      ]),
    );
    // Nothing that only a node can read: no bare numbers of cells, no braces of JSON.
    expect(words.filter((text) => /[{}]|cell|undefined|NaN/.test(text))).toEqual([]);
  });

  it('of streams: which event of which source, its place in the order of all, and which ones are missing', () => {
    const feed = (...between: readonly string[]): string[] => {
      const way = ['SO1', ...between, 'SI1'];
      return said({
        ...emptyScenario('streams'),
        durationSeconds: 20,
        nodes: [
          network(),
          member('SO1', 'source', { eventLimit: 40, ratePerSecond: 5 }),
          member('SI1', 'sink', { order: between.length === 0 ? 'source' : 'centre', askAgainMs: 300 }),
          ...between.map((id) => member(id, 'sequencer')),
        ],
        links: way.slice(1).map((to, i) => ({ id: `L${i + 1}`, from: way[i], to, lossPercent: 30 })),
      });
    };
    const direct = feed();
    expect(direct[0]).toMatch(/^event: event 1 of SO1, made at 0\.\d{3} s$/);
    expect(direct.some((text) => /: event \d+ is missing$/.test(text))).toBe(true);
    const through = feed('SQ1');
    expect(through.some((text) => /^event: event 1 of SO1, made at 0\.\d{3} s, number 1 in the order of all$/.test(text))).toBe(true);
    expect(through.filter((text) => /[{}[\]]|undefined|NaN/.test(text))).toEqual([]);
  });
});
