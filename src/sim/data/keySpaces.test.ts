import { describe, expect, it } from 'vitest';
import { murmur3 } from '../kernel/hash';
import { keySpace, MOST_KEYS, type KeysSpec } from './keySpaces';

const SPECS: readonly { readonly spec: KeysSpec | undefined; readonly first: string; readonly last: string }[] = [
  { spec: undefined, first: 'alexandra', last: keySpace(undefined).nameOf(999) },
  { spec: { type: 'numbered', prefix: 'user_', count: MOST_KEYS }, first: 'user_1', last: 'user_1000000' },
  {
    spec: { type: 'numbered', prefix: 'o', suffix: '.json', from: 7, digits: 6, count: 1000 },
    first: 'o000007.json',
    last: 'o001006.json',
  },
  {
    spec: { type: 'email', count: MOST_KEYS },
    first: 'oliver.whitfield@example.com',
    last: keySpace({ type: 'email', count: MOST_KEYS }).nameOf(999_999),
  },
  {
    spec: { type: 'timestamps', start: '2024-02-28T23:59:58Z', everySeconds: 3, count: 100_000 },
    first: '2024-02-28T23:59:58Z',
    last: '2024-03-03T11:19:55Z',
  },
  { spec: { type: 'list', keys: ['sidiqqui', 'bob', 'Ø'] }, first: 'sidiqqui', last: 'Ø' },
];

describe('the keys of a scenario', () => {
  it.each(SPECS)('from $first to $last go by number and by name, both ways', ({ spec, first, last }) => {
    const keys = keySpace(spec);
    expect([keys.nameOf(0), keys.nameOf(keys.count - 1)]).toEqual([first, last]);
    for (let i = 0; i < 3000; i++) {
      const key = Math.floor((i * keys.count) / 3000);
      expect(keys.indexOf(keys.nameOf(key))).toBe(key);
    }
    for (const key of [-1, keys.count, 0.5, NaN]) expect(() => keys.nameOf(key)).toThrow(RangeError);
  });

  it.each(SPECS)('from $first know no other name', ({ spec }) => {
    const keys = keySpace(spec);
    for (const name of [
      '',
      'user_',
      'user_01',
      'user_0',
      'user_1000001',
      'user_1 ',
      'nobody@example.com',
      '2024-02-28T23:59:59Z',
      '__proto__',
    ])
      expect(keys.indexOf(name), name).toBe(-1);
  });

  it('are all different, a million e-mail addresses too, and neighbours have different names', () => {
    const keys = keySpace({ type: 'email', count: MOST_KEYS });
    const seen = new Set<string>();
    for (let key = 0; key < 100_000; key++) seen.add(keys.nameOf(key));
    expect(seen.size).toBe(100_000);
    expect(keys.nameOf(1).split('.')[0]).not.toBe(keys.nameOf(0).split('.')[0]);
  });

  it('cross the end of a month, of a leap February and of a year as the calendar does', () => {
    const days = keySpace({ type: 'timestamps', start: '2023-12-31T12:00:00Z', everySeconds: 86_400, count: 70 });
    expect([1, 60, 61].map((key) => days.nameOf(key))).toEqual(['2024-01-01T12:00:00Z', '2024-02-29T12:00:00Z', '2024-03-01T12:00:00Z']);
  });

  it('have the hash of their name', () => {
    const keys = keySpace({ type: 'numbered', prefix: 'user_', count: MOST_KEYS });
    expect([keys.hashOf(122), keys.hashOf(122)]).toEqual([murmur3('user_123'), murmur3('user_123')]);
  });
});
