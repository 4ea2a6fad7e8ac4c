import { describe, expect, it } from 'vitest';
import { programsOf } from '../../../tests/support/programs';
import { build, scenariosWithoutPython } from '../../../tests/support/scenarios';
import { ID_NAMES } from '../model/placeNames';
import type { Scenario } from '../model/scenario';
import { createRun, type Run } from '../run/run';
import { senderAndReceiver } from '../trace/lanes';
import { calledBy } from '../trace/names';
import { LOG_VERBS, type TraceWindow } from '../trace/types';
import { lastEventNs, NOTHING_SEEN, whatHappened } from './happened';

const ms = (valueMs: number) => ({ type: 'constant', valueMs });

function finished(scenario: Scenario): Run {
  const run = createRun(scenario, programsOf(scenario));
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Every moment of a stretch with what is told of it. */
function toldIn(run: Run, fromNs: number, rows: number): { window: TraceWindow; told: [number, readonly string[]][] } {
  const window = run.window(fromNs, run.reachedNs + 1, rows);
  const moments = [...new Set(window.eventNs)];
  const ask = (atNs: number) => whatHappened({ index: run.index, window, atNs, actions: run.actions });
  return { window, told: moments.map((atNs) => [atNs, ask(atNs)]) };
}

describe('what just happened', () => {
  // One request each 100 ms, 1 ms a wire, work of 250 ms in one slot with room for one more: every moment follows by hand.
  const parts = {
    nodes: [
      { id: 'C1', kind: 'client', params: { arrivals: 'constant', ratePerSecond: 10, requestLimit: 4, timeoutMs: 5000, writePercent: 0 } },
      { id: 'LB1', kind: 'load-balancer', params: { strategy: 'round-robin', stopAfterFailures: 0 } },
      { id: 'W1', kind: 'worker', params: { concurrency: 1, queueLimit: 1, serviceTimeMs: ms(250) } },
    ],
    links: [
      { from: 'C1', to: 'LB1', latency: ms(1) },
      { from: 'LB1', to: 'W1', latency: ms(1) },
    ],
    durationSeconds: 3,
  };

  it('tells the story of four requests, event by event', () => {
    const { told } = toldIn(finished(build(parts)), 0, 10_000);
    const plain = told.map(([atNs, [first, ...more]]) => `${atNs / 1e6} ${[first, ...more].join(' ')}`.replaceAll(/ for "[^"]+"/g, ''));
    expect(plain).toEqual([
      '100 C1 sent request 1 to LB1.',
      '101 LB1 received request 1 from C1 and passed it on to W1.',
      '102 W1 received request 1 from LB1 and began to work on it.',
      '200 C1 sent request 2 to LB1.',
      '201 LB1 received request 2 from C1 and passed it on to W1.',
      '202 W1 received request 2 from LB1 and put it in its queue (1 waiting).',
      '300 C1 sent request 3 to LB1.',
      '301 LB1 received request 3 from C1 and passed it on to W1.',
      '302 W1 received request 3 from LB1 and turned it away (queue full).',
      '303 LB1 received the error reply to request 3 (queue full) from W1 and sent C1 an error for it (queue full).',
      '304 C1 received the error reply to request 3 (queue full) from LB1 and saw it fail.',
      '352 W1 finished request 1, answered LB1 and took the next one from its queue (0 left).',
      '353 LB1 received the reply to request 1 from W1 and answered C1.',
      '354 C1 received the reply to request 1 from LB1 (254 ms after it had asked).',
      '400 C1 sent request 4 to LB1.',
      '401 LB1 received request 4 from C1 and passed it on to W1.',
      '402 W1 received request 4 from LB1 and put it in its queue (1 waiting).',
      '602 W1 finished request 2, answered LB1 and took the next one from its queue (0 left).',
      '603 LB1 received the reply to request 2 from W1 and answered C1.',
      '604 C1 received the reply to request 2 from LB1 (404 ms after it had asked).',
      '852 W1 finished request 4 and answered LB1.',
      '853 LB1 received the reply to request 4 from W1 and answered C1.',
      '854 C1 received the reply to request 4 from LB1 (454 ms after it had asked).',
    ]);
  });

  it('tells of faults, and of what comes to a part that is down', () => {
    const faults = [
      { id: 'F1', type: 'crash', node: 'W1', atSeconds: 0.05, forSeconds: 0.1 },
      { id: 'F2', type: 'cut', link: 'L1', atSeconds: 0.15, forSeconds: 0.2 },
      { id: 'F3', type: 'set', node: 'W1', param: 'concurrency', value: 2, atSeconds: 0.36 },
      { id: 'F4', type: 'set', node: 'W1', param: 'queueLimit', value: 9, atSeconds: 0.37 },
      { id: 'F5', type: 'set', node: 'W1', param: 'concurrency', value: 3, atSeconds: 0.37 },
      { id: 'F6', type: 'set', node: 'C1', param: 'ratePerSecond', value: 6, atSeconds: 0.37 },
      { id: 'F7', type: 'pause', node: 'W1', atSeconds: 0.38 },
      { id: 'F8', type: 'lossy', link: 'L2', percent: 20, atSeconds: 0.38 },
      { id: 'F9', type: 'slow-wire', link: 'L1', factor: 10, atSeconds: 0.38 },
    ];
    const run = finished(build({ ...parts, faults }));
    const window = run.window(0, run.reachedNs + 1, 10_000);
    const at = (atMs: number): string => {
      const sentences = whatHappened({ index: run.index, window, atNs: atMs * 1e6, actions: run.actions });
      return sentences.join(' ').replaceAll(/ for "[^"]+"/g, '');
    };
    expect(at(50)).toBe('W1 crashed.');
    expect(at(102)).toBe('W1 refused request 1 from LB1, because it is down.');
    expect(at(150)).toBe('The wire from C1 to LB1 was cut. W1 restarted.');
    expect(at(200)).toBe('C1 sent request 2 to LB1 (lost on the way).');
    expect(at(350)).toBe('The wire from C1 to LB1 was healed.');
    expect(at(360)).toBe('W1 was changed (Change a setting: W1, concurrency = 2).');
    // Where people read it, by the names that stand on the board and on the form.
    const names = { ...ID_NAMES, part: (id: string) => `Till ${id}`, field: () => 'Slots', unit: () => 'people' };
    const told = whatHappened({ index: run.index, window, atNs: 360e6, actions: run.actions, names });
    expect(told).toEqual(['Till W1 was changed (Change a setting: Till W1, Slots = 2 people).']);
    // Each of several changes at one moment is told by its own name.
    const together = at(370);
    for (const change of ['W1, queueLimit = 9', 'W1, concurrency = 3', 'C1, ratePerSecond = 6'])
      expect(together.split(`(Change a setting: ${change})`)).toHaveLength(2);
    // And each wire by what is done to it, whatever else is done at that moment.
    expect(at(380)).toMatch(/from LB1 to W1 was disturbed \(Lose messages: wire L2, 20 %\)/);
    expect(at(380)).toMatch(/from C1 to LB1 was disturbed \(Slow wire: wire L1/);
  });

  it('names, in shipped scenarios, who received, refused, sent or said something, and nobody else', () => {
    const everyOther = scenariosWithoutPython().filter((_, i) => i % 2 === 0);
    for (const [name, scenario] of everyOther) {
      if (scenario.durationSeconds > 120) continue;
      const run = finished({ ...scenario, durationSeconds: Math.min(6, scenario.durationSeconds) });
      const { window, told } = toldIn(run, Math.floor(run.reachedNs * 0.6), 300);
      for (const [atNs, sentences] of told) expectTrue(`${name} at ${atNs}`, run, window, atNs, sentences);
    }
  });

  it('has words for every verb of the log', () => {
    const run = finished(build(parts));
    const window = run.window(0, run.reachedNs + 1, 10_000);
    const names = { ...ID_NAMES, part: (id: string) => `Part ${id}` };
    for (const [verb, name] of LOG_VERBS.entries()) {
      const log = {
        ...window.log,
        count: 1,
        atNs: Float64Array.of(7),
        node: Int32Array.of(2),
        verb: Uint8Array.of(verb),
        key: Int32Array.of(0),
      };
      const one = { ...window, log: { ...log, request: Int32Array.of(0), detail: Int32Array.of(1), texts: ['', 'hello'] } };
      const [sentence] = whatHappened({ index: run.index, window: one, atNs: 7, actions: [], names });
      expect(sentence, name).toMatch(/^(Part W1|The lane from Part W1 to Part LB1) .+\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|-1|:\.|\( \)/);
    }
  });

  it('finds the last event at or before a moment', () => {
    const window = toldIn(finished(build(parts)), 0, 10_000).window;
    expect(lastEventNs(window, 100e6 - 1)).toBeNull();
    expect(lastEventNs(window, 100e6)).toBe(100e6);
    expect(lastEventNs(window, 150e6)).toBe(102e6);
  });
});

/** Holds sentences against the rows of the trace: who received or did something has one, and who has one did something. */
function expectTrue(place: string, run: Run, window: TraceWindow, atNs: number, sentences: readonly string[]): void {
  const { messages, log } = window;
  const active = new Set<string>();
  const id = (node: number): string => calledBy(run.index.nodes[node]);
  const text = sentences.join('\n');
  for (let row = 0; row < messages.count; row++) {
    const [from, to] = senderAndReceiver(run.index, window, row);
    if (messages.sentNs[row] === atNs) active.add(id(from));
    if (messages.arriveNs[row] !== atNs || messages.lost[row] === 1) continue;
    active.add(id(to));
    expect(
      sentences.some((one) => ['received', 'refused', 'missed'].some((did) => one.startsWith(`${id(to)} ${did}`))),
      `${place}: ${text}`,
    ).toBe(true);
  }
  for (let row = 0; row < log.count; row++) {
    if (log.atNs[row] !== atNs || log.node[row] < 0) continue;
    active.add(id(log.node[row]));
    if (LOG_VERBS[log.verb[row]] === 'rejected' && sentences.length === 1) expect(text, place).toMatch(/turned .+ away/);
  }
  for (const who of active) expect(text, place).toContain(who);
  if (active.size > 0) {
    expect(text, place).not.toContain(NOTHING_SEEN);
    // Whoever is named first in a sentence did something, or has a figure that changed.
    for (const sentence of sentences.filter((one) => /^\S+ (received|sent|passed|answered|finished)/.test(one)))
      expect(
        [...active].some((who) => sentence.startsWith(`${who} `)),
        `${place}: ${sentence}`,
      ).toBe(true);
  }
  expect(text, place).not.toMatch(/undefined|NaN|\(\)| ,|,\./);
}
