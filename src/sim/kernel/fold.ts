const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/** Two fresh lanes to fold words into; see `hashHex` for the end. */
export function newLanes(): Int32Array {
  return new Int32Array([0x2545f491, 0x6a09e667]);
}

/** Folds a word into two lanes. */
export function fold(lanes: Int32Array, word: number): void {
  let x = Math.imul(lanes[0] ^ word, 0x85ebca6b);
  x = (x << 13) | (x >>> 19);
  const y = Math.imul(lanes[1] ^ x, 0xc2b2ae35);
  lanes[0] = (x + y) | 0;
  lanes[1] = ((y << 17) | (y >>> 15)) ^ x;
}

/** Folds two words into two lanes in one step: what a run does at every event. */
export const foldPair = (lanes: Int32Array, p: number, q: number): void => {
  let x = Math.imul(lanes[0] ^ p, 0x85ebca6b);
  x = (x << 13) | (x >>> 19);
  const y = Math.imul(lanes[1] ^ q, 0xc2b2ae35);
  lanes[0] = (x + y) | 0;
  lanes[1] = ((y << 17) | (y >>> 15)) ^ x;
};

/** A word that all bits of a number take part in; 0 and -0 are one number. */
export function numberWord(value: number): number {
  float[0] = value + 0;
  return words[0] ^ Math.imul(words[1], 0x9e3779b1);
}

/** Folds numbers and how many they are. */
export function foldNumbers(lanes: Int32Array, values: ArrayLike<number>): void {
  fold(lanes, values.length);
  for (let i = 0; i < values.length; i++) fold(lanes, numberWord(values[i]));
}
