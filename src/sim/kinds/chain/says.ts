import type { MessageBody } from '../../network/messages';
import { cellName, valueText } from '../../toolkit/versions/answer';
import type { TypedValue } from '../../toolkit/versions/value';
import type { ChainNode, Update } from './state';

/** So many writes of a message are told one by one. */
const MOST_TOLD = 3;

/** What any message of a chain may hold. */
interface Said {
  readonly updates?: readonly Update[];
  readonly cells?: object;
  readonly committed?: number;
  readonly life?: number;
  readonly seq?: number;
  readonly cell?: number;
  readonly values?: readonly TypedValue[] | null;
  readonly write?: number;
  readonly since?: number;
}

/** What a chain node tells another, in words. */
export function saying(node: ChainNode, body: MessageBody): string {
  const { updates, cells, committed, life, seq, cell = -1, values, write, since } = body as unknown as Said;
  const name = cell < 0 ? 'nothing' : cellName(node.setup, cell);
  if (updates !== undefined) return updatesText(node, updates);
  if (cells !== undefined) return `the whole state: ${Object.keys(cells).length} values`;
  if (committed !== undefined) return `committed up to ${committed}`;
  if (life !== undefined) return 'is there';
  if (seq !== undefined) return `version ${seq} of ${name} counts`;
  if (values !== undefined) return `${name} = ${values?.map((value) => valueText(node, cell, value)).join(', ') ?? 'as shipped'}`;
  if (write !== undefined) return `write ${name}`;
  return since === undefined ? `read ${name}` : 'has the whole state';
}

function updatesText(node: ChainNode, updates: readonly Update[]): string {
  const told = updates
    .slice(0, MOST_TOLD)
    .map(({ seq, cell, value }) => `${seq}: ${cell < 0 ? 'nothing' : `${cellName(node.setup, cell)} = ${valueText(node, cell, value)}`}`);
  return told.join(', ') + (updates.length > MOST_TOLD ? `, and ${updates.length - MOST_TOLD} more` : '');
}
