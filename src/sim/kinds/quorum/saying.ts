import type { MessageBody } from '../../network/messages';
import { plainWords } from '../../trace/bodyWords';
import { cellName, valueText } from '../../toolkit/versions/answer';
import { shown, type Copy } from '../../toolkit/versions/copy';
import { versionOf } from './requests';
import type { QuorumNode } from './state';

/** Values that a handful of nodes compare at once are told by name up to so many. */
const MOST_NAMED = 5;

type Said = Readonly<Record<string, unknown>>;

/**
 * What a quorum node's message says, in words: the value it is about and what is known of it. What no person reads, hashes of a tree and
 * the number by which a node finds its own request again, is left out.
 */
export function saying(node: QuorumNode, body: MessageBody): string {
  const said = body as Said;
  if (Array.isArray(said.hashes)) return `its hashes of level ${Number(said.level)}`;
  if (Array.isArray(said.cells)) return bucketWords(node, said.cells as number[], said.copies as Copy[]);
  if (typeof said.cell === 'number') return cellWords(node, said.cell, said);
  if (typeof said.highest === 'number') return `knows of version ${said.highest} already`;
  if (typeof said.name === 'string') return 'has what was kept for it';
  if (typeof said.turn === 'number') return 'has stored it';
  return plainWords(body);
}

function cellWords(node: QuorumNode, cell: number, { copy, ballot, hintFor }: Said): string {
  if (copy === undefined)
    return `${cellName(node.setup, cell)}, ${ballot === null ? 'what is kept of it' : 'and a promise to take no older write'}`;
  const keptFor = typeof hintFor === 'number' && hintFor >= 0 ? `, kept for ${node.setup.nodeLabels[hintFor]}` : '';
  return `${copyWords(node, cell, copy as Copy)}${keptFor}`;
}

function bucketWords(node: QuorumNode, cells: readonly number[], copies: readonly Copy[]): string {
  const named = cells.slice(0, MOST_NAMED).map((cell, i) => copyWords(node, cell, copies[i]));
  if (cells.length > MOST_NAMED) named.push(`and ${cells.length - MOST_NAMED} more`);
  return named.length === 0 ? 'nothing of these' : named.join(', ');
}

function copyWords(node: QuorumNode, cell: number, copy: Copy): string {
  const values = shown(copy);
  if (values === undefined) return `${cellName(node.setup, cell)} was never written`;
  const text = values.length === 0 ? 'deleted' : values.map((value) => valueText(node, cell, value)).join(' | ');
  return `${cellName(node.setup, cell)} = ${text} (version ${versionOf(node, copy)})`;
}
