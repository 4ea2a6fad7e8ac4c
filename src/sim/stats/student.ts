import { exp, log } from '../kernel/exactMath';
import { invariant } from '../kernel/assert';

const MOST_TERMS = 300;
const TINY = 1e-300;
const PRECISION = 1e-15;

/** Gamma((n + 1) / 2) / Gamma(n / 2), by its recursion from n = 1 and n = 2. */
function gammaRatio(n: number): number {
  let ratio = n % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let i = n % 2 === 1 ? 1 : 2; i < n; i += 2) ratio *= (i + 1) / i;
  return ratio;
}

/** The continued fraction of the incomplete beta function (Lentz's method; Press et al., Numerical Recipes, 6.4). */
function betaFraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return fraction;
}

/** Probability that Student's t with `degrees` of freedom lies beyond `t` (at least 0), on one side. */
export function studentTail(t: number, degrees: number): number {
  const a = degrees / 2;
  const x = degrees / (degrees + t * t);
  // x^(n/2) (1 - x)^(1/2) / B(n/2, 1/2), from which both continued fractions start.
  const front = (exp(a * log(x)) * Math.sqrt(1 - x) * gammaRatio(degrees)) / Math.sqrt(Math.PI);
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(a, 0.5, x)) / a / 2;
  return (1 - (front * betaFraction(0.5, a, 1 - x)) / 0.5) / 2;
}

/**
 * The t that Student's distribution with `degrees` of freedom (an integer from 1) stays within, on both sides, with
 * probability `level` (above 0, below 1): 12.706 for 0.95 and 1. Right to about ten digits. Throws InvariantError for others.
 */
export function studentQuantile(level: number, degrees: number): number {
  invariant(
    level > 0 && level < 1 && degrees >= 1 && Math.floor(degrees) === degrees,
    `studentQuantile(${level}, ${degrees}) is not defined`,
  );
  const known = quantiles.get(level)?.[degrees];
  if (known !== undefined) return known;
  const found = search(level, degrees);
  const ofLevel = quantiles.get(level) ?? [];
  ofLevel[degrees] = found;
  quantiles.set(level, ofLevel);
  return found;
}

/** Quantiles found before, by level and degrees: every summary needs the same few. */
const quantiles = new Map<number, number[]>();

function search(level: number, degrees: number): number {
  const tail = (1 - level) / 2;
  let low = 0;
  let high = 1;
  while (studentTail(high, degrees) > tail) high *= 2;
  while (high - low > high * 1e-12) {
    const middle = (low + high) / 2;
    if (studentTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
