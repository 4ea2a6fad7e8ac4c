import type { Kind } from '../parts/contract';
import { kindOf } from '../kinds/index';
import type { Fault, ScenarioNode } from '../model/scenario';
import { secondsToNs } from '../kernel/units';

/** How large a part is. */
export interface Size {
  /** Slots that can be busy at once; 0: it has none. */
  readonly capacity: number;
  /** Cores that can compute at once, where slots share cores; 0: each slot computes for itself. */
  readonly computing: number;
  /** Slots or cores that are paid for. */
  readonly paid: number;
}

/** The same on average over time. */
export type MeanSize = Size;

/** The size of a part without slots. */
export const NO_SIZE: Size = { capacity: 0, computing: 0, paid: 0 };

/** From a moment on, a part is so large. */
export interface CapacityStep extends Size {
  readonly fromNs: number;
}

/**
 * The slots of a part over time: at the start, and after every change of its fields by an intervention. Ascending; capacity 0 where the
 * kind has no slots.
 */
export function capacitySteps(node: Pick<ScenarioNode, 'id' | 'kind' | 'params'>, faults: readonly Fault[]): readonly CapacityStep[] {
  const kind = kindOf(node.kind);
  if (kind?.behavior.capacity === undefined) return [{ fromNs: 0, ...NO_SIZE }];
  let params = kind.descriptor.fields.parse(node.params);
  const steps: CapacityStep[] = [{ fromNs: 0, ...sizeOf(kind, params) }];
  const changes = faults.filter((fault) => fault.type === 'set' && fault.node === node.id) as (Fault & { type: 'set' })[];
  for (const fault of changes.sort((p, q) => secondsToNs(p.atSeconds) - secondsToNs(q.atSeconds))) {
    const changed = kind.descriptor.fields.safeParse({ ...(params as object), [fault.param]: fault.value });
    if (!changed.success) continue;
    params = changed.data;
    const size = sizeOf(kind, params);
    const last = steps[steps.length - 1];
    if (size.capacity !== last.capacity || size.computing !== last.computing || size.paid !== last.paid)
      steps.push({ fromNs: secondsToNs(fault.atSeconds), ...size });
  }
  return steps;
}

function sizeOf({ behavior }: Kind, params: unknown): Size {
  const capacity = behavior.capacity?.(params) ?? 0;
  return { capacity, computing: behavior.computing?.(params) ?? 0, paid: behavior.paidSlots?.(params) ?? capacity };
}

/** The size at a moment. */
export function sizeAt(steps: readonly CapacityStep[], atNs: number): Size {
  return steps.findLast(({ fromNs }) => fromNs <= atNs) ?? steps[0];
}

/** Mean size between two moments, weighted by time. */
export function meanSize(steps: readonly CapacityStep[], fromNs: number, untilNs: number): MeanSize {
  if (steps.length === 1) return steps[0];
  if (untilNs <= fromNs) return sizeAt(steps, fromNs);
  const mean = (of: keyof Size): number => {
    let sum = 0;
    steps.forEach((step, i) => {
      const toNs = Math.min(untilNs, steps[i + 1]?.fromNs ?? Infinity);
      const beginNs = Math.max(fromNs, step.fromNs);
      if (toNs > beginNs) sum += step[of] * (toNs - beginNs);
    });
    return sum / (untilNs - fromNs);
  };
  return { capacity: mean('capacity'), computing: mean('computing'), paid: mean('paid') };
}
