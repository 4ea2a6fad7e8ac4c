import { exp, log, pow } from './exactMath';

/** Coefficients of AS 241, lowest power first: numerators and denominators for the middle, the flanks and the far tails. */
const MIDDLE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
    2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852854,
  ],
];
const FLANK = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
    1.0507500716444169e-9,
  ],
];
const TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548, 1.421511758316446e-7,
    2.0442631033899397e-15,
  ],
];

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);
const ratio = ([above, below]: readonly (readonly number[])[], x: number): number => polynomial(above, x) / polynomial(below, x);

/**
 * The value below which the share p of standard normal draws lies, to about 1e-15 (M. Wichura, AS 241, Applied Statistics 37, 1988).
 * -Infinity at 0, Infinity at 1.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
  const tail = Math.min(p, 1 - p);
  if (tail <= 0) return q < 0 ? -Infinity : Infinity;
  const r = pow(-log(tail), 0.5);
  const size = r <= 5 ? ratio(FLANK, r - 1.6) : ratio(TAIL, r - 5);
  return q < 0 ? -size : size;
}

const LOG_ROOT_TWO_PI = 0.9189385332046728;

/**
 * The share of standard normal draws at or below x, to about 1e-15 (G. Marsaglia, Evaluating the Normal Distribution, Journal of
 * Statistical Software 11, 2004).
 */
export function normalShare(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  const square = x * x;
  let sum = x;
  let before = 0;
  for (let term = x, i = 3; sum !== before; i += 2) {
    before = sum;
    term *= square / i;
    sum += term;
  }
  return 0.5 + sum * exp(-0.5 * square - LOG_ROOT_TWO_PI);
}
