import { describe, expect, it } from 'vitest';
import { Dice } from '../../../tests/support/randomScenario';
import { exp, log, negLog32, pow } from './exactMath';

// A reference of our own in fixed point: 200 binary digits after the point.
const BITS = 200n;
const ONE = 1n << BITS;
const mul = (a: bigint, b: bigint): bigint => (a * b) >> BITS;

/** A double as an exact fraction of integers. */
function exact(x: number): { readonly n: bigint; readonly d: bigint } {
  let d = 1n;
  let value = x;
  while (!Number.isInteger(value)) {
    value *= 2;
    d *= 2n;
  }
  return { n: BigInt(value), d };
}

/** atanh series: 2 (z + z^3/3 + ...), for ln((1+z)/(1-z)). */
function lnOf(n: bigint, d: bigint): bigint {
  // n / d = x 2^k with x between 3/4 and 3/2, kept exact by shifting the integers.
  let k = BigInt(n.toString(2).length - d.toString(2).length);
  const scaled = (): bigint => (k >= 0n ? (n << BITS) / (d << k) : (n << (BITS - k)) / d);
  while (scaled() > (ONE * 3n) / 2n) k++;
  while (scaled() < (ONE * 3n) / 4n) k--;
  const x = scaled();
  const series = (z: bigint): bigint => {
    let power = z;
    let sum = 0n;
    for (let i = 1n; power !== 0n; i += 2n) {
      sum += power / i;
      power = mul(mul(power, z), z);
    }
    return 2n * sum;
  };
  const ln2 = series(ONE / 3n);
  return series(((x - ONE) << BITS) / (x + ONE)) + k * ln2;
}

const LN2 = lnOf(2n, 1n);

function expOf(x: bigint): { readonly value: bigint; readonly shift: bigint } {
  const k = (x + (x >= 0n ? LN2 / 2n : -LN2 / 2n)) / LN2;
  const r = x - k * LN2;
  let term = ONE;
  let sum = ONE;
  for (let i = 1n; term !== 0n; i++) {
    term = mul(term, r) / i;
    sum += term;
  }
  return { value: sum, shift: k };
}

/** Error of a double against a fixed-point value times 2^shift, in units of the last place of the double. */
function ulps(got: number, value: bigint, shift: bigint): number {
  const { n, d } = exact(got);
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(got) || Number.MIN_VALUE)));
  // got*2^BITS - value*2^shift, scaled so that nothing is cut: both as fractions over d * 2^(-shift when negative).
  const left = n << BITS;
  const right = value * d;
  const difference = shift >= 0n ? left - (right << shift) : (left << -shift) - right;
  const magnitude = difference < 0n ? -difference : difference;
  const unitExponent = BigInt(exponent - 52) + BITS + (shift >= 0n ? 0n : -shift);
  const scaled = unitExponent >= 0n ? (magnitude << 20n) / (d << unitExponent) : ((magnitude << 20n) << -unitExponent) / d;
  return Number(scaled) / 1048576;
}

function points(seed: number, count: number, low: number, high: number): number[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => low + (high - low) * ((dice.below(2 ** 32 - 1) + dice.below(2 ** 20) / 2 ** 20) / 2 ** 32));
}

describe('log, exp and pow are within 1 ulp of a multi-precision reference', () => {
  it('log from 1e-300 to 1e300, near 1, and over the range that random bits use', () => {
    const xs = [...points(1, 1500, -690, 690).map((e) => Math.exp(e)), ...points(2, 800, 0.9, 1.1), ...points(3, 800, 2 ** -33, 1), 0.5, 2, 3, 10, 1 - 2 ** -53, 1 + 2 ** -52];
    const worst = Math.max(...xs.filter((x) => x !== 1).map((x) => {
      const { n, d } = exact(x);
      return ulps(log(x), lnOf(n, d), 0n);
    }));
    expect(worst).toBeLessThan(1);
  });

  it('exp over its whole finite range', () => {
    const xs = [...points(4, 1500, -700, 709), ...points(5, 800, -1, 1), 1, -1, 0.34, 0.35];
    const worst = Math.max(...xs.map((x) => {
      const { n, d } = exact(x);
      const reference = expOf((n << BITS) / d);
      return ulps(exp(x), reference.value, reference.shift);
    }));
    expect(worst).toBeLessThan(1);
  });

  it('pow for the exponents of Zipf and Pareto, and at random', () => {
    const pairs = [...points(6, 700, 1, 1000).map((x, i) => [Math.ceil(x), -0.01 - (i % 500) / 100] as const), ...points(7, 700, 1e-9, 1).map((x, i) => [x, -1 / (0.5 + (i % 200) / 20)] as const), ...points(8, 500, 0.01, 100).map((x, i) => [x, (i - 250) / 9] as const)];
    const worst = Math.max(...pairs.filter(([x, y]) => x !== 1 && y !== 0).map(([x, y]) => {
      const a = exact(x);
      const b = exact(y);
      const reference = expOf((lnOf(a.n, a.d) * b.n) / b.d);
      return ulps(pow(x, y), reference.value, reference.shift);
    }));
    expect(worst).toBeLessThan(1);
  });

  it('has the special values right', () => {
    expect([log(0), log(1), log(-1), log(Infinity), exp(0), exp(-Infinity), exp(Infinity), exp(1000), exp(-1000)]).toEqual([-Infinity, 0, NaN, Infinity, 1, 0, Infinity, Infinity, 0]);
    expect([pow(2, 10), pow(0, 0), pow(0, 2), pow(-2, 3), pow(-2, 2), pow(-2, 0.5), pow(1, Infinity), pow(9, 0.5)]).toEqual([1024, 1, 0, -8, 4, NaN, 1, 3]);
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10);
  });
});

describe('negLog32', () => {
  it('is -log of the middle of the k-th of 2^32 equal steps', () => {
    for (const k of [0, 1, 2, 1000, 2 ** 31, 2 ** 32 - 1, ...points(9, 500, 0, 2 ** 32).map(Math.floor)]) expect(negLog32(k)).toBeCloseTo(-log((k + 0.5) / 4294967296), 12);
  });
});
