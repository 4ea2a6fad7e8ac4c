import type { RunReport } from '../../contract/index';
import { kindOf, NS_PER_SECOND, type Fault, type TraceIndex } from '../../sim/index';

type NodeIndex = TraceIndex['nodes'][number];
type Change = Fault & { type: 'set' };

interface Known {
  /** Changes of fields by part, in their order of time. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  /** What was made of a part with these settings after so many of its changes. */
  readonly made: WeakMap<object, Map<string, NodeIndex>>;
}

const known = new WeakMap<RunReport, Known>();

function knownOf(report: RunReport): Known {
  const before = known.get(report);
  if (before !== undefined) return before;
  const changes = new Map<string, Change[]>();
  for (const fault of report.faults) if (fault.type === 'set') changes.set(fault.node, [...(changes.get(fault.node) ?? []), fault]);
  for (const list of changes.values()) list.sort((p, q) => p.atSeconds - q.atSeconds);
  const found = { changes, made: new WeakMap<object, Map<string, NodeIndex>>() };
  known.set(report, found);
  return found;
}

/**
 * A part of a run with the slots and the queue limit that it has at a moment: fields that were changed within the run count from their
 * moment on. The same object as long as nothing changes. `params`: what the part is set to otherwise.
 */
export function nodeAt(report: RunReport, node: NodeIndex, params: object, atNs: number): NodeIndex {
  const { changes, made } = knownOf(report);
  const all = changes.get(node.id);
  if (all === undefined) return node;
  const past = all.filter(({ atSeconds }) => atSeconds * NS_PER_SECOND <= atNs + 0.5);
  if (past.length === 0) return node;
  const name = `${node.id} ${past.length}`;
  const ofPart = made.get(params) ?? new Map<string, NodeIndex>();
  made.set(params, ofPart);
  const before = ofPart.get(name);
  if (before !== undefined) return before;
  const set = Object.fromEntries(past.map(({ param, value }) => [param, value]));
  const { queueLimit = node.queueLimit } = set;
  const now = {
    ...node,
    capacity: kindOf(node.kind)?.behavior.capacity?.({ ...params, ...set } as never) ?? node.capacity,
    queueLimit: typeof queueLimit === 'number' ? queueLimit : node.queueLimit,
  };
  ofPart.set(name, now);
  return now;
}
