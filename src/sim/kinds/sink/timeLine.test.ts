import { describe, expect, it } from 'vitest';
import { dueIn, emptyLine, enterLine, firstInLine, lineLength } from './timeLine';

const event = (madeNs: number, source: number, number: number) => ({ madeNs, source, number, merged: 0 });

describe('events that wait for their turn by time', () => {
  it('come out in the order in which they were made, those of one moment by their source', () => {
    const line = emptyLine();
    for (const each of [event(30, 1, 2), event(10, 1, 1), event(30, 0, 5), event(50, 0, 6)]) expect(enterLine(line, each)).toBe('waits');
    expect(firstInLine(line)).toBe(10);
    expect(dueIn(line, 30).map(({ source, number }) => [source, number])).toEqual([
      [1, 1],
      [0, 5],
      [1, 2],
    ]);
    expect(lineLength(line)).toBe(1);
  });

  it('are thrown away when something made after them was taken, and told apart from second copies', () => {
    const line = emptyLine();
    enterLine(line, event(20, 1, 1));
    expect(enterLine(line, event(20, 1, 1))).toBe('twice');
    dueIn(line, 25);
    expect([enterLine(line, event(10, 0, 1)), enterLine(line, event(20, 1, 1)), enterLine(line, event(20, 2, 1))]).toEqual([
      'late',
      'late',
      'waits',
    ]);
    dueIn(line, Infinity);
    expect(firstInLine(line)).toBe(Infinity);
  });
});
