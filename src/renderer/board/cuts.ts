import { cutBitsOf, type Hold } from '../../sim/index';

/** What of a wire is cut at a moment. */
export type CutState = 'none' | 'forward' | 'backward' | 'both';

const STATES: readonly CutState[] = ['none', 'forward', 'backward', 'both'];

/** Cut state of every wire that is cut, from what lasts: wires that are whole are left out. */
export function cutsOf(holds: readonly Hold[]): ReadonlyMap<string, CutState> {
  const links = new Set(holds.filter((hold) => hold.type === 'cut').map((hold) => hold.target));
  return new Map([...links].map((link) => [link, STATES[cutBitsOf(holds, link)]]));
}

/** What is written where two ends are cut from each other, and what else troubles them; empty: nothing does. */
export function troubleText({ from, to }: { readonly from: string; readonly to: string }, cut: CutState, trouble: string): string {
  const texts: string[] = [];
  if (cut === 'both') texts.push('cut');
  if (cut === 'forward') texts.push(`cut ${from} \u2192 ${to}`);
  if (cut === 'backward') texts.push(`cut ${to} \u2192 ${from}`);
  if (trouble !== '') texts.push(trouble);
  return texts.join(', ');
}
