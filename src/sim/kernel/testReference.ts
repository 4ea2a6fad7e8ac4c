/** Digits after the binary point of the reference's numbers: four times those of a double. */
const BITS = 256n;
const ONE = 1n << BITS;

/** A number value * 2^(shift - BITS), exact or to about 250 bits. */
export interface Precise {
  readonly value: bigint;
  readonly shift: bigint;
}

const view = new DataView(new ArrayBuffer(8));

/** A finite double as mantissa * 2^exponent, exactly. */
function parts(x: number): { readonly mantissa: bigint; readonly exponent: bigint } {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = field === 0n ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n === 1n ? -mantissa : mantissa, exponent: (field === 0n ? 1n : field) - 1075n };
}

const shiftLeft = (x: bigint, by: bigint): bigint => (by >= 0n ? x << by : x >> -by);
const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS;

/** ln((1 + z) / (1 - z)) = 2 (z + z^3/3 + z^5/5 + ...), in fixed point. */
function twiceArtanh(z: bigint): bigint {
  const square = multiply(z, z);
  let sum = 0n;
  let power = z;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = multiply(power, square);
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(ONE / 3n);

/** The natural logarithm of mantissa * 2^exponent, in fixed point. */
function lnFixed(mantissa: bigint, exponent: bigint): bigint {
  const length = BigInt(mantissa.toString(2).length);
  // The part between 1/2 and 1, or from 1 to 3/2 taken instead, so that numbers near 1 lose nothing to a difference of large terms.
  let part = shiftLeft(mantissa, BITS - length);
  let twos = exponent + length;
  if (part < (ONE * 3n) / 4n) {
    part <<= 1n;
    twos -= 1n;
  }
  return twos * LN2 + twiceArtanh(((part - ONE) << BITS) / (part + ONE));
}

function expFixed(x: bigint): Precise {
  const twos = (x + LN2 / 2n) / LN2 - (x + LN2 / 2n < 0n ? 1n : 0n);
  const rest = x - twos * LN2;
  let sum = ONE;
  let term = ONE;
  for (let i = 1n; term !== 0n && term !== -1n; i++) {
    term = multiply(term, rest) / i;
    sum += term;
  }
  return { value: sum, shift: twos };
}

/** The natural logarithm of a positive finite double. */
export function lnReference(x: number): Precise {
  const { mantissa, exponent } = parts(x);
  return { value: lnFixed(mantissa, exponent), shift: 0n };
}

/** -ln((k + 1/2) / 2^32) for an integer k. */
export function negLog32Reference(k: number): Precise {
  return { value: -lnFixed(2n * BigInt(k) + 1n, -33n), shift: 0n };
}

/** e to the power of a finite double. */
export function expReference(x: number): Precise {
  const { mantissa, exponent } = parts(x);
  return expFixed(shiftLeft(mantissa, exponent + BITS));
}

/** A positive finite double to the power of a finite double; the result must be between 2^-2000 and 2^2000. */
export function powReference(x: number, y: number): Precise {
  const base = parts(x);
  const power = parts(y);
  return expFixed(shiftLeft(lnFixed(base.mantissa, base.exponent) * power.mantissa, power.exponent));
}

/** 2^n for n from -1022 to 1023. */
function powerOfTwo(n: number): number {
  view.setBigUint64(0, BigInt(n + 1023) << 52n);
  return view.getFloat64(0);
}

/** The reference as a double, near enough to see which range it is in. */
export function approximately({ value, shift }: Precise): number {
  const length = BigInt(value.toString(2).length);
  const short = Number(shiftLeft(value, 60n - length));
  const exponent = Number(shift - BITS + length - 60n);
  // In two steps, so that neither power is out of range before the product is.
  const half = Math.trunc(exponent / 2);
  return short * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** How far a finite double is from the reference, in units of the double's last place (2^-1074 for subnormals). */
export function ulpsFrom(got: number, { value, shift }: Precise): number {
  const { mantissa, exponent } = parts(got);
  // Both as integers times 2^(exponent - 64): a unit of the last place is 2^64.
  const difference = (mantissa << 64n) - shiftLeft(value, shift - BITS - exponent + 64n);
  return Math.abs(Number(difference)) * powerOfTwo(-64);
}
