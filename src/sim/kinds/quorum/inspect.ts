import { cellName, valueText } from '../../toolkit/versions/answer';
import { shown } from '../../toolkit/versions/copy';
import { durationText } from '../../trace/durationText';
import type { InspectSection } from '../../trace/inspection';
import { copiesOf, isSuspect } from './placement';
import { versionOf } from './requests';
import type { QuorumNode } from './state';

const MOST_ROWS = 200;

/** What a quorum node shows: how it stands to the others, what it keeps, and what it keeps for others. */
export function insideOf(node: QuorumNode): InspectSection[] {
  const { state, params, derived, setup } = node;
  const copies = copiesOf(node);
  const overlaps = params.reads + params.writes > copies;
  const down = derived.members.filter((member) => isSuspect(node, member)).map((member) => setup.nodeLabels[member]);
  const cells = Object.entries(state.copies);
  const rows = cells.slice(0, MOST_ROWS).map(([cell, copy]) => {
    const values = shown(copy) ?? [];
    const text = values.length === 0 ? 'deleted' : values.map((value) => valueText(node, Number(cell), value)).join(' | ');
    return [cellName(setup, Number(cell)), versionOf(node, copy), text, copy.siblings.length];
  });
  const hints = Object.values(state.hints);
  return [
    {
      type: 'facts',
      title: 'Quorum',
      facts: [
        ['R + W and N', `${params.reads} + ${params.writes} ${overlaps ? '>' : '<='} ${copies}`],
        ['a read meets the last write', overlaps ? (params.sloppy ? 'unless others stand in' : 'always') : 'not always'],
        ['requests it sees to', Object.keys(state.pending).length],
        ['taken for down', down.length === 0 ? 'nobody' : down.join(', ')],
        ['next hints go out in', state.handoff.dueNs < 0 ? null : durationText(Math.max(0, state.handoff.dueNs - node.now()))],
      ],
    },
    { type: 'table', title: 'What it keeps', columns: ['key', 'version', 'value', 'siblings'], rows, total: cells.length },
    {
      type: 'table',
      title: 'Kept for others',
      columns: ['for', 'key', 'version'],
      rows: hints.slice(0, MOST_ROWS).map((hint) => [setup.nodeLabels[hint.for], cellName(setup, hint.cell), versionOf(node, hint.copy)]),
      total: hints.length,
    },
  ];
}
