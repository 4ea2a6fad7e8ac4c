import { mix32 } from '../kernel/hash';
import { CITIES, FAMILY_NAMES, FIRST_NAMES, HOBBIES, JOBS, REMARKS } from './words';

/** How many made-up profiles are shipped: 40 first names by 25 family names. */
export const PROFILE_COUNT = FIRST_NAMES.length * FAMILY_NAMES.length;

/** Fields of a profile, in the order stores number them. */
export const PROFILE_FIELDS = ['name', 'city', 'bio', 'followers', 'joined'] as const;

/** A made-up social-media profile. */
export interface Profile {
  readonly key: string;
  readonly name: string;
  readonly city: string;
  readonly bio: string;
  readonly followers: number;
  readonly joined: number;
}

const capital = (word: string): string => (word === '' ? '' : word[0].toUpperCase() + word.slice(1));

const keys: readonly string[] = FAMILY_NAMES.flatMap((family) => FIRST_NAMES.map((first) => (family === '' ? first : `${first}-${family}`)));
const indexes: ReadonlyMap<string, number> = new Map(keys.map((key, i) => [key, i]));

/** The key of profile `i`, e.g. `alexandra` (0) or `maria-lopez`. Lower-case letters and a hyphen. */
export function profileKey(i: number): string {
  return keys[i];
}

/** The number of a key, -1 when no profile has it. */
export function profileIndex(key: string): number {
  return indexes.get(key) ?? -1;
}

function pick<T>(list: readonly T[], i: number, salt: number): T {
  return list[mix32(i * 7919 + salt) % list.length];
}

/** A profile as shipped, before any write. */
export function baseProfile(i: number): Profile {
  const [first, family = ''] = keys[i].split('-');
  const spread = mix32(i * 7919 + 5);
  const followers = spread % 50 === 0 ? 20_000 + (spread % 480_000) : spread % 7 === 0 ? 900 + (spread % 8_000) : 12 + (spread % 700);
  return {
    key: keys[i],
    name: `${capital(first)}${family === '' ? '' : ` ${capital(family)}`}`,
    city: pick(CITIES, i, 1),
    bio: `${capital(pick(JOBS, i, 2))}, fond of ${pick(HOBBIES, i, 3)}. ${pick(REMARKS, i, 4)}`,
    followers,
    joined: 2009 + (mix32(i * 7919 + 6) % 16),
  };
}

/** What write number `write` (1 or more) puts into a field of profile `i`: always the same for the same write. */
export function writtenField(i: number, field: number, write: number): string | number {
  const base = baseProfile(i);
  const n = i * 31 + write;
  switch (PROFILE_FIELDS[field]) {
    case 'name':
      return `${base.name} ${['\u2600', '\u2728', '\u2665', '\u266b'][mix32(n) % 4]}`;
    case 'city':
      return pick(CITIES, n, 11);
    case 'bio':
      return `${capital(pick(JOBS, n, 12))} now, still fond of ${pick(HOBBIES, i, 3)}. ${pick(REMARKS, n, 13)}`;
    case 'followers':
      return base.followers + write;
    default:
      return 2009 + (mix32(n) % 16);
  }
}
