import type { Fault } from '../../../sim/index';

/** What of a wire is cut at a moment. */
export type CutState = 'none' | 'forward' | 'backward' | 'both';

const FORWARD = 1;
const BACKWARD = 2;
const STATES: readonly CutState[] = ['none', 'forward', 'backward', 'both'];

/** Cut state of every wire that is cut at a moment, from the faults of the run: wires that are whole are left out. */
export function cutsAt(faults: readonly Fault[], atNs: number): ReadonlyMap<string, CutState> {
  const moments: { readonly atSeconds: number; readonly link: string; readonly bits: number }[] = [];
  for (const fault of faults) {
    if (fault.type === 'heal') moments.push({ atSeconds: fault.atSeconds, link: fault.link, bits: 0 });
    if (fault.type !== 'cut') continue;
    const bits = (fault.direction !== 'backward' ? FORWARD : 0) | (fault.direction !== 'forward' ? BACKWARD : 0);
    moments.push({ atSeconds: fault.atSeconds, link: fault.link, bits });
    if (fault.forSeconds !== undefined) moments.push({ atSeconds: fault.atSeconds + fault.forSeconds, link: fault.link, bits: 0 });
  }
  moments.sort((p, q) => p.atSeconds - q.atSeconds);
  const bitsOf = new Map<string, number>();
  for (const { atSeconds, link, bits } of moments) {
    if (Math.floor(atSeconds * 1e9 + 0.5) > atNs) break;
    bitsOf.set(link, bits === 0 ? 0 : (bitsOf.get(link) ?? 0) | bits);
  }
  return new Map([...bitsOf].filter(([, bits]) => bits !== 0).map(([link, bits]) => [link, STATES[bits]]));
}
