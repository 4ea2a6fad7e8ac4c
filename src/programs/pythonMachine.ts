import type { Machine } from '../sim/index';

/** Not there yet. */
export async function pythonMachines(_source: string): Promise<() => Machine> {
  throw new Error('not yet');
}
