import { CELL_STRIDE, makeLogTable } from './logTable';

/*
 * log, exp and pow from exactly specified operations only, so that every engine computes the same bits.
 * After FreeBSD's msun: e_log.c, e_exp.c, e_pow.c:
 *
 *   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 *
 * Changed: powers of two come from a table instead of being put together from bits, log has one polynomial for all arguments,
 * exp and pow scale their results in one way, and pow has no case of its own for exponents above 2^31.
 */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = 1;
/** Which half of a double the machine puts first: 0 where the high word comes first, 1 where the low word does. */
const HIGH = words[0] === 0 ? 1 : 0;
const LOW = 1 - HIGH;
const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const INV_LN2 = 1.442695040888963387;
const TWO_54 = 18014398509481984;

const LG1 = 6.66666666666673513e-1;
const LG2 = 3.999999999940941908e-1;
const LG3 = 2.857142874366239149e-1;
const LG4 = 2.222219843214978396e-1;
const LG5 = 1.818357216161805012e-1;
const LG6 = 1.531383769920937332e-1;
const LG7 = 1.479819860511658591e-1;

const THIRD = 1 / 3;
const SIXTH = 1 / 6;
const SEVENTH = 1 / 7;

/** 2^(1023 - i), down to 2^-1024: all exact, the last two as subnormals. */
const HALVINGS = new Float64Array(2048);
for (let i = 0, p = 8.98846567431158e307; i < 2048; i++, p *= 0.5) HALVINGS[i] = p;
/** Index of 2^-e is e + ONE. */
const ONE = 1023;

const LOG_TABLE = makeLogTable();
/** Below this, k has too few bits to know its cell by. */
const LEAST_TABLED = 256;
/** Shift that leaves the number of a cell: the 8 bits behind the leading one. */
const CELL_SHIFT = 24;

/**
 * -log((k + 0.5) / 2^32) for an unsigned 32-bit integer: an exponential draw of mean 1 from 32 random bits, above 1.1e-10 and
 * below 22.9. Error at most 0.75 ulp, by all 2^32 arguments. Its own function because draws are the simulator's hottest path: the
 * argument is divided by a
 * number from a table that brings it close to 1 (P. Tang, Table-Driven Implementation of the Logarithm Function in IEEE Floating-Point
 * Arithmetic, ACM TOMS 16, 1990), which leaves a short polynomial without divisions and branches.
 */
export const negLog32 = (k: number): number => {
  if (k < LEAST_TABLED) return -log((k + 0.5) / 4294967296);
  const zeros = Math.clz32(k);
  const cell = ((k << zeros) << 1) >>> CELL_SHIFT;
  const at = cell * CELL_STRIDE;
  // Exact: 33 bits times 13 bits, and a difference of numbers close to each other.
  const r = (k + 0.5) * HALVINGS[31 - zeros + ONE] * LOG_TABLE[at] - 1;
  const n = zeros + 1 - (cell >> 7);
  const r2 = r * r;
  const tail = 0.5 - r * THIRD + r2 * (0.25 - r * 0.2) + r2 * r2 * (SIXTH - r * SEVENTH);
  return n * LN2_HI + LOG_TABLE[at + 1] + (n * LN2_LO + LOG_TABLE[at + 2] + r2 * tail - r);
};

function highWord(x: number): number {
  double[0] = x;
  return words[HIGH];
}

function withHighWord(x: number, high: number): number {
  double[0] = x;
  words[HIGH] = high;
  return double[0];
}

/** The number cut to the upper half of its bits: 21 bits of mantissa. */
function upperHalf(x: number): number {
  double[0] = x;
  words[LOW] = 0;
  return double[0];
}

/** Natural logarithm, error below 1 ulp. NaN below zero and for NaN, -Infinity at zero. */
export function log(x: number): number {
  if (!(x >= 0)) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let value = x;
  let k = 0;
  if (value < 2.2250738585072014e-308) {
    k = -54;
    value *= TWO_54;
  }
  // The exponent that brings the value between sqrt(1/2) and sqrt(2).
  const e = ((highWord(value) + 0x95f64) >> 20) - 1023;
  k += e;
  const f = value * HALVINGS[e + ONE] - 1;
  if (f === 0) return k * LN2_HI + k * LN2_LO;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6));
  const h = 0.5 * f * f;
  return k * LN2_HI - (h - (s * (h + r) + k * LN2_LO) - f);
}

/** e to the power of x, error below 1 ulp (0 below -745.13, Infinity above 709.78). */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const size = x < 0 ? -x : x;
  if (size < 3.725290298461914e-9) return 1 + x;
  let k = 0;
  let hi = x;
  let lo = 0;
  if (size > 0.34657359027997264) {
    k = Math.trunc(INV_LN2 * x + (x < 0 ? -0.5 : 0.5));
    hi = x - k * LN2_HI;
    lo = k * LN2_LO;
  }
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scale(1 - (lo - (r * c) / (2 - c) - hi), k);
}

/** x (between 1/2 and 2) times 2^n (n from -1076 to 1024), rounded once. */
function scale(x: number, n: number): number {
  if (n > 1023) return x * 2 * HALVINGS[0];
  if (n < -1021) return x * HALVINGS[ONE - n - 1021] * HALVINGS[ONE + 1021];
  return x * HALVINGS[ONE - n];
}

/** The logarithm to base 2 of a positive number as a sum of two doubles, and its scaled parts: see e_pow.c. */
function log2Parts(ax: number): { readonly t1: number; readonly t2: number } {
  let value = ax;
  let n = 0;
  let ix = highWord(value);
  if (ix < 0x00100000) {
    value *= 9007199254740992;
    n -= 53;
    ix = highWord(value);
  }
  n += (ix >> 20) - 0x3ff;
  const j = ix & 0x000fffff;
  ix = j | 0x3ff00000;
  let k = 0;
  if (j > 0x3988e && j < 0xbb67a) k = 1;
  else if (j >= 0xbb67a) {
    n += 1;
    ix -= 0x00100000;
  }
  value = withHighWord(value, ix);
  const bp = k === 0 ? 1 : 1.5;
  const u = value - bp;
  const v = 1 / (value + bp);
  const ss = u * v;
  const sh = upperHalf(ss);
  let th = withHighWord(0, ((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18));
  let tl = value - (th - bp);
  const sl = v * (u - sh * th - sh * tl);
  let s2 = ss * ss;
  let r =
    s2 *
    s2 *
    (5.99999999999994648725e-1 +
      s2 *
        (4.28571428578550184252e-1 +
          s2 *
            (3.33333329818377432918e-1 +
              s2 * (2.72728123808534006489e-1 + s2 * (2.30660745775561754067e-1 + s2 * 2.06975017800338417784e-1)))));
  r += sl * (sh + ss);
  s2 = sh * sh;
  th = upperHalf(3 + s2 + r);
  tl = r - (th - 3 - s2);
  const uu = sh * th;
  const vv = sl * th + tl * ss;
  const ph = upperHalf(uu + vv);
  const pl = vv - (ph - uu);
  const zh = 9.61796700954437255859e-1 * ph;
  const zl = -7.02846165095275826516e-9 * ph + pl * 9.61796693925975554329e-1 + (k === 0 ? 0 : 1.35003920212974897128e-8);
  const dph = k === 0 ? 0 : 5.84962487220764160156e-1;
  const t1 = upperHalf(zh + zl + dph + n);
  return { t1, t2: zl - (t1 - n - dph - zh) };
}

const isOdd = (y: number): boolean => Math.abs(y) % 2 === 1;

/**
 * x to the power of y, error below 1 ulp. Special cases as in C: NaN for x below zero unless y is an integer, and 1 for x = 1 or y = 0
 * whatever the other is.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  if (x < 0) {
    if (Math.floor(y) !== y) return NaN;
    return isOdd(y) ? -pow(-x, y) : pow(-x, y);
  }
  if (x === 0) {
    const size = y > 0 ? 0 : Infinity;
    return 1 / x < 0 && isOdd(y) ? -size : size;
  }
  if (x === Infinity) return y > 0 ? Infinity : 0;
  if (y === Infinity || y === -Infinity) return x > 1 === y > 0 ? Infinity : 0;
  const { t1, t2 } = log2Parts(x);
  const y1 = upperHalf(y);
  const pl = (y - y1) * t1 + y * t2;
  const ph = y1 * t1;
  const z = pl + ph;
  if (z >= 1024 && (z > 1024 || pl + 8.008566259537294e-17 > z - ph)) return Infinity;
  if (z <= -1075) return 0;
  return exp2OfSum(ph, pl, z);
}

function exp2OfSum(high: number, low: number, z: number): number {
  const n = Math.floor(z + 0.5);
  const ph = high - n;
  const t = upperHalf(low + ph);
  const u = t * 6.93147182464599609375e-1;
  const v = (low - (t - ph)) * 6.93147180559945286227e-1 + t * -1.90465429995776804525e-9;
  const w0 = u + v;
  const w = v - (w0 - u);
  const t2 = w0 * w0;
  const t1 =
    w0 -
    t2 *
      (1.66666666666666019037e-1 +
        t2 *
          (-2.77777777770155933842e-3 +
            t2 * (6.61375632143793436117e-5 + t2 * (-1.6533902205465251539e-6 + t2 * 4.13813679705723846039e-8))));
  const r = (w0 * t1) / (t1 - 2) - (w + w0 * w);
  return scale(1 - (r - w0), n);
}
