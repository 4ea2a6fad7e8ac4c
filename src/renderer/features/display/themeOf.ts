import type { Settings } from '../../../contract/index';

/** What the system says about colours. */
export interface SystemColours {
  readonly isDark: boolean;
  /** The person wants more contrast than usual. */
  readonly isContrast: boolean;
  /** The system puts its own colours in place of the page's. */
  readonly isForced: boolean;
}

/** The theme to show: the one chosen, or what the system asks for. Where it puts its own colours in, they decide about contrast. */
export function themeOf(chosen: Settings['theme'], { isDark, isContrast, isForced }: SystemColours): 'light' | 'dark' | 'contrast' {
  if (chosen !== 'system') return chosen;
  if (isContrast && !isForced) return 'contrast';
  return isDark ? 'dark' : 'light';
}
