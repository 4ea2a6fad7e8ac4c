import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { isSuspected } from './failover';
import type { MonitorNode } from './state';

/** What a monitor knows of its group. */
export function inspectMonitor(node: MonitorNode): InspectSection[] {
  const { derived, state } = node;
  const rows = derived.stores.map(({ nodeId }, position): Cell[] => {
    const { epoch, head, heardNs, isPrimary } = state.watched[position];
    const role = position === state.leader ? 'primary' : isPrimary ? 'primary, too' : 'replica';
    const what = isSuspected(node, position) ? `${role}, suspected` : role;
    return [nodeId, what, epoch, head, `${durationText(node.now() - heardNs)} ago`];
  });
  const facts: (readonly [string, Cell])[] = [
    ['epoch', state.epoch],
    ['doing', state.stage],
  ];
  const columns = ['part', 'takes it for', 'epoch', 'changes', 'heard'];
  return [
    { type: 'facts', title: 'Failover', facts },
    { type: 'table', title: 'Its group', columns, rows, total: rows.length },
  ];
}
