import { describe, expect, it } from 'vitest';
import { causalCone, causalEvents, lamportClocks, vectorClockOf, visitVectorClocks } from './causality';
import { shivizLog, SHIVIZ_EXPRESSION } from './shiviz';
import { testRun, wholeWindow } from './testRun';
import { isUnheard } from './unheard';

const run = testRun(1);
const window = wholeWindow(run);
const nodes = run.index.nodes.length;
const exported = { index: run.index, faults: run.faults, endNs: run.reachedNs, summary: run.summary() };
const events = causalEvents(run.index, window, window.toNs, (row) => isUnheard(exported, window, row));

/** Happened-before by the letter: the order at each part and of each message, closed by hand. */
function closure(): boolean[][] {
  const before = Array.from({ length: events.count }, () => new Array<boolean>(events.count).fill(false));
  const lastOf = new Int32Array(nodes).fill(-1);
  for (let i = 0; i < events.count; i++) {
    const causes = [lastOf[events.node[i]], events.isReceived[i] === 1 ? events.sentEvent[events.row[i]] : -1];
    for (const cause of causes) {
      if (cause < 0) continue;
      before[cause][i] = true;
      for (let j = 0; j < i; j++) if (before[j][cause]) before[j][i] = true;
    }
    lastOf[events.node[i]] = i;
  }
  return before;
}

describe('clocks of a run', () => {
  const before = closure();
  const vectors: Int32Array[] = [];
  visitVectorClocks(events, nodes, (_, clock) => vectors.push(clock.slice()) > 0);

  it('has enough to tell apart', () => {
    expect(events.count).toBeGreaterThan(200);
  });

  it('vector clocks are smaller exactly where one event happened before the other', () => {
    const smaller = (p: Int32Array, q: Int32Array): boolean => p.every((value, n) => value <= q[n]) && p.some((value, n) => value < q[n]);
    for (let i = 0; i < events.count; i++)
      for (let j = 0; j < events.count; j++) if (smaller(vectors[i], vectors[j]) !== before[i][j]) throw new Error(`events ${i} and ${j}`);
    expect(vectorClockOf(events, nodes, 77)).toEqual(vectors[77]);
  });

  it('Lamport clocks grow along every cause', () => {
    const stamps = lamportClocks(events, nodes);
    for (let i = 0; i < events.count; i++)
      for (let j = 0; j < events.count; j++) if (before[i][j]) expect(stamps[i] < stamps[j]).toBe(true);
  });

  it('the cones of an event hold its past and its future and nothing else', () => {
    for (const event of [0, 50, 101, events.count - 1]) {
      const cone = causalCone(events, nodes, event);
      for (let node = 0; node < nodes; node++) {
        const own = [...events.node.keys()].filter((i) => events.node[i] === node);
        const past = own.filter((i) => before[i][event] || i === event);
        const future = own.filter((i) => before[event][i] || i === event);
        expect(cone.pastUntilNs[node]).toBe(past.length === 0 ? -Infinity : events.atNs[past[past.length - 1]]);
        expect(cone.futureFromNs[node]).toBe(future.length === 0 ? Infinity : events.atNs[future[0]]);
      }
    }
  });
});

describe('the log for ShiViz', () => {
  it('is read by the expression in its first line, and every part counts its own events without a gap', () => {
    const [expression, delimiter, ...rest] = shivizLog(exported, window).split('\n');
    expect([expression, delimiter]).toEqual([SHIVIZ_EXPRESSION, '']);
    const found = [...rest.join('\n').matchAll(new RegExp(expression, 'g'))];
    expect(found).toHaveLength(events.count);
    const counts: Record<string, number> = {};
    for (const { groups } of found) {
      const { host, clock } = groups as { host: string; clock: string };
      counts[host] = (counts[host] ?? 0) + 1;
      expect((JSON.parse(clock) as Record<string, number>)[host]).toBe(counts[host]);
    }
    expect(Object.keys(counts).sort()).toEqual(['C1', 'DB1', 'LB1', 'W1', 'W2']);
    expect(found[0].groups?.event).toMatch(/^sent request 1 for "[\w-]+" from C1 to LB1 at 0\.\d{9} s$/);
  });
});
