/** Cells that the numbers from 1 to 2 are cut into, for logarithms. */
export const CELLS = 256;
/** Numbers a cell has in the table. */
export const CELL_STRIDE = 3;
const INVERSE_ONE = 4096;
/** Bits after the point of the whole-number arithmetic that the table is made with. */
const BITS = 120n;

/** ln(a / b) for positive whole numbers close to each other, with BITS bits after the point: 2 artanh((a - b) / (a + b)). */
function lnRatio(a: number, b: number): bigint {
  const z = (BigInt(a - b) << BITS) / BigInt(a + b);
  const square = (z * z) >> BITS;
  let power = z;
  let sum = 0n;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> BITS;
  }
  return 2n * sum;
}

const TWO_33 = 8589934592;
const asNumber = (fixed: bigint): number => Number(fixed) / Number(1n << BITS);

/**
 * For the i-th of CELLS equal cells of [1, 2): a number close to the inverse of its middle, short enough (13 bits) that the product with
 * any
 * 33-bit number is exact, and its logarithm in two parts, the first a multiple of 2^-33. In the upper half the logarithm is that of twice
 * the
 * inverse, so that numbers just below 2 count as just below 1; the last cell's is exactly 0. Whole-number arithmetic: the same everywhere.
 */
export function makeLogTable(): Float64Array {
  const table = new Float64Array(CELLS * CELL_STRIDE);
  for (let cell = 0; cell < CELLS; cell++) {
    const middle = 1 + (cell + 0.5) / CELLS;
    const inverse = cell === CELLS - 1 ? INVERSE_ONE / 2 : Math.round(INVERSE_ONE / middle);
    const ln = lnRatio(cell < CELLS / 2 ? inverse : 2 * inverse, INVERSE_ONE);
    const high = Math.round(asNumber(ln) * TWO_33) / TWO_33;
    table.set([inverse / INVERSE_ONE, high, asNumber(ln - BigInt(high * TWO_33) * (1n << (BITS - 33n)))], cell * CELL_STRIDE);
  }
  return table;
}
