import { mix32 } from '../kernel/hash';

/**
 * A 32-bit draw that depends on nothing but a salt, a purpose and a count (a counter-based generator, after J. Salmon et al., Parallel
 * Random Numbers: As Easy as 1, 2, 3, SC 2011; here three rounds of MurmurHash3's finaliser). It has no state, so that a fault
 * which begins in the middle of a run can draw without a stream that was opened before. Returns an integer from 0 to 2^32 - 1.
 */
export function counterDraw(salt: number, purpose: number, count: number): number {
  const low = mix32((salt ^ Math.imul(purpose + 1, 0x9e3779b1)) + Math.imul(count | 0, 0x85ebca6b));
  return mix32(mix32(low ^ Math.imul((count / 4294967296) | 0, 0xc2b2ae35)) + salt);
}
