import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashHex, mix32, murmur3, utf8Bytes } from './hash';
import { xxhash32 } from './xxhash';

const FOX = 'The quick brown fox jumps over the lazy dog';
const SEED = 0x9747b28c;

describe('utf8Bytes', () => {
  it('gives the bytes that the platform gives, for any text and for broken surrogates', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
        ),
        (text) => {
          expect(utf8Bytes(text)).toEqual(encoder.encode(text));
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
    expect([...utf8Bytes('a\u00e9\u20ac\u{1f600}\ud800')]).toEqual([
      0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xef, 0xbf, 0xbd,
    ]);
  });
});

describe('murmur3', () => {
  it.for<[string, number, number]>([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['test', 0, 0xba6bd213],
    ['test', SEED, 0x704b81dc],
    ['Hello, world!', 0, 0xc0363e43],
    ['Hello, world!', SEED, 0x24884cba],
    [FOX, 0, 0x2e4ff723],
    [FOX, SEED, 0x2fa826cd],
    ['a', SEED, 0x7fa09ea6],
    ['aa', SEED, 0x5d211726],
    ['aaa', SEED, 0x283e0130],
    ['aaaa', SEED, 0x5a97808a],
    ['abc', SEED, 0xc84a62dd],
    ['abcd', SEED, 0xf0478627],
    ['\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0\u03c0', SEED, 0xd58063c1],
  ])('of "%s" with seed %i has its published value', ([text, seed, hash]) => {
    expect(murmur3(text, seed)).toBe(hash);
  });
});

describe('xxhash32', () => {
  it.for<[string, number, number]>([
    ['', 0, 0x02cc5d05],
    ['', 0x9e3779b1, 0x36b78ae7],
    ['a', 0, 0x550d7456],
    ['abc', 0, 0x32d153ff],
    ['abcd', 0, 0xa3643705],
    ['hei\u00e5', 0, 0xdb5abccc],
    ['\u03ba\u1f79\u03c3\u03bc\u03b5', 0, 0xd855f606],
    ['Nobody inspects the spammish repetition', 0, 0xe2293b2f],
  ])('of "%s" with seed %i has its published value', ([text, seed, hash]) => {
    expect(xxhash32(text, seed)).toBe(hash);
  });
});

describe('the finaliser mix32', () => {
  it('has its published values and takes any 32-bit integer, signed or not', () => {
    expect([mix32(0), mix32(1), mix32(-1), mix32(0xffffffff)]).toEqual([0, 0x514e28b7, 0x81f16f39, 0x81f16f39]);
  });

  it('changes half of the bits when one bit changes', () => {
    for (let bit = 0; bit < 32; bit++) {
      let changed = 0;
      for (let i = 0; i < 2000; i++)
        changed += (mix32(i * 2654435761) ^ mix32((i * 2654435761) ^ (1 << bit))).toString(2).replace(/[^1]/g, '').length;
      expect(Math.abs(changed / 2000 - 16)).toBeLessThan(1.2);
    }
  });
});

describe('hashHex', () => {
  it('writes two lanes as 16 digits, different for different lanes', () => {
    expect(hashHex(Int32Array.of(0, 0))).toBe('0000000000000000');
    expect(hashHex(Int32Array.of(1, 0))).toBe('514e28b7514e28b7');
    const all = new Set<string>();
    for (let a = -20; a < 20; a++) for (let b = -20; b < 20; b++) all.add(hashHex(Int32Array.of(a, b)));
    expect(all.size).toBe(1600);
    for (const hex of all) expect(hex).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('hashing keys', () => {
  it.for<[string, (text: string) => number]>([
    ['murmur3', murmur3],
    ['xxhash32', xxhash32],
  ])('%s spreads 20,000 similar keys evenly over 7 shards (chi-square, 6 degrees, chance above 27.9 in 1 of 10,000)', ([, hash]) => {
    const counts = new Uint32Array(7);
    for (let i = 0; i < 20_000; i++) counts[hash(`user-${i}`) % 7]++;
    const expected = 20_000 / 7;
    expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(27.9);
  });
});
