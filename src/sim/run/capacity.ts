import { kindOf } from '../kinds/index';
import type { Fault, ScenarioNode } from '../model/scenario';
import { secondsToNs } from '../kernel/units';

/** From a moment on, a part has so many slots. */
export interface CapacityStep {
  readonly fromNs: number;
  readonly capacity: number;
}

/**
 * The slots of a part over time: at the start, and after every change of its fields by an intervention. Ascending; capacity 0 where the
 * kind has no slots.
 */
export function capacitySteps(node: Pick<ScenarioNode, 'id' | 'kind' | 'params'>, faults: readonly Fault[]): readonly CapacityStep[] {
  const kind = kindOf(node.kind);
  if (kind?.behavior.capacity === undefined) return [{ fromNs: 0, capacity: 0 }];
  let params = kind.descriptor.fields.parse(node.params);
  const steps = [{ fromNs: 0, capacity: kind.behavior.capacity(params) }];
  const changes = faults.filter((fault) => fault.type === 'set' && fault.node === node.id) as (Fault & { type: 'set' })[];
  for (const fault of changes.sort((p, q) => secondsToNs(p.atSeconds) - secondsToNs(q.atSeconds))) {
    const changed = kind.descriptor.fields.safeParse({ ...(params as object), [fault.param]: fault.value });
    if (!changed.success) continue;
    params = changed.data;
    const capacity = kind.behavior.capacity(params);
    if (capacity !== steps[steps.length - 1].capacity) steps.push({ fromNs: secondsToNs(fault.atSeconds), capacity });
  }
  return steps;
}

/** Mean number of slots between 0 and a moment, weighted by time. */
export function meanCapacity(steps: readonly CapacityStep[], untilNs: number): number {
  if (untilNs <= 0 || steps.length === 1) return steps[0].capacity;
  let slotNs = 0;
  steps.forEach((step, i) => {
    const toNs = Math.min(untilNs, steps[i + 1]?.fromNs ?? Infinity);
    if (toNs > step.fromNs) slotNs += step.capacity * (toNs - step.fromNs);
  });
  return slotNs / untilNs;
}
