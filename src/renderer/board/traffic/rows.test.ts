import { describe, expect, it } from 'vitest';
import { messageColumns } from './testMessages';
import { forRowsUnderWay, indexRows, rowOfMessage, rowsDepartedBy } from './rows';

function underWay(spans: readonly (readonly [number, number])[], atNs: number, sinceNs = atNs): number[] {
  const found: number[] = [];
  forRowsUnderWay(indexRows(messageColumns(spans.map(([sentNs, arriveNs]) => ({ sentNs, arriveNs })))), atNs, sinceNs, (row) => {
    found.push(row);
    return true;
  });
  return found.sort((a, b) => a - b);
}

describe('finding the messages under way', () => {
  it('counts departures by binary search, ties included', () => {
    const sent = Float64Array.of(0, 5, 5, 9);
    expect([-1, 0, 4, 5, 8, 9, 100].map((at) => rowsDepartedBy(sent, 4, at))).toEqual([0, 1, 1, 3, 3, 4, 4]);
  });

  it('finds what has left and not yet arrived', () => {
    const spans = [
      [0, 10],
      [2, 4],
      [3, 30],
      [12, 20],
    ] as const;
    expect(underWay(spans, 5)).toEqual([0, 2]);
    expect(underWay(spans, 11)).toEqual([2]);
    expect(underWay(spans, 15)).toEqual([2, 3]);
    expect(underWay(spans, 40)).toEqual([]);
    expect(underWay([], 40)).toEqual([]);
  });

  it('also gives what arrived lately, for flashes', () => {
    expect(
      underWay(
        [
          [0, 0],
          [5, 5],
          [8, 8],
        ],
        8,
        4,
      ),
    ).toEqual([1, 2]);
  });

  it('agrees with a plain scan over many rows, stragglers included', () => {
    let state = 12345;
    const random = (): number => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
    const spans: [number, number][] = [];
    for (let i = 0; i < 3000; i++) spans.push([i * 10, i * 10 + random() * (i % 97 === 0 ? 8000 : 120)]);
    for (const at of [0, 55, 1234, 9999, 15000, 29990, 60000]) {
      const plain = spans.flatMap(([sent, arrive], row) => (sent <= at && arrive >= at ? [row] : []));
      expect(underWay(spans, at)).toEqual(plain);
    }
  });

  it('stops when the visitor has enough', () => {
    let visits = 0;
    const index = indexRows(messageColumns(Array.from({ length: 500 }, (_, i) => ({ sentNs: i, arriveNs: 10_000 }))));
    forRowsUnderWay(index, 1000, 1000, () => ++visits < 7);
    expect(visits).toBe(7);
  });

  it('finds a message by its id', () => {
    const messages = messageColumns([
      { sentNs: 0, arriveNs: 1, id: 41 },
      { sentNs: 1, arriveNs: 2, id: 42 },
    ]);
    expect(rowOfMessage(messages, 42)).toBe(1);
    expect(rowOfMessage(messages, 7)).toBe(-1);
  });
});
