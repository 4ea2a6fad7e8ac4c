import { inspectGroups } from '../../toolkit/inspectGroups';
import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection, PendingTimer } from '../../trace/inspection';
import { Tag, type WorkerNode } from './state';

/** What a worker shows beyond the requests it has: how it stands, its processes, and how it sees what is behind it. */
export function inspectWorker(node: WorkerNode, timers: readonly PendingTimer[]): InspectSection[] {
  const { state, derived, params, setup } = node;
  const facts: (readonly [string, Cell])[] = [];
  const ready = timers.find(({ tag }) => tag === Tag.ready);
  if (state.starting) facts.push(['ready in', ready === undefined ? null : durationText(ready.atNs - node.now())]);
  if (state.off) facts.push(['takes requests', 'no, it was switched off']);
  if (state.joining > 0) facts.push(['requests that ask several parts at once', state.joining]);
  if (state.machine.collecting) facts.push(['now', 'garbage collection: everything stands still']);
  if (state.machine.leakedMb > 0) facts.push(['memory leaked', `${Number(state.machine.leakedMb.toFixed(1))} MB`]);
  if (params.connections > 0) {
    derived.groups.members.forEach((members, group) =>
      facts.push([
        `connections to ${setup.out[members[0]].nodeId}`,
        `${state.connections[group]} of ${params.connections}, ${state.forConnection[group].length} wait for one`,
      ]),
    );
  }
  const sections: InspectSection[] = [{ type: 'facts', title: 'Work', facts }];
  if (params.execution === 'processes') sections.push(processes(node));
  if (setup.out.length > 0) sections.push(inspectGroups(setup, derived.groups, state.groups, node.now()));
  return sections;
}

function processes({ state, params }: WorkerNode): InspectSection {
  const rows = Array.from(state.machine.held, (held, process): Cell[] => [
    process + 1,
    held,
    state.machine.jobs[process]?.calls.length ?? 0,
  ]);
  return {
    type: 'table',
    title: 'Processes',
    columns: ['process', `threads taken, of ${params.threads}`, 'of these compute'],
    rows,
    total: rows.length,
    meter: { column: 1, most: params.threads },
  };
}
