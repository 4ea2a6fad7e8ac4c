const LOW = 0xffffffff;
/** 2862933555777941757, in halves: the multiplier of the paper's generator. */
const FACTOR_HIGH = 0x27bb2ee6;
const FACTOR_LOW = 0x87b0b0fd;
const TWO_31 = 2147483648;

/** Upper half of the product of two unsigned 32-bit numbers. */
function upperHalf(a: number, b: number): number {
  const low = (a & 0xffff) * (b & 0xffff);
  const middle = (a >>> 16) * (b & 0xffff) + (low >>> 16);
  const other = (a & 0xffff) * (b >>> 16) + (middle % 65536);
  return (a >>> 16) * (b >>> 16) + Math.floor(middle / 65536) + Math.floor(other / 65536);
}

/**
 * The bucket (0 to `buckets` - 1) of a key of 64 bits, given in halves (J. Lamping, E. Veach, A Fast, Minimal Memory, Consistent Hash
 * Algorithm, 2014). Needs no table; a bucket more takes exactly its share of keys from the others, and moves no other key.
 */
export function jumpHash(low: number, buckets: number, high = 0): number {
  let keyLow = low >>> 0;
  let keyHigh = high >>> 0;
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    const nextLow = Math.imul(keyLow, FACTOR_LOW) >>> 0;
    const carried = upperHalf(keyLow, FACTOR_LOW) + Math.imul(keyLow, FACTOR_HIGH) + Math.imul(keyHigh, FACTOR_LOW);
    keyLow = (nextLow + 1) >>> 0;
    keyHigh = (carried + (nextLow === LOW ? 1 : 0)) >>> 0;
    next = Math.floor((bucket + 1) * (TWO_31 / ((keyHigh >>> 1) + 1)));
  }
  return bucket;
}
