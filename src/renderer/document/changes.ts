import { defaultParams, type Fault, type Scenario } from '../../sim/index';
import { essenceOf } from './revision';

/** A change of one field of one part, as the fault that makes it during a run. */
export type FieldChange = Omit<Extract<Fault, { type: 'set' }>, 'id' | 'atSeconds'>;

/**
 * What has changed between two scenarios, as changes that a run can take over in the middle: fields of parts, and nothing else.
 * Null when something else has changed, too (parts, wires, faults, the seed): then only a run from the start shows the difference.
 */
export function fieldChanges(before: Scenario, now: Scenario): FieldChange[] | null {
  const withoutParams = (scenario: Scenario): string =>
    essenceOf({ ...scenario, nodes: scenario.nodes.map((node) => ({ ...node, params: {} })) });
  if (withoutParams(before) !== withoutParams(now)) return null;
  const changes: FieldChange[] = [];
  for (const [i, node] of now.nodes.entries()) {
    const old: Readonly<Record<string, unknown>> = { ...defaultParams(node.kind), ...before.nodes[i].params };
    const params = { ...defaultParams(node.kind), ...node.params } as typeof node.params;
    for (const [param, value] of Object.entries(params)) {
      if (JSON.stringify(old[param]) !== JSON.stringify(value)) changes.push({ type: 'set', node: node.id, param, value });
    }
  }
  return changes;
}
