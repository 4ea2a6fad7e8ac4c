import type { Fault, Scenario } from '../model/scenario';

/** A fault with its ends as separate moments, in order of time; ties keep the order of the list. */
export interface TimedAction {
  readonly atNs: number;
  readonly fault: Fault;
}

/** Seconds of the scenario file as integer nanoseconds. */
export function secondsToNs(seconds: number): number {
  return Math.floor(seconds * 1e9 + 0.5);
}

/** The moments at which something is done to the system: faults, and the ends of those with a duration. */
export function timedActions(faults: readonly Fault[]): TimedAction[] {
  const actions: TimedAction[] = [];
  for (const fault of faults) {
    const atNs = secondsToNs(fault.atSeconds);
    actions.push({ atNs, fault });
    if ('forSeconds' in fault && fault.forSeconds !== undefined) {
      actions.push({ atNs: atNs + secondsToNs(fault.forSeconds), fault: ending(fault) });
    }
  }
  return actions
    .map((action, order) => ({ action, order }))
    .sort((p, q) => p.action.atNs - q.action.atNs || p.order - q.order)
    .map((entry) => entry.action);
}

function ending(fault: Fault): Fault {
  const { id, atSeconds } = fault;
  switch (fault.type) {
    case 'crash':
      return { id, atSeconds, type: 'restart', node: fault.node };
    case 'pause':
      return { id, atSeconds, type: 'resume', node: fault.node };
    case 'slow':
      return { id, atSeconds, type: 'slow', node: fault.node, factor: 1 };
    case 'cut':
      return { id, atSeconds, type: 'heal', link: fault.link };
    default:
      return fault;
  }
}

/** The link role of a wire is decided by the kinds at its ends; see model/wiring. */
export function linkIdsOf(scenario: Scenario): Map<string, number> {
  return new Map(scenario.links.map((link, i) => [link.id, i]));
}
