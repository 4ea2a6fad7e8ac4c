import { describe, expect, it } from 'vitest';
import type { BreakHit, Breakpoint, Run, Scenario } from '../../src/sim/index';
import { nodesWith, runToEnd, variable } from '../support/nodePrograms';

const nodes = (code: string, count = 1, more?: Parameters<typeof nodesWith>[3]): Scenario => nodesWith('javascript', code, count, more);
const at = (line: number, node = 'PN1'): Breakpoint => ({ id: `B${line}`, type: 'event', event: 'line', node, text: String(line) });

/** Every moment at which a line stops playback, forward from the beginning. */
function allHits(made: Run, line: number, node?: string, maxEvents = 1e7): BreakHit[] {
  const found: BreakHit[] = [];
  for (let fromNs = -1; ;) {
    const { hit, searchedToNs, isComplete } = made.findBreak(fromNs, 1, [at(line, node)], maxEvents);
    if (hit !== null) found.push(hit);
    else if (isComplete) return found;
    fromNs = hit?.atNs ?? searchedToNs;
  }
}

const COUNTING = `let count = 0;

node.on('write', (msg) => {
  const value = msg.body.value;
  for (let step = 0; step < 2; step++) {
    count += step;
  }
  const sum = 1 +
    count;
  node.reply(msg, { type: 'write_ok', sum });
  let after = 1;
});
`;

describe('lines of a program in JavaScript', () => {
  it('stop playback, with the variables of their function at that moment, forward and back; the run stays as it was', async () => {
    const made = await runToEnd(nodes(COUNTING), { checkpointEveryEvents: 40 });
    const { traceHash } = made.summary();
    const count = (atNs: number): number => Number(variable(made.inspect(atNs, 'PN1'), 'count'));
    const found = allHits(made, 10);
    expect(found.length).toBe(count(made.endNs));
    expect(found[0].text).toMatch(/^PN1 reaches line 10: msg = \{.*\u2026, value = \d+, sum = 2\.$/);
    found.slice(0, 4).forEach(({ atNs }, i) => expect([count(atNs), count(atNs + 1)]).toEqual([i, i + 1]));
    expect(made.findBreak(found[3].atNs, -1, [at(10)], 1e7).hit).toEqual(found[2]);
    expect(made.findBreak(found[0].atNs, -1, [at(10)], 1e7)).toMatchObject({ hit: null, isComplete: true });
    expect(made.findBreak(made.endNs, -1, [at(10)], 1e7).hit).toEqual(found.at(-1));
    // Within a loop it is reached twice at one moment, and the first time is told.
    expect(made.findBreak(-1, 1, [at(6)], 1e7).hit).toMatchObject({ atNs: found[0].atNs, text: expect.stringMatching(/step = 0\.$/) });
    // Where no statement begins nothing stops; what ran when it was started lies before the first moment.
    for (const line of [2, 7, 9, 1]) expect(made.findBreak(-1, 1, [at(line)], 1e7).hit).toBeNull();
    expect(made.summary().traceHash).toBe(traceHash);
  });

  it('are found a few events at a time, too, and beside other breakpoints', async () => {
    const made = await runToEnd(nodes(COUNTING), { checkpointEveryEvents: 40 });
    const found = allHits(made, 10);
    expect(allHits(made, 10, 'PN1', 100)).toEqual(found);
    const handler: Breakpoint = { id: 'H', type: 'event', event: 'handler', node: 'PN1', text: 'write' };
    expect(made.findBreak(found[1].atNs, 1, [at(10), handler], 1e7).hit?.atNs).toBe(found[2].atNs);
    const late: Breakpoint = { id: 'T', type: 'time', atSeconds: (found[2].atNs - 1000) / 1e9 };
    expect(made.findBreak(found[1].atNs, 1, [at(10), late], 1e7).hit?.breakpoint).toBe('T');
    expect(made.findBreak(found[3].atNs, -1, [at(10), late], 1e7).hit).toEqual(found[2]);
  });

  it('are told of in callbacks, waits, methods and handlers of one line, through a crash and at any node', async () => {
    const code = `class Store {
  has = new Set();
  add(value) {
    this.has.add(value);
  }
}
const store = new Store();
node.on('ping', (msg) => node.reply(msg, { type: 'ping_ok' }));
node.on('write', async (msg) => {
  store.add(msg.body.value);
  if (node.neighbours.length > 0)
    await node.rpc(node.neighbours[0], { type: 'ping' });
  node.reply(msg, { type: 'write_ok' });
});
node.every(500, () => {
  switch (store.has.size) {
    case 0:
      break;
    default:
      try { missing(); } catch (error) {
        node.log(error.message);
      }
  }
});
`;
    const crash = { id: 'X', type: 'crash', node: 'PN2', atSeconds: 2, forSeconds: 0.5 } as const;
    const made = await runToEnd(nodes(code, 2, { faults: [crash] }));
    const { traceHash } = made.summary();
    const texts = (line: number, node?: string): string[] => allHits(made, line, node).map(({ text }) => text);
    expect(texts(4)[0]).toMatch(/^PN1 reaches line 4: value = \d+\.$/);
    expect(texts(8, 'PN2')[0]).toMatch(/^PN2 reaches line 8: msg = \{/);
    expect(texts(12).length).toBe(texts(10).length);
    expect(texts(13).length).toBeGreaterThan(3);
    expect(texts(21)[0]).toMatch(/^PN1 reaches line 21: error = ReferenceError: 'missing' is not defined\.$/);
    // At the restart the program is read again, from its first line on.
    expect(texts(7, 'PN2')).toEqual([expect.stringMatching(/^PN2 reaches line 7: store = undefined\.$|^PN2 reaches line 7\.$/)]);
    expect(allHits(made, 7, 'PN2')[0].atNs).toBe(2.5e9);
    expect(made.summary().traceHash).toBe(traceHash);
  });

  it('behind the place at which a program was stopped are not reached', async () => {
    const code = `node.on('write', (msg) => {
  let turns = 0;
  while (turns < 1e6)
    turns++;
  node.reply(msg, { type: 'write_ok' });
});`;
    const made = await runToEnd(nodes(code));
    expect(made.summary().nodes[2].problem).toMatch(/took more than 400,000 steps/);
    expect(allHits(made, 3)).toHaveLength(1);
    expect(allHits(made, 4)[0].text).toMatch(/^PN1 reaches line 4: msg = .*turns = 0\.$/);
    expect(allHits(made, 5)).toEqual([]);
  });
});
