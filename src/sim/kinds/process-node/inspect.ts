import { NS_PER_MS } from '../../kernel/units';
import type { InspectSection } from '../../trace/inspection';
import type { NodeContext } from '../../parts/context';
import type { ProcessNodeTools } from './behavior';
import { commandOf } from './command';
import type { ProcessNodeParams } from './kind';
import type { ProcessNodeState } from './state';

type ProcessNode = NodeContext<ProcessNodeParams, ProcessNodeTools, ProcessNodeState>;

/** Lines that are shown, of all that were exchanged. */
const MOST_SHOWN = 20;

/** What a process node shows: its process, and the last lines that were exchanged with it. */
export function insideOf(node: ProcessNode): InspectSection[] {
  const { state, params, setup, id } = node;
  const isThere = state.isStarted && !state.isOver;
  const { entries } = setup.processes.journal.of(id);
  const lines = entries.slice(0, state.entry).flatMap(({ atNs, given, news }) => {
    const read = given.includes('{') ? [[atNs, 'reads', given.slice(given.indexOf('{'))] as const] : [];
    return [...read, ...news.map(({ type, text }) => [atNs, WORDS[type], text] as const)];
  });
  return [
    {
      type: 'facts',
      title: 'Process',
      facts: [
        [commandOf(params)?.path ?? 'program', !isThere ? 'not there' : state.isReady ? 'runs' : 'starts'],
        ['started before', state.life],
        ...(state.problem === null ? [] : ([['last mistake', state.problem]] as const)),
        ['requests not answered', Object.keys(state.held).length],
      ],
    },
    {
      type: 'table',
      title: 'Last lines',
      columns: ['at ms', 'it', 'line'],
      rows: lines.slice(-MOST_SHOWN).map(([atNs, word, text]) => [atNs / NS_PER_MS, word, text]),
      total: lines.length,
    },
  ];
}

const WORDS = { line: 'writes', log: 'logs', end: 'ends' } as const;
