import { describe, expect, it } from 'vitest';
import type { Operation } from '../history/operations';
import { judgeRegisters } from './registers';

interface Brief {
  readonly of: string;
  readonly version?: number;
  readonly versions?: readonly number[];
  readonly value?: number;
  readonly from: number;
  readonly to: number;
  readonly outcome?: Operation['outcome'];
}

/** Operations about one register, as a history has them. */
function history(...briefs: readonly Brief[]): Operation[] {
  return briefs.map(({ of, version, versions, value = version ?? 0, from, to, outcome = 'ok' }) => {
    const isRead = of === 'read';
    return {
      process: 0,
      node: 0,
      operation: of,
      key: 1,
      field: 0,
      asked: isRead ? null : value,
      got: outcome === 'ok' ? value : null,
      askedVersion: isRead ? undefined : version,
      gotVersion: isRead && versions === undefined ? version : undefined,
      gotVersions: versions,
      invokeNs: from,
      completeNs: outcome === 'info' || outcome === 'pending' ? Infinity : to,
      outcome,
    };
  });
}

const write = (version: number, from: number, to: number, outcome?: Operation['outcome']): Brief => ({
  of: 'write',
  version,
  from,
  to,
  outcome,
});
const read = (version: number, from: number, to: number): Brief => ({ of: 'read', version, from, to });
const counts = (...briefs: readonly Brief[]): object => {
  const { lost, stale, unfounded, looked } = judgeRegisters(history(...briefs));
  return { lost: lost.map((miss) => miss.write.askedVersion), stale: stale.length, unfounded: unfounded.length, looked };
};

describe('reads and writes of a register', () => {
  it('are right where a read shows the last write, or one that ran beside it', () => {
    expect(counts(write(1, 0, 10), read(1, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 0, looked: 1 });
    expect(counts(write(1, 0, 10), write(2, 5, 15), read(1, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 0, looked: 2 });
    expect(counts(write(1, 0, 10), write(2, 18, 30), read(1, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 0, looked: 1 });
  });

  it('a stale read is no loss when a later one shows the write; without one it is', () => {
    const late = [write(1, 0, 10), write(2, 12, 15), read(1, 20, 21)];
    expect(counts(...late)).toEqual({ lost: [2], stale: 1, unfounded: 0, looked: 2 });
    expect(counts(...late, read(2, 30, 31))).toEqual({ lost: [], stale: 1, unfounded: 0, looked: 2 });
    expect(counts(write(1, 0, 10), read(0, 20, 21))).toEqual({ lost: [1], stale: 1, unfounded: 0, looked: 1 });
    expect(counts(write(1, 0, 10), read(-1, 20, 21))).toEqual({ lost: [1], stale: 1, unfounded: 0, looked: 1 });
  });

  it('a write that may have happened may be shown and need not; one that surely did not must not', () => {
    expect(counts(write(1, 0, 10), write(2, 11, 0, 'info'), read(1, 20, 21), read(2, 30, 31))).toEqual({
      lost: [],
      stale: 0,
      unfounded: 0,
      looked: 1,
    });
    expect(counts(write(2, 0, 10, 'fail'), read(2, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 1, looked: 0 });
    expect(counts(read(7, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 1, looked: 0 });
  });

  it('what was taken away is gone, and siblings show both', () => {
    const gone: Brief = { of: 'delete', version: 3, from: 12, to: 14 };
    expect(counts(write(1, 0, 10), gone, read(-1, 20, 21))).toEqual({ lost: [], stale: 0, unfounded: 0, looked: 2 });
    expect(counts(write(1, 0, 10), gone, read(1, 20, 21))).toEqual({ lost: [3], stale: 1, unfounded: 0, looked: 2 });
    const both: Brief = { of: 'read', versions: [1, 2], from: 20, to: 21 };
    expect(counts(write(1, 0, 10), write(2, 12, 15), both)).toEqual({ lost: [], stale: 0, unfounded: 0, looked: 2 });
  });

  it('items of lists must all be there, counters have at least what was acknowledged', () => {
    const append = (version: number, from: number, to: number): Brief => ({ of: 'append', version, from, to });
    const list = (...versions: number[]): Brief => ({ of: 'read', versions, from: 50, to: 51 });
    expect(counts(append(1, 0, 10), append(2, 0, 10), list(2, 1))).toMatchObject({ lost: [], looked: 2 });
    expect(counts(append(1, 0, 10), append(2, 0, 10), list(2))).toMatchObject({ lost: [1] });
    // Whoever takes an item out after it was there, or at the same time, is why it is missing; one that was put in later must be there.
    const remove = (value: number, from: number, to: number): Brief => ({ of: 'remove', value, version: 9, from, to });
    const milk = (version: number, from: number, to: number): Brief => ({ of: 'append', value: 7, version, from, to });
    expect(counts(milk(1, 0, 10), remove(7, 12, 14), list())).toMatchObject({ lost: [] });
    expect(counts(milk(1, 0, 10), remove(8, 12, 14), list())).toMatchObject({ lost: [1] });
    expect(counts(milk(1, 0, 10), remove(7, 12, 14), milk(2, 16, 18), list())).toMatchObject({ lost: [2] });
    expect(counts(milk(1, 0, 10), remove(7, 12, 14), list(1))).toMatchObject({ lost: [], unfounded: 0 });
    const add = (value: number, from: number, to: number): Brief => ({ of: 'increment', value, version: from + 1, from, to });
    const sum = (value: number): Brief => ({ of: 'read', versions: [], value, from: 50, to: 51 });
    expect(counts(add(2, 0, 10), add(3, 1, 10), sum(5))).toMatchObject({ lost: [] });
    expect(judgeRegisters(history(add(2, 0, 10), add(3, 1, 10), sum(4))).lost).toHaveLength(1);
  });
});
