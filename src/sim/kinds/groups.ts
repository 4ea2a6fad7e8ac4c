import type { KindGroup } from '../parts/groups';

/**
 * Groups that several kinds share. A kind of a sort of its own writes its group down in its own folder: the palette has groups in the order
 * in which the kinds of the registry first name them.
 */
export const GROUPS = {
  traffic: { title: 'Traffic', colour: 'blue' },
  routing: { title: 'Routing', colour: 'violet' },
  resilience: { title: 'Resilience', colour: 'olive' },
  compute: { title: 'Compute', colour: 'teal' },
  storage: { title: 'Storage', colour: 'amber' },
  networks: { title: 'Networks', colour: 'pink' },
} as const satisfies Readonly<Record<string, KindGroup>>;
