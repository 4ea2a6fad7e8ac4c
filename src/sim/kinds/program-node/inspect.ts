import { durationText } from '../../trace/durationText';
import type { InspectSection, PendingTimer, TableSection } from '../../trace/inspection';
import type { NodeContext } from '../../parts/context';
import type { ProgramNodeTools } from './behavior';
import type { ProgramNodeParams } from './kind';
import type { ProgramNodeState } from './state';

type ProgramNode = NodeContext<ProgramNodeParams, ProgramNodeTools, ProgramNodeState>;

/** What a program node shows: its variables by name, what it has stored, and when its timers are due. */
export function insideOf(node: ProgramNode, timers: readonly PendingTimer[]): InspectSection[] {
  const { derived, state, params } = node;
  const next = timers.reduce((least, { atNs }) => Math.min(least, atNs), Infinity);
  const runs = derived.machine === null ? 'there is none' : state.isOver || !state.isStarted ? 'stopped' : 'runs';
  const variables = derived.machine === null || !state.isStarted ? [] : derived.machine.variables();
  return [
    {
      type: 'facts',
      title: 'Program',
      facts: [
        [params.program === '' ? 'program' : `program ${params.program}`, runs],
        ...(state.problem === null ? [] : ([['last mistake', state.problem]] as const)),
        ['requests not answered', Object.keys(state.held).length],
        ['next timer in', next === Infinity ? null : durationText(next - node.now())],
      ],
    },
    table(
      'Variables',
      variables.map(({ name, value }) => [name, value]),
    ),
    table('Storage', Object.entries(state.storage)),
  ];
}

function table(title: string, rows: readonly (readonly [string, string])[]): TableSection {
  return { type: 'table', title, columns: ['name', 'value'], rows, total: rows.length };
}
