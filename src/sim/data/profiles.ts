import { pow } from '../kernel/exactMath';
import { mix32 } from '../kernel/hash';
import { FIRST_SEVEN, NAME_GROUPS } from './names';
import { BIOS, CITIES, HOBBIES, JOBS, NEWS, NICKNAMES, REMARKS } from './words';

/** How many people with a key of their own are shipped. */
export const PEOPLE = 1000;

/** Fields of a profile, in the order stores number them. */
export const PROFILE_FIELDS = ['name', 'city', 'bio', 'followers', 'joined'] as const;

/** A made-up social-media profile; any likeness to a living person is chance. */
export interface Profile {
  readonly name: string;
  readonly city: string;
  readonly bio: string;
  readonly followers: number;
  /** The year in which the account was made. */
  readonly joined: number;
  readonly interests: readonly string[];
}

const FIRST_YEAR = 2009;
const YEARS = 17;
const FEWEST_FOLLOWERS = 40;
const MOST_FOLLOWERS = 900_000;
/** Prime to the number of first names, so that a stride through them meets each once before any twice. */
const STRIDE = 101;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A number that a profile has for a purpose, always the same. */
const salted = (i: number, salt: number): number => mix32(Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b));

function pick(list: readonly string[], i: number, salt: number): string {
  return list[salted(i, salt) % list.length];
}

/**
 * The family name of the `round`-th person with the first name at `place` of a group. Four rounds give four names: 3 is prime
 * to 10 within the group, and one in six takes a name from the group `round + 1` further on, because families mix.
 */
function familyName(groupIndex: number, place: number, round: number): string {
  const isMixed = round > 0 && salted(groupIndex * 100 + place, round) % 6 === 0;
  const family = NAME_GROUPS[(groupIndex + (isMixed ? round + 1 : 0)) % NAME_GROUPS.length].family;
  return family[(groupIndex + place * 7 + round * 3) % family.length];
}

/** Everybody's key and full name: the seven, then each first name alone, then first names with a family name. */
function people(): (readonly [key: string, name: string])[] {
  const perGroup = NAME_GROUPS[0].first.length;
  const firstNames = perGroup * NAME_GROUPS.length;
  const all = [...FIRST_SEVEN];
  for (let n = 0; all.length < PEOPLE; n++) {
    const round = Math.floor(n / firstNames);
    // Alone, the groups take turns; later the stride keeps neighbours different.
    const at = round === 0 ? n : (n * STRIDE) % firstNames;
    const groupIndex = at % NAME_GROUPS.length;
    const place = Math.floor(at / NAME_GROUPS.length);
    const first = NAME_GROUPS[groupIndex].first[place];
    const family = familyName(groupIndex, place, round === 0 ? 3 : round - 1);
    all.push([round === 0 ? first : `${first}-${family}`, `${capital(first)} ${capital(family)}`]);
  }
  return all;
}

const everybody = people();
const indexes: ReadonlyMap<string, number> = new Map(everybody.map(([key], i) => [key, i]));

/** The key of one of the shipped people, e.g. `alexandra` (0) or `maria-lopez`: lower-case letters and at most one hyphen. */
export function personKey(i: number): string {
  return everybody[i][0];
}

/** The number of the shipped person with a key, -1 when nobody has it. */
export function personIndex(key: string): number {
  return indexes.get(key) ?? -1;
}

function checkNumber(i: number): void {
  if (!Number.isSafeInteger(i) || i < 0) throw new RangeError(`there is no profile ${i}: profiles are numbered from 0`);
}

/** Whose name stands in profile `i`: beyond the shipped people, names come again. */
function fullName(i: number): string {
  checkNumber(i);
  return everybody[i < PEOPLE ? i : salted(i, 13) % PEOPLE][1];
}

/** Three different things a person likes. */
function interestsOf(i: number): [string, string, string] {
  const n = HOBBIES.length;
  const first = salted(i, 3) % n;
  const second = (first + 1 + (salted(i, 4) % (n - 1))) % n;
  let third = (first + 1 + (salted(i, 5) % (n - 1))) % n;
  if (third === second) third = (second + 1) % n === first ? (second + 2) % n : (second + 1) % n;
  return [HOBBIES[first], HOBBIES[second], HOBBIES[third]];
}

function bioOf(i: number, city: string, [likes, likes2, likes3]: readonly [string, string, string]): string {
  const job = pick(JOBS, i, 6);
  const remark = salted(i, 7) % REMARKS.length;
  const words: Readonly<Record<string, string>> = {
    job: `${'aeiou'.includes(job[0]) ? 'an' : 'a'} ${job}`,
    Job: capital(job),
    likes,
    Likes: capital(likes),
    likes2,
    likes3,
    city,
    City: city,
    remark: REMARKS[remark],
    remark2: REMARKS[(remark + 1 + (salted(i, 8) % (REMARKS.length - 1))) % REMARKS.length],
  };
  const text = pick(BIOS, i, 9).replace(/\{(\w+)\}/g, (_, word: string) => words[word]);
  return text.replace(/(^|[.?!] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/**
 * What stands under key number `i` before any write: a profile, the same for the same number whatever the key is called. Followers are
 * spread as in life: many have dozens, a few have tens of thousands. Throws RangeError when `i` is no number of a key.
 */
export function baseProfile(i: number): Profile {
  const name = fullName(i);
  const city = pick(CITIES, i, 1);
  const interests = interestsOf(i);
  const share = (salted(i, 2) + 0.5) / 4294967296;
  return {
    name,
    city,
    bio: bioOf(i, city, interests),
    followers: Math.min(MOST_FOLLOWERS, Math.floor(FEWEST_FOLLOWERS * pow(share, -1.1))),
    joined: FIRST_YEAR + (salted(i, 10) % YEARS),
    interests,
  };
}

/** One field of what stands under key number `i` before any write, without making the others. Throws as `baseProfile` does. */
export function shippedField(i: number, field: number): string | number {
  switch (PROFILE_FIELDS[field]) {
    case 'name':
      return fullName(i);
    case 'city':
      checkNumber(i);
      return pick(CITIES, i, 1);
    default: {
      const name = PROFILE_FIELDS[field];
      if (name === undefined) throw noField(field);
      return baseProfile(i)[name];
    }
  }
}

function noField(field: number): RangeError {
  return new RangeError(`there is no field ${field}: fields are numbered 0 to ${PROFILE_FIELDS.length - 1}`);
}

/**
 * The entry that write number `write` puts in the place of entry `base`: never `base` itself, and never what the write before it put
 * there.
 */
function other<T>(list: readonly T[], base: number, write: number): T {
  return list[(base + 1 + ((write - 1) % (list.length - 1))) % list.length];
}

/**
 * What write number `write` (1 or more) puts into field number `field` of profile `i`: the same for the same write, and never
 * what was there before it. Throws when there is no such profile, field or write.
 */
export function writtenField(i: number, field: number, write: number): string | number {
  const base = baseProfile(i);
  if (!Number.isSafeInteger(write) || write < 1) throw new RangeError(`there is no write ${write}: writes are numbered from 1`);
  switch (PROFILE_FIELDS[field]) {
    case 'name': {
      const [first, ...rest] = base.name.split(' ');
      return `${first} \u201c${other(NICKNAMES, salted(i, 11) % NICKNAMES.length, write)}\u201d ${rest.join(' ')}`;
    }
    case 'city':
      return other(CITIES, CITIES.indexOf(base.city), write);
    case 'bio':
      return `${base.bio} ${other(NEWS, salted(i, 12) % NEWS.length, write)}`;
    case 'followers':
      return base.followers + write;
    case 'joined':
      return FIRST_YEAR + ((base.joined - FIRST_YEAR + 1 + ((write - 1) % (YEARS - 1))) % YEARS);
    default:
      throw noField(field);
  }
}
