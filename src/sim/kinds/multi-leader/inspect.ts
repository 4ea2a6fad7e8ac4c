import { seenCount } from '../../toolkit/versions/seen';
import { cellName, valueText } from '../../toolkit/versions/answer';
import { knownTo, type Copy } from '../../toolkit/versions/copy';
import { isCounter } from '../../toolkit/versions/value';
import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { authorOf } from './keep';
import { actorOf, neighboursOf, type MultiLeaderNode } from './state';
import { valuesIn } from './writing';

const MOST_ROWS = 200;

/** What a leader shows: how it stands to the others, what it keeps, and the siblings or shares that values are made of. */
export function insideOf(node: MultiLeaderNode): InspectSection[] {
  const { state, setup } = node;
  const waiting = Object.entries(state.owed).filter(([, cells]) => Object.keys(cells).length > 0);
  const cells = Object.entries(state.copies).map(([cell, copy]): [number, Copy] => [Number(cell), copy]);
  const parts = cells.filter(([, copy]) => copy.siblings.length > 1);
  return [
    {
      type: 'facts',
      title: 'Leader',
      facts: [
        [
          'replicates to',
          neighboursOf(node)
            .map((member) => setup.nodeLabels[member])
            .join(', ') || 'nobody',
        ],
        [
          'others lack',
          waiting.map(([member, owed]) => `${setup.nodeLabels[Number(member)]} ${Object.keys(owed).length}`).join(', ') || 'nothing',
        ],
        ['next batch in', dueText(node, state.batch.dueNs)],
        ['looks for acknowledgements in', dueText(node, state.again.dueNs)],
        ['its clock says', durationText(node.clock())],
        ['writes as', `${setup.nodeLabels[node.index]}${state.life > 0 ? `, life ${state.life + 1}` : ''}`],
      ],
    },
    {
      type: 'table',
      title: 'What it keeps',
      columns: ['key', 'value', 'version vector', 'writes seen'],
      rows: cells
        .slice(0, MOST_ROWS)
        .map(([cell, copy]) => [cellName(setup, cell), wholeText(node, cell, copy), vectorText(node, copy), seenCount(knownTo(copy))]),
      total: cells.length,
    },
    {
      type: 'table',
      title: 'Values made of several writes',
      columns: ['key', 'by', 'write', 'value'],
      rows: parts.flatMap(([cell, copy]) => siblingRows(node, cell, copy)).slice(0, MOST_ROWS),
      total: parts.reduce((sum, [, { siblings }]) => sum + siblings.length, 0),
    },
  ];
}

function dueText(node: MultiLeaderNode, dueNs: number): string | null {
  return dueNs < 0 ? null : durationText(Math.max(0, dueNs - node.now()));
}

function wholeText(node: MultiLeaderNode, cell: number, copy: Copy): string {
  const values = (valuesIn(node, copy) ?? []).filter((value) => value !== null);
  return values.length === 0 ? 'deleted' : values.map((value) => valueText(node, cell, value)).join(' | ');
}

/** Of each leader, how many of its writes a copy has seen. */
function vectorText(node: MultiLeaderNode, copy: Copy): string {
  const { vector, cloud } = knownTo(copy);
  const counts = Object.entries(vector).map(([actor, counter]) => `${authorOf(node, Number(actor))}:${counter}`);
  return [...counts, ...cloud.map(([actor, counter]) => `${authorOf(node, actor)}:(${counter})`)].join(' ');
}

function siblingRows(node: MultiLeaderNode, cell: number, { siblings }: Copy): Cell[][] {
  const mine = actorOf(node);
  return siblings.map(({ dot, value }) => [
    cellName(node.setup, cell),
    `${authorOf(node, dot[0])}${dot[0] === mine ? ' (itself)' : ''}`,
    dot[1],
    `${valueText(node, cell, value)}${isCounter(value) ? ' (its share)' : ''}`,
  ]);
}
