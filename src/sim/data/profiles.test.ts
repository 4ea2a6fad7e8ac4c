import { describe, expect, it } from 'vitest';
import { xxhash32 } from '../kernel/xxhash';
import { NAME_GROUPS } from './names';
import { baseProfile, PEOPLE, PROFILE_FIELDS, personIndex, personKey, writtenField, type Profile } from './profiles';
import { BIOS, CITIES, HOBBIES, JOBS, NEWS, NICKNAMES, REMARKS } from './words';

const all: readonly (Profile & { key: string })[] = Array.from({ length: PEOPLE }, (_, i) => ({ key: personKey(i), ...baseProfile(i) }));

describe('the shipped profiles', () => {
  it('are 1,000 people, the seven of the course first', () => {
    expect(PEOPLE).toBe(1000);
    expect(all.slice(0, 7).map((p) => p.key)).toEqual(['alexandra', 'peter', 'siddiqui', 'mary', 'tao', 'lin', 'carmen']);
    expect(all[0].name).toBe('Alexandra Vasilakis');
  });

  it('have keys of their own: lower-case letters, at most one hyphen, found by key and by number', () => {
    expect(new Set(all.map((p) => p.key)).size).toBe(1000);
    for (const [i, { key }] of all.entries()) {
      expect(key).toMatch(/^[a-z]{2,}(-[a-z]{2,})?$/);
      expect(personKey(i)).toBe(key);
      expect(personIndex(key)).toBe(i);
    }
    expect(personIndex('maria-lopez')).toBeGreaterThan(6);
    for (const unknown of ['', 'Alexandra', 'alexandra ', '12', 'constructor', '__proto__']) expect(personIndex(unknown)).toBe(-1);
  });

  it('are as varied as people: no name twice, no first name more than four times, every city lived in, hardly a bio twice', () => {
    expect(new Set(all.map((p) => p.name)).size).toBe(1000);
    const namesakes = new Map<string, number>();
    for (const { key } of all) namesakes.set(key.split('-')[0], (namesakes.get(key.split('-')[0]) ?? 0) + 1);
    expect(Math.max(...namesakes.values())).toBeLessThanOrEqual(4);
    expect(new Set(all.map((p) => p.city)).size).toBe(CITIES.length);
    expect(new Set(all.map((p) => p.bio)).size).toBeGreaterThan(970);
    const firstNames = all.map((p) => p.key.split('-')[0]);
    expect(firstNames.filter((first, i) => first === firstNames[i - 1])).toEqual([]);
  });

  it('have whole sentences as bios: no gap left open, a capital first, a mark last, "an" before a vowel', () => {
    for (const { bio } of all) {
      expect(bio).not.toMatch(/[{}]|undefined| {2}/);
      expect(bio).toMatch(/^[A-Z].*[.!?]$/);
      expect(bio).not.toMatch(/\ba [aeio]/);
      expect(bio).not.toMatch(/[.?!] [a-z]/);
      expect(bio.length).toBeLessThan(140);
    }
  });

  it('have three different interests, a year from 2009 to 2025, and the key in the name', () => {
    for (const p of all) {
      expect(new Set(p.interests).size).toBe(3);
      expect(Number.isInteger(p.joined) && p.joined >= 2009 && p.joined <= 2025).toBe(true);
      const [first, family] = p.key.split('-');
      expect(p.name.toLowerCase()).toContain(first);
      expect(p.name.toLowerCase()).toContain(family ?? first);
    }
  });

  it('have followers as in life: most a few dozen, a tenth of them hundreds, a few tens of thousands', () => {
    const followers = all.map((p) => p.followers).sort((a, b) => a - b);
    expect(followers.every((f) => Number.isSafeInteger(f) && f > 0)).toBe(true);
    expect(followers[500]).toBeLessThan(150);
    expect(followers[900]).toBeGreaterThan(300);
    expect(followers[999]).toBeGreaterThan(20_000);
    const top = followers.slice(-10).reduce((sum, f) => sum + f, 0);
    expect(top / followers.reduce((sum, f) => sum + f, 0)).toBeGreaterThan(0.3);
  });

  it('never change: traces hang on the keys, hand-ins on what a look-up shows', () => {
    expect(xxhash32(all.map((p) => p.key).join('\n'))).toBe(2712075520);
    expect(xxhash32(JSON.stringify(all))).toBe(3848990977);
  });

  it('go on beyond the people with keys of their own: whoever has key number 12,345 has a profile, always the same', () => {
    const far = baseProfile(12_345);
    expect(far).toEqual(baseProfile(12_345));
    expect(far.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(far.city).not.toBe('');
  });

  it('refuse what is no number of a key', () => {
    for (const nobody of [-1, 0.5, NaN])
      expect(() => baseProfile(nobody)).toThrow(`there is no profile ${nobody}: profiles are numbered from 0`);
  });
});

describe('a write', () => {
  const fields = PROFILE_FIELDS.map((_, field) => field);

  it('puts something else into the field than what was there, and always the same', () => {
    for (let i = 0; i < PEOPLE; i += 13) {
      for (const field of fields) {
        let before: string | number = baseProfile(i)[PROFILE_FIELDS[field]];
        for (let write = 1; write <= 150; write++) {
          const now = writtenField(i, field, write);
          expect(now, `${personKey(i)}, ${PROFILE_FIELDS[field]}, write ${write}`).not.toBe(before);
          expect(now).toBe(writtenField(i, field, write));
          before = now;
        }
      }
    }
  });

  it('is recognisable: a nickname, another city of the list, a new sentence, followers one by one, another year', () => {
    const base = baseProfile(0);
    for (const write of [1, 2, 1000, 123_456]) {
      const name = /^Alexandra \u201c(\w+)\u201d Vasilakis$/.exec(String(writtenField(0, 0, write)));
      expect(NICKNAMES).toContain(name?.[1]);
      expect(CITIES).toContain(writtenField(0, 1, write));
      const bio = String(writtenField(0, 2, write));
      expect(bio.startsWith(`${base.bio} `)).toBe(true);
      expect(NEWS).toContain(bio.slice(base.bio.length + 1));
      expect(writtenField(0, 3, write)).toBe(base.followers + write);
      const year = writtenField(0, 4, write) as number;
      expect(year >= 2009 && year <= 2025 && year !== base.joined).toBe(true);
    }
  });

  it('refuses a field or a write that does not exist', () => {
    expect(() => writtenField(0, 5, 1)).toThrow('there is no field 5: fields are numbered 0 to 4');
    for (const write of [0, -1, 1.5, NaN])
      expect(() => writtenField(0, 0, write)).toThrow(`there is no write ${write}: writes are numbered from 1`);
    expect(() => writtenField(-1, 0, 1)).toThrow(RangeError);
  });
});

describe('the word lists', () => {
  it('have no entry twice and none empty', () => {
    for (const list of [CITIES, JOBS, HOBBIES, REMARKS, BIOS, NEWS, NICKNAMES]) {
      expect(new Set(list).size).toBe(list.length);
      expect(list.every((entry) => entry !== '' && entry === entry.trim())).toBe(true);
    }
  });

  it('hold no name in two groups, and groups of one size', () => {
    const first = NAME_GROUPS.flatMap((group) => group.first);
    const family = NAME_GROUPS.flatMap((group) => group.family);
    expect(new Set(first).size).toBe(first.length);
    expect(new Set(family).size).toBe(family.length);
    for (const group of NAME_GROUPS) expect([group.first.length, group.family.length]).toEqual([12, 10]);
  });
});
