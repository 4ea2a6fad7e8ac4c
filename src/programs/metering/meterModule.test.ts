import { describe, expect, it } from 'vitest';
import { FUEL, meterModule, OWN_GLOBAL, STACK } from './meterModule';
import { WasmReader, WasmWriter } from './wasmBytes';

interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
}
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => Instance;
};

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];
const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
const body = (...code: number[]): number[] => [code.length, ...code];

/**
 * A module with three functions of one number: `count` turns a loop so often, `deep` calls itself so often and gives the number back
 * through a `return` inside a block, `fill` fills so many bytes.
 */
const MODULE = Uint8Array.from([
  ...HEADER,
  ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7f),
  ...section(2, 1, ...text('env'), ...text('log'), 0, 0),
  ...section(3, 3, 0, 0, 0),
  ...section(5, 1, 0, 16),
  ...section(6, 1, 0x7f, 1, 0x41, 7, 0x0b),
  ...section(7, 3, ...text('count'), 0, 1, ...text('deep'), 0, 2, ...text('fill'), 0, 3),
  ...section(
    10,
    3,
    // loop: n = n - 1; if n is not 0, again; then the global goes up.
    ...body(0, 0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x23, 0, 0x41, 1, 0x6a, 0x24, 0, 0x20, 0, 0x0b),
    // if n is 0: return 5 from inside two blocks; else deep(n - 1).
    ...body(0, 0x02, 0x40, 0x20, 0, 0x45, 0x04, 0x40, 0x41, 5, 0x0f, 0x0b, 0x0b, 0x20, 0, 0x41, 1, 0x6b, 0x10, 2, 0x0b),
    // memory.fill(0, 1, n)
    ...body(0, 0x41, 0, 0x41, 1, 0x20, 0, 0xfc, 11, 0, 0x20, 0, 0x0b),
  ),
]);

function instance(bytes = meterModule(MODULE)) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { log: () => 0 } });
  const globals = exports as Record<string, { value: number }>;
  const functions = exports as unknown as Record<'count' | 'deep' | 'fill', (n: number) => number>;
  return { ...functions, fuel: globals[FUEL], stack: globals[STACK], own: globals[`${OWN_GLOBAL}0`] };
}

describe('a metered module', () => {
  it('computes what it did before, and the sandbox\u2019s own variables can be seen', () => {
    const { count, deep, fill, own } = instance();
    expect([count(9), deep(9), fill(100), own.value]).toEqual([0, 5, 100, 8]);
  });

  it('takes a unit of fuel for each turn of a loop, and traps when there is none left', () => {
    const { count, fuel } = instance();
    fuel.value = 100;
    count(40);
    expect(fuel.value).toBe(60);
    expect(() => count(61)).toThrow('unreachable');
    expect(fuel.value).toBe(-1);
    fuel.value = 1_000_000;
    expect(count(1000)).toBe(0);
  });

  it('takes the frame of each call from the stack, and gives it back by whatever way a call ends', () => {
    const { deep, stack, fuel } = instance();
    stack.value = 100_000;
    fuel.value = 1_000_000;
    expect(deep(500)).toBe(5);
    expect(stack.value).toBe(100_000);
    expect(fuel.value).toBe(1_000_000 - 501);
    expect(() => deep(100_000)).toThrow('unreachable');
    expect(stack.value).toBeLessThan(0);
  });

  it('takes fuel for bytes that one instruction fills', () => {
    const { fill, fuel } = instance();
    fuel.value = 1_000_000;
    fill(160_000);
    expect(fuel.value).toBe(1_000_000 - 10_000);
  });

  it('is refused when it has an instruction that the meter does not know', () => {
    const odd = Uint8Array.from(MODULE);
    odd[odd.lastIndexOf(0xfc)] = 0xfd;
    expect(() => meterModule(odd)).toThrow('the meter does not know the instruction 0xfd');
    expect(() => meterModule(MODULE.subarray(0, 40))).toThrow();
  });
});

describe('numbers in LEB128', () => {
  it('are read as they were written', () => {
    for (const value of [0, 1, 63, 64, 127, 128, 16_383, 16_384, 0x7fffffff, 0xffffffff]) {
      const out = new WasmWriter();
      out.unsigned(value);
      const reader = new WasmReader(out.done());
      expect([reader.unsigned(), reader.isAtEnd]).toEqual([value, true]);
    }
  });
});
