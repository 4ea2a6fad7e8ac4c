/**
 * A whole number with commas between thousands. By hand: the language's own formatting is some fifty times slower, and faces need it
 * often.
 */
export function grouped(value: number): string {
  const whole = Math.round(value);
  if (whole < 1000 && whole > -1000) return String(whole);
  let digits = String(Math.abs(whole));
  let text = '';
  while (digits.length > 3) {
    text = `,${digits.slice(-3)}${text}`;
    digits = digits.slice(0, -3);
  }
  return (whole < 0 ? '-' : '') + digits + text;
}

/** A number as short text: 999, 12,345, 1.23 M. */
export function short(value: number): string {
  return value >= 1e6 ? `${Number((value / 1e6).toPrecision(3))} M` : grouped(value);
}

/** A number where there is hardly any room: 999, 1.2 k, 35 k, 1.2 M. */
export function brief(value: number): string {
  if (value >= 999_500) return `${Number((value / 1e6).toPrecision(2))} M`;
  return value >= 1000 ? `${Number((value / 1000).toPrecision(2))} k` : grouped(value);
}

/** A number with its word, e.g. "1 slot", "4 slots". */
export function count(value: number, word: string, words = `${word}s`): string {
  return `${grouped(value)} ${value === 1 ? word : words}`;
}

/** Milliseconds as short text; "no mean" where it is infinite. */
export function millis(ms: number): string {
  return Number.isFinite(ms) ? `${Number(ms.toPrecision(3))} ms` : 'no mean';
}
