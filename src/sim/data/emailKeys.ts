import type { KeyNames } from './madeKeys';
import { NAME_GROUPS } from './names';

const FIRST = NAME_GROUPS.flatMap((group) => group.first);
const FAMILY = NAME_GROUPS.flatMap((group) => group.family);
const PAIRS = FIRST.length * FAMILY.length;
/** Prime to the number of pairs: a stride through them meets each once before any twice, so neighbours differ. */
const STRIDE = 7919;

/** Keys such as `kenji.rossi@example.com`, with a number behind the name once every pair of names was used. */
export function emailKeys(domain: string): KeyNames {
  const firstAt = new Map(FIRST.map((name, at) => [name, at]));
  const familyAt = new Map(FAMILY.map((name, at) => [name, at]));
  const back = inverse(STRIDE, PAIRS);
  const nameOf = (key: number): string => {
    const pair = (key * STRIDE) % PAIRS;
    const round = Math.floor(key / PAIRS);
    const family = FAMILY[Math.floor(pair / FIRST.length)];
    return `${FIRST[pair % FIRST.length]}.${family}${round === 0 ? '' : round + 1}@${domain}`;
  };
  return {
    nameOf,
    indexOf: (name) => {
      const match = /^([a-z]+)\.([a-z]+)(\d{0,4})@/.exec(name);
      const first = firstAt.get(match?.[1] ?? '');
      const family = familyAt.get(match?.[2] ?? '');
      if (match === null || first === undefined || family === undefined) return -1;
      const round = match[3] === '' ? 0 : Number(match[3]) - 1;
      const key = round * PAIRS + (((family * FIRST.length + first) * back) % PAIRS);
      return key >= 0 && nameOf(key) === name ? key : -1;
    },
  };
}

/** The number that times `value` leaves 1 when divided by `modulus`, by Euclid's algorithm. */
function inverse(value: number, modulus: number): number {
  let [before, now] = [0, 1];
  let [larger, smaller] = [modulus, value];
  while (smaller > 1) {
    const times = Math.floor(larger / smaller);
    [before, now] = [now, before - times * now];
    [larger, smaller] = [smaller, larger - times * smaller];
  }
  return ((now % modulus) + modulus) % modulus;
}
