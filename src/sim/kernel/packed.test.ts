import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packer, Unpacker } from './packed';

function copied(value: unknown): unknown {
  const packer = new Packer();
  packer.add(value);
  return new Unpacker(packer.take()).next();
}

const arrays = fc.oneof(
  fc.float64Array({ maxLength: 200 }),
  fc.float32Array({ maxLength: 200 }),
  fc.int32Array({ maxLength: 200 }),
  fc.uint32Array({ maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }),
);
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.string(),
    fc.constantFrom(null, undefined, NaN, -0, Infinity),
    arrays,
    fc.array(tie('value'), { maxLength: 5 }),
    // Names of state, names that are numbers, and both together.
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('head', 'tail', 'calls', 'busy'),
        fc.nat(99).map(String),
        fc.string({ maxLength: 3 }).filter((name) => name !== '__proto__'),
      ),
      tie('value'),
      { maxKeys: 6, noNullPrototype: true },
    ),
  ),
})).value;

describe('packed plain data', () => {
  it('tells its size: a small array costs its numbers, not an array of its own', () => {
    const packer = new Packer();
    for (let i = 0; i < 1000; i++) packer.add({ calls: new Int32Array(16), head: 0, armed: false });
    const packed = packer.take();
    expect(packed.others).toEqual([]);
    expect(packed.bytes).toBe(packed.tags.byteLength + packed.numbers.byteLength);
    expect(packed.bytes / 1000).toBeLessThan(200);
  });

  it('comes back as it was, types, order of names and signs of zeros included', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copy = copied(value);
        expect(copy).toStrictEqual(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('comes back the same into whatever stood there before, into which it is written where that has the same form', () => {
    fc.assert(
      fc.property(plain, plain, (value, before) => {
        const packer = new Packer();
        packer.add(value);
        const packed = packer.take();
        expect(new Unpacker(packed).next(before)).toStrictEqual(value);
        expect(new Unpacker(packed).next(copied(value))).toStrictEqual(value);
      }),
      { seed: 2, numRuns: 2000 },
    );
    const station = { head: 4, waiting: [1, 2, 3], inner: { busy: 1 } };
    const { waiting, inner } = station;
    const packer = new Packer();
    packer.add({ head: -1, waiting: [7], inner: { busy: 0 } });
    expect(new Unpacker(packer.take()).next(station)).toBe(station);
    expect([station.waiting, station.inner, waiting, inner]).toEqual([[7], { busy: 0 }, [7], { busy: 0 }]);
  });

  it('comes back value by value, in order, from a packer that was used before', () => {
    const packer = new Packer();
    packer.add({ old: [1, 2, 3], text: 'x' });
    packer.take();
    packer.add({ a: 1 });
    packer.add(7);
    packer.add('text');
    const unpacker = new Unpacker(packer.take());
    expect([unpacker.next(), unpacker.next(), unpacker.next()]).toEqual([{ a: 1 }, 7, 'text']);
  });

  it('shares nothing with what was packed, however often it is unpacked', () => {
    const state = { small: new Int32Array([1, 2]), large: new Float64Array(100), list: [{ deep: 1 }] };
    const packer = new Packer();
    packer.add(state);
    const packed = packer.take();
    state.small[0] = 9;
    state.large[0] = 9;
    state.list[0].deep = 9;
    for (let i = 0; i < 2; i++) {
      const copy = new Unpacker(packed).next() as typeof state;
      expect([copy.small[0], copy.large[0], copy.list[0].deep]).toEqual([1, 0, 1]);
      copy.small[0] = 5;
      copy.large[0] = 5;
    }
  });

  it('keeps objects with ever new names, which are data and not shapes', () => {
    const state = Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`call ${i}`, { waits: i, text: `${i}` }]));
    expect(copied(state)).toEqual(state);
    expect(copied({ after: 'that', numbers: [1] })).toEqual({ after: 'that', numbers: [1] });
  });

  it('refuses what is not plain data, and is empty after that', () => {
    const packer = new Packer();
    for (const value of [
      () => 1,
      new Map(),
      new Date(),
      Symbol('x'),
      { deep: [new Set()] },
      new BigInt64Array(2),
      new BigInt64Array(200),
      1n,
    ]) {
      expect(() => packer.add(value), String(value)).toThrow(/state must be plain data/);
    }
    packer.add(1);
    expect(new Unpacker(packer.take()).next()).toBe(1);
  });
});
