import { cellName, valueText } from '../../toolkit/versions/answer';
import { durationText } from '../../trace/durationText';
import type { InspectSection } from '../../trace/inspection';
import { roleOf } from './configuration';
import { mayServe, type ChainNode, type Version } from './state';

const MOST_ROWS = 200;

/** What a chain node shows: its place, what it keeps with its versions, and what is under way. */
export function insideOf(node: ChainNode): InspectSection[] {
  const { state, setup, derived } = node;
  const cells = Object.entries(state.cells);
  const lease = state.leaseUntilNs - node.clock();
  return [
    {
      type: 'facts',
      title: 'Chain',
      facts: [
        ['the chain', state.chain.map((entry) => setup.nodeLabels[entry.node]).join(' > ') || 'unknown'],
        ['this node', roleOf(node)],
        ['has the data', state.isReady ? 'yes' : 'not yet'],
        ['may answer', mayServe(node) ? 'yes' : 'no'],
        ['lease left', derived.master < 0 ? null : durationText(Math.max(0, lease))],
        ['written, committed', `${state.applied}, ${state.committed}`],
        ['requests it sees to', Object.keys(state.pending).length],
      ],
    },
    {
      type: 'table',
      title: 'What it keeps',
      columns: ['key', 'committed', 'version', 'not committed yet'],
      rows: cells.slice(0, MOST_ROWS).map(([name, versions]) => {
        const cell = Number(name);
        const text = ({ value }: Version): string => valueText(node, cell, value);
        // Of a value that is written for the first time nothing is committed yet.
        const clean = versions.filter(({ seq }) => seq <= state.committed);
        const dirty = versions.filter(({ seq }) => seq > state.committed);
        return [cellName(setup, cell), clean.map(text).at(-1) ?? null, clean.at(-1)?.seq ?? null, dirty.map(text).join(', ') || null];
      }),
      total: cells.length,
    },
    {
      type: 'table',
      title: 'Writes under way',
      columns: ['version', 'key', 'value', 'asked at'],
      rows: state.log
        .slice(0, MOST_ROWS)
        .map(({ seq, cell, value, by }) => [
          seq,
          cell < 0 ? 'nothing' : cellName(setup, cell),
          cell < 0 ? 'not the expected value' : valueText(node, cell, value),
          setup.nodeLabels[by],
        ]),
      total: state.log.length,
    },
  ];
}
