import { describe, expect, it } from 'vitest';
import { logText, type BreakHit } from '../../src/sim/index';
import { nodesWith, runToEnd } from '../support/nodePrograms';

/** What the top level of a program does, in both languages, and what is said of it: `stopped` before it can begin, or a mistake. */
const STARTS: readonly [what: string, javascript: string, python: string, told: RegExp][] = [
  [
    'never ends',
    'let n = 0;\nfor (;;) n++;',
    'n = 0\nwhile True: n += 1',
    /was stopped: line [12]: it (?:took more than 400,000 steps|did too much work), so it was stopped/,
  ],
  ['calls itself', 'const f = () => f() + 1;\nf();', 'def f(): return f() + 1\nf()', /was stopped: line \d: its functions call each other/],
  [
    'takes all memory',
    'const all = [];\nfor (;;) all.push(new Uint8Array(1e5));',
    'x = []\nwhile True: x.append(bytearray(10**5))',
    /was stopped: (?:line \d: )?it took more than \d0 MB of memory/,
  ],
  [
    'sends without end',
    'for (;;) node.send("PN2", { type: "x" });',
    'while True: node.send("PN2", {"type": "x"})',
    /was stopped: line 1: .*more than 1000 messages at once are too many/,
  ],
  [
    'sets timers without end',
    'for (;;) node.after(1, () => {});',
    'while True: node.after(1, print)',
    /was stopped: line 1: .*more than 1000 timers at once are too many/,
  ],
  [
    'sends too much',
    'node.send("PN2", { type: "x", v: "x".repeat(1e6) });',
    'node.send("PN2", {"type": "x", "v": "x" * 10**6})',
    /was stopped: line 1: .*are allowed/,
  ],
  ['cannot be read', 'let = ;', 'def f(:', /was stopped: line 1: it cannot be read: /],
  ['fails', 'missing();', 'missing()', /was stopped: line 1: .*missing.* is not defined/],
  [
    'fails in init',
    'node.on("init", () => missing());',
    '@node.on("init")\ndef init(msg): missing()',
    /made a mistake: line \d: .*missing.* is not defined/,
  ],
];

describe.each(['javascript', 'python'] as const)('a program in %s that, at its start,', (language) => {
  it.each(STARTS)('%s', async (_what, javascript, python, told) => {
    const made = await runToEnd(nodesWith(language, language === 'python' ? python : javascript, 2, { durationSeconds: 1 }));
    const { nodes, requests } = made.summary();
    expect(nodes[2].problem).toMatch(told);
    expect(nodes[3].problem).toMatch(new RegExp(told.source));
    expect(requests.sent).toBeGreaterThan(5);
    expect(requests.ok).toBe(0);
  });

  it('prints, or fails, has that in the log at the very beginning, where a breakpoint finds it', async () => {
    const code = language === 'python' ? 'print("hello", 1)\nmissing()' : 'print("hello", 1);\nmissing();';
    const made = await runToEnd(nodesWith(language, code, 1, { durationSeconds: 1 }));
    for (const toNs of [1, made.endNs]) {
      const { log } = made.window(0, toNs, 10_000);
      expect([0, 1].map((row) => [log.atNs[row], logText(made.index, log, row)])).toEqual([
        [0, 'PN1: hello 1'],
        [0, expect.stringMatching(/^PN1: stopped, line 2: .*missing.* is not defined/)],
      ]);
    }
    const { log } = made.window(1, made.endNs, 10_000);
    expect(Array.from({ length: log.count }, (_, row) => logText(made.index, log, row)).join()).not.toContain('hello');
    const hello = { id: 'B', type: 'event', event: 'log', text: 'hello' } as const;
    const found: BreakHit = { atNs: 0, breakpoint: 'B', text: 'PN1: hello 1.' };
    expect(made.findBreak(-1, 1, [hello], 1e6).hit).toEqual(found);
    expect(made.findBreak(5e8, -1, [hello], 1e6).hit).toEqual(found);
  });

  it('writes without end of lines, which are cut short, and goes on', async () => {
    const code =
      language === 'python' ? 'for i in range(5000): print("x" * 1000)' : 'for (let i = 0; i < 5000; i++) print("x".repeat(1000));';
    const made = await runToEnd(nodesWith(language, code, 1, { durationSeconds: 1 }));
    expect(made.summary().nodes[2].problem).toBeUndefined();
    const { log } = made.window(0, 1, 10_000);
    const lines = Array.from({ length: log.count }, (_, row) => logText(made.index, log, row));
    expect(lines).toHaveLength(100);
    expect(lines[0]).toMatch(/^PN1: x+\u2026$/);
    expect(lines[99]).toBe('PN1: more lines at this moment are left out');
  });
});
