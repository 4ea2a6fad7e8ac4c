import { strings } from './strings';

/** What a text is as a number: its value, or a sentence why it is none. */
export type ReadNumber = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string };

const GROUPS_OF_THREE = /^[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const no = (problem: string): ReadNumber => ({ ok: false, problem });

/**
 * Reads a number as people write it anywhere, by one rule. Of points and commas the last is the decimal sign when both are there
 * (`1.000,5`, `1,000.5`), and several of one kind divide thousands (`1.000.000`). A single one is the decimal sign (`0,5`, `0.5`, `1.125`),
 * unless it might as well divide thousands (`1,000`, `1.000`): that is asked about, never guessed. Blanks and apostrophes between digits
 * mean nothing.
 */
export function readNumber(text: string): ReadNumber {
  const plain = text.trim().replace(/(?<=\d)[\s'\u2019\u00a0\u202f](?=\d)/g, '');
  if (plain === '') return no(strings.noNumber);
  const points = plain.split('.').length - 1;
  const commas = plain.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const decimal = plain.lastIndexOf('.') > plain.lastIndexOf(',') ? '.' : ',';
    const [whole, fraction, ...more] = plain.split(decimal);
    const isGrouped = more.length === 0 && /^\d*$/.test(fraction) && GROUPS_OF_THREE.test(whole);
    return isGrouped ? valueOf(`${whole.replaceAll(/[.,]/g, '')}.${fraction}`) : no(strings.noNumber);
  }
  if (points > 1 || commas > 1) return GROUPS_OF_THREE.test(plain) ? valueOf(plain.replaceAll(/[.,]/g, '')) : no(strings.noNumber);
  if (isUnclear(plain)) return no(strings.unclearNumber(plain, plain.replace(/[.,]/, ''), String(Number(plain.replace(',', '.')))));
  return valueOf(plain.replace(',', '.'));
}

/** One sign with three digits behind it and one to three before. The app itself writes `1.125`, and no zero at the end. */
function isUnclear(plain: string): boolean {
  return GROUPS_OF_THREE.test(plain) && !/^[+-]?0/.test(plain) && (plain.includes(',') || plain.endsWith('0'));
}

function valueOf(text: string): ReadNumber {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? { ok: true, value } : no(strings.noNumber);
}

/** The range that a number is to lie in. */
export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
  readonly unit?: string | undefined;
}

/** Reads a number of a range; a sentence when it is none or lies outside. */
export function readNumberWithin(text: string, { minimum, maximum, integer = false, unit = '' }: NumberRange): ReadNumber {
  const read = readNumber(text);
  if (!read.ok) return read;
  const withUnit = (limit: number): string => (unit === '' ? String(limit) : `${limit} ${unit}`);
  if (integer && !Number.isInteger(read.value)) return no(strings.noWholeNumber);
  if (read.value < minimum) return no(strings.atLeast(withUnit(minimum)));
  return read.value > maximum ? no(strings.atMost(withUnit(maximum))) : read;
}
