import { cutBitsOf, type Hold } from '../../sim/index';

/** What of a wire is cut at a moment. */
export type CutState = 'none' | 'forward' | 'backward' | 'both';

const STATES: readonly CutState[] = ['none', 'forward', 'backward', 'both'];

/** Cut state of every wire that is cut, from what lasts: wires that are whole are left out. */
export function cutsOf(holds: readonly Hold[]): ReadonlyMap<string, CutState> {
  const links = new Set(holds.filter((hold) => hold.type === 'cut').map((hold) => hold.target));
  return new Map([...links].map((link) => [link, STATES[cutBitsOf(holds, link)]]));
}
