import { describe, expect, it } from 'vitest';
import { History, historyBefore, type HistoryRow } from './history';
import { edn, jepsenEdn, jepsenJsonLines } from './jepsen';
import { operationsOf, withProcesses } from './operations';

const row = (type: HistoryRow['type'], id: number, atNs: number, value: HistoryRow['value'] = null, node = 0): HistoryRow => ({
  type,
  node,
  operation: 'write',
  key: 3,
  field: 1,
  value,
  atNs,
  id,
});

const story: HistoryRow[] = [
  row('invoke', 2, 10, 'a'),
  row('invoke', 4, 20, 'b'),
  row('ok', 2, 30, 'a'),
  row('invoke', 6, 40, 'c'),
  row('info', 4, 50),
  row('invoke', 8, 60, 'd'),
  row('fail', 6, 70),
  row('invoke', 10, 80, 'e', 1),
];

describe('a history', () => {
  it('gives each part as many processes as it does things at once, and none a second chance after info', () => {
    expect(withProcesses(story).map(({ process }) => process)).toEqual([0, 1, 0, 0, 1, 2, 0, 3]);
  });

  it('puts beginnings and ends together', () => {
    const operations = operationsOf(story).map(({ asked, got, outcome, completeNs }) => ({ asked, got, outcome, completeNs }));
    expect(operations).toEqual([
      { asked: 'a', got: 'a', outcome: 'ok', completeNs: 30 },
      { asked: 'b', got: null, outcome: 'info', completeNs: Infinity },
      { asked: 'c', got: null, outcome: 'fail', completeNs: 70 },
      { asked: 'd', got: null, outcome: 'pending', completeNs: Infinity },
      { asked: 'e', got: null, outcome: 'pending', completeNs: Infinity },
    ]);
  });

  it('is cut at a moment, and put back to a copy without losing its hash', () => {
    const history = new History();
    for (const each of story.slice(0, 4)) history.add(each);
    const saved = history.snapshot();
    for (const each of story.slice(4)) history.add(each);
    const whole = history.hash.join();
    history.restore(saved);
    expect(history.length).toBe(4);
    for (const each of story.slice(4)) history.add(each);
    expect(history.hash.join()).toBe(whole);
    expect(historyBefore(history.known, 50).map(({ atNs }) => atNs)).toEqual([10, 20, 30, 40]);
  });

  it('tells about how many bytes it takes: more with every row and value, and less when it is put back', () => {
    const history = new History();
    for (const each of story.slice(0, 4)) history.add(each);
    const saved = history.snapshot();
    const before = history.bytes;
    history.add(row('invoke', 12, 90, 'x'.repeat(10_000)));
    expect(history.bytes).toBeGreaterThan(before + 10_000);
    history.restore(saved);
    expect(history.bytes).toBeLessThan(before + 10_000 * 4);
    expect(new History().bytes).toBe(0);
  });

  it('counts rows that it never saw, when it is put to a moment of another engine', () => {
    const first = new History();
    for (const each of story) first.add(each);
    const glass = new History();
    glass.restore(first.snapshot());
    expect(glass.length).toBe(story.length);
    expect(glass.known).toEqual([]);
    const branch = new History();
    branch.adopt(first, 3);
    expect(branch.known).toEqual(story.slice(0, 3));
  });

  it('is told in Jepsen’s form', () => {
    const names = { node: (index: number) => `C${index + 1}`, key: (key: number, field: number) => `k${key}.${field}` };
    expect([...jepsenEdn(story.slice(0, 1), names)].join('')).toBe(
      '{:index 0 :time 10 :type :invoke :process 0 :f :write :value ["k3.1" "a"] :node "C1"}\n',
    );
    expect(JSON.parse([...jepsenJsonLines(story, names)].join('').split('\n')[4])).toEqual({
      index: 4,
      time: 50,
      type: 'info',
      process: 1,
      f: 'write',
      value: ['k3.1', null],
      node: 'C1',
    });
    expect(edn({ 'a-b': [1, true, null], 'ä "x"\\': 'line\n\u2028' })).toBe('{:a-b [1 true nil] "\\u00e4 \\"x\\"\\\\" "line\\n\\u2028"}');
  });
});
