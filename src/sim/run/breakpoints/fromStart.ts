import type { Breakpoint } from '../../model/breakpointSchema';
import type { Scenario } from '../../model/scenario';

/**
 * Whether a breakpoint can be found only by going over the run from its beginning: who tells of the lines of a program in JavaScript has
 * to see all that it was given.
 */
export function isSoughtFromStart(breakpoint: Breakpoint, { programs = {} }: Pick<Scenario, 'programs'>): boolean {
  const isLine = breakpoint.type === 'event' && breakpoint.event === 'line';
  return isLine && Object.values(programs).some(({ language }) => language === 'javascript');
}
