import { durationText } from '../trace/durationText';
import type { Cell, TableSection } from '../trace/inspection';
import type { NodeSetup } from '../parts/context';
import type { GroupState, GroupTools } from './groups';

/** How a part sees what is wired behind it: who is primary, and whom it leaves alone for a while. */
export function inspectGroups(setup: NodeSetup, tools: GroupTools, state: GroupState, nowNs: number): TableSection {
  const hasCopies = tools.members.some((members) => members.length > 1);
  const rows = tools.members.flatMap((members, group) =>
    Array.from(members, (position, member): Cell[] => {
      const isLeader = state.leader[group] === member;
      const downNs = state.downUntilNs[position] - nowNs;
      const cells: Cell[] = [setup.out[position].nodeId];
      if (hasCopies) cells.push(isLeader ? 'primary' : member === 0 ? 'was primary' : 'replica');
      cells.push(downNs > 0 ? `left alone for ${durationText(downNs)}` : 'asked', isLeader ? state.failures[group] : null);
      return cells;
    }),
  );
  return {
    type: 'table',
    title: 'Its view of what is behind it',
    columns: ['part', ...(hasCopies ? ['takes it for'] : []), 'reads', 'failures in a row'],
    rows,
    total: rows.length,
  };
}
