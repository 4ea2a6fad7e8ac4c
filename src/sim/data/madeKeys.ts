const SECONDS_A_DAY = 86_400;

/** The names of keys that are numbered from 0, both ways, made when they are asked for. */
export interface KeyNames {
  /** The name of a key that is there. */
  readonly nameOf: (key: number) => string;
  /** The number of a name; -1: no key has it. */
  readonly indexOf: (name: string) => number;
}

/** Keys such as `user_17`: a prefix, a number that goes up from `from` (with zeros in front up to `digits`), and a suffix. */
export function numberedKeys(prefix: string, suffix: string, from: number, digits: number): KeyNames {
  const nameOf = (key: number): string => `${prefix}${String(from + key).padStart(digits, '0')}${suffix}`;
  return {
    nameOf,
    indexOf: (name) => {
      if (!name.startsWith(prefix) || !name.endsWith(suffix)) return -1;
      const number = name.slice(prefix.length, name.length - suffix.length);
      if (!/^\d{1,15}$/.test(number)) return -1;
      const key = Number(number) - from;
      return key >= 0 && nameOf(key) === name ? key : -1;
    },
  };
}

/** Keys that are moments, such as `2026-01-01T00:00:05Z`: from `start` on, so many seconds apart. */
export function stampKeys(start: string, everySeconds: number): KeyNames {
  const first = secondsOf(start) ?? 0;
  return {
    nameOf: (key) => stampOf(first + key * everySeconds),
    indexOf: (name) => {
      const seconds = secondsOf(name);
      return seconds === null || seconds < first || (seconds - first) % everySeconds !== 0 ? -1 : (seconds - first) / everySeconds;
    },
  };
}

/** Seconds from 1970 of a moment written as `2026-01-01T00:00:00Z`; null when there is no such moment. */
export function secondsOf(stamp: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(stamp);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  const seconds = daysFromCivil(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
  return stampOf(seconds) === stamp ? seconds : null;
}

function stampOf(seconds: number): string {
  const days = Math.floor(seconds / SECONDS_A_DAY);
  const rest = seconds - days * SECONDS_A_DAY;
  const [year, month, day] = civilFromDays(days);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}Z`;
}

/** Days since 1970-01-01 (H. Hinnant, chrono-compatible low-level date algorithms, 2013). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The opposite. */
function civilFromDays(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * m + 2) / 5) + 1];
}
