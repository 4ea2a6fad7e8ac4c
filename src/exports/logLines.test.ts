import { describe, expect, it } from 'vitest';
import { createRun, defaultParams, emptyScenario, type Scenario, type ScenarioNode } from '../sim/index';
import { lineText, logLines } from './logLines';

const node = (id: string, kind: string, params: object = {}): ScenarioNode => ({
  id,
  kind,
  x: 0,
  y: 0,
  params: { ...defaultParams(kind), ...params } as ScenarioNode['params'],
  ...(kind === 'gossip' ? { network: 'N1' } : {}),
});
const scenario: Scenario = {
  ...emptyScenario('two peers'),
  durationSeconds: 5,
  nodes: [
    node('C1', 'client', { script: [{ key: 'peter', op: 'write', value: 'Rome', atSeconds: 0.5 }], afterScript: 'nothing' }),
    node('G1', 'gossip', { mode: 'push-pull' }),
    node('G2', 'gossip', { mode: 'push-pull' }),
    node('N1', 'network', { latency: { type: 'constant', valueMs: 10 } }),
  ],
  links: [{ id: 'L1', from: 'C1', to: 'G1' }],
  faults: [
    { id: 'F1', type: 'isolate', nodes: ['G2'], atSeconds: 2.5 },
    { id: 'F2', type: 'crash', node: 'G2', atSeconds: 4.5 },
  ],
};
const run = createRun(scenario);
while (!run.advance({ maxEvents: 100_000 }));

describe('lines of a log', () => {
  const texts = (fromNs: number, toNs: number, withMessages: boolean): string[] => {
    const window = run.window(fromNs, toNs, 1000);
    const next = toNs < 5e9 ? run.window(toNs, toNs + 1e9, 1000) : undefined;
    const lines = logLines(run.index, window, { withMessages, next });
    return Array.from({ length: lines.count }, (_, line) => lineText(run.index, window, lines, line));
  };

  it('are those of the parts alone, unless messages are asked for', () => {
    expect(texts(0, 5e9, false).some((line) => line.includes('exchange'))).toBe(false);
    expect(texts(0, 5e9, false).some((line) => line === 'G2 crashed')).toBe(true);
  });

  it('tell of a message: who sent what to whom, what it says and answers, and that it was lost', () => {
    const all = texts(0, 5e9, true);
    const exchange = all.find((line) => line.startsWith('G1 sent "exchange" to G2: peter.city = Rome'));
    expect(exchange).toBeDefined();
    expect(all.filter((line) => /^G1 sent "news" to G2: peter\.city = Rome \(answers message \d+\)$/.test(line))).toHaveLength(1);
    expect(all.some((line) => line.startsWith('G1 sent "exchange" to G2') && line.endsWith(', lost on the way'))).toBe(true);
  });

  it('stand by time, and window after window there is each once', () => {
    const window = run.window(0, 5e9, 1000);
    const { atNs, count } = logLines(run.index, window, { withMessages: true });
    expect([...atNs].slice(0, count)).toEqual([...atNs].slice(0, count).sort((p, q) => p - q));
    // 1.005 s: in the middle of a flight.
    const pieces = [texts(0, 1.005e9, true), texts(1.005e9, 2.003e9, true), texts(2.003e9, 5.1e9, true)].flat();
    expect(pieces.map((line) => line.replace(/ \(answers.*/, ''))).toEqual(
      texts(0, 5.1e9, true).map((line) => line.replace(/ \(answers.*/, '')),
    );
  });

  it('tell of a message that nobody heard, be it in the window in which it came or in the next', () => {
    const crashed = createRun({ ...scenario, faults: [{ id: 'F1', type: 'crash', node: 'G2', atSeconds: 2.5, forSeconds: 1.5 }] });
    while (!crashed.advance({ maxEvents: 100_000 }));
    const lines = (fromNs: number, toNs: number, nextToNs?: number): { text: string; atNs: number }[] => {
      const window = crashed.window(fromNs, toNs, 1000);
      const next = nextToNs === undefined ? undefined : crashed.window(toNs, nextToNs, 1000);
      const { count, atNs, ...rest } = logLines(crashed.index, window, { withMessages: true, next });
      return Array.from({ length: count }, (_, line) => ({
        text: lineText(crashed.index, window, { count, atNs, ...rest }, line),
        atNs: atNs[line],
      }));
    };
    const unheard = lines(0, 5.1e9).filter(({ text }) => text.endsWith(', which was down'));
    expect(unheard.length).toBeGreaterThan(0);
    for (const { text, atNs } of unheard) {
      expect(text).toMatch(/^G1 sent .* to G2/);
      // 10 ms on the way.
      expect(atNs + 10e6 >= 2.5e9 && atNs + 10e6 < 4e9).toBe(true);
    }
    const [{ atNs, text }] = unheard;
    const whole = text.replace(', which was down', '');
    expect(lines(0, atNs + 5e6).map((line) => line.text)).toContain(whole);
    expect(lines(0, atNs + 5e6, 5.1e9).map((line) => line.text)).toContain(text);
  });
});
