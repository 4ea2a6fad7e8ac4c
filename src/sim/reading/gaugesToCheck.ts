import { STANDARD_GAUGES } from '../parts/contract';
import { kindOf } from '../kinds/index';
import type { GaugeInfo } from '../trace/types';

/** Of the gauges that every part has, those for which there is no other metric. */
const STANDARD = ['busy', 'inside'];

/** Gauges of a kind that a check may be about: requests inside, busy slots, and the kind's own. None when the kind is not known. */
export function gaugesToCheck(kind: string): readonly GaugeInfo[] {
  const own = kindOf(kind)?.descriptor.gauges;
  return own === undefined ? [] : [...STANDARD_GAUGES.filter(({ name }) => STANDARD.includes(name)), ...own];
}
