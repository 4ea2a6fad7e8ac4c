import { describe, expect, it } from 'vitest';
import { emptyRows, keyOfRow, roomForRows, rowFor, rowOf } from './keyRows';
import { allKeys, emptyStore, NOTHING, storeHas, storeLoad, storeRead, storeWrite } from './store';

describe('rows of keys', () => {
  it('are given in the order in which keys are met, and found again, among a million', () => {
    const rows = emptyRows(1_000_000);
    const met = Array.from({ length: 20_000 }, (_, i) => (i * 7_919) % 1_000_000);
    met.forEach((key, row) => expect(rowFor(rows, key)).toBe(row));
    met.forEach((key, row) => {
      expect(rowOf(rows, key)).toBe(row);
      expect(keyOfRow(rows, row)).toBe(key);
    });
    const known = new Set(met);
    const unmet = Array.from({ length: 300 }, (_, key) => key).filter((key) => !known.has(key));
    expect(unmet.length).toBeGreaterThan(100);
    for (const key of unmet) expect(rowOf(rows, key)).toBe(-1);
    expect(roomForRows(rows)).toBeLessThan(40_000);
  });

  it('are the numbers of keys where there are few', () => {
    const rows = emptyRows(1000);
    expect([rowFor(rows, 999), rowOf(rows, 5), roomForRows(rows)]).toEqual([999, 5, 1000]);
  });
});

describe.each([1000, 1_000_000])('a store of %i keys', (count) => {
  it('that is full knows every key as shipped, and what was written', () => {
    const store = emptyStore(count);
    storeLoad(store, allKeys(count));
    for (let i = 1; i <= 500; i++) storeWrite(store, count - i, i % 5, i);
    expect(store.keysHeld).toBe(count);
    expect([storeRead(store, count - 7, 2), storeRead(store, count - 7, 1), storeRead(store, 3, 0)]).toEqual([7, 0, 0]);
  });

  it('that is empty has only what was written: one field, and not the others', () => {
    const store = emptyStore(count);
    storeWrite(store, count - 1, 3, 1);
    storeWrite(store, count - 1, 3, 2);
    expect([store.keysHeld, storeHas(store, count - 1), storeHas(store, 0)]).toEqual([1, true, false]);
    expect([storeRead(store, count - 1, 3), storeRead(store, count - 1, 0), storeRead(store, 0, 3)]).toEqual([2, -1, NOTHING]);
  });

  it('takes no more memory than its keys as bits and what was written', () => {
    const store = emptyStore(count);
    storeLoad(store, allKeys(count));
    storeWrite(store, 5, 0, 1);
    expect(store.whole.length + (store.writes?.byteLength ?? 0) + store.rows.places.byteLength).toBeLessThan(count / 8 + 30_000);
  });
});
