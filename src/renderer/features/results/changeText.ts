import { LANGUAGE } from '../../messages/message';
import { strings } from './strings';

/** By how much a figure of this run differs from the other's, e.g. "+51 %"; nothing where that says nothing. */
export function changeText(from: number | null, to: number | null): string {
  if (from === null || to === null || from === to || from === 0) return '';
  const percent = (to / from - 1) * 100;
  const text = percent.toLocaleString(LANGUAGE, { maximumFractionDigits: Math.abs(percent) < 10 ? 1 : 0, signDisplay: 'exceptZero' });
  return strings.here(`${text} %`);
}
