import { copiesOf } from './placement';
import type { Pending, QuorumNode } from './state';

/** How a request ended, in the words of the course. `ok`: those that answered in time. */
export function resultText(node: QuorumNode, { isRead, isMet, version, ok }: Result): string {
  const copies = copiesOf(node);
  const [letter, need] = isRead ? ['R', node.params.reads] : ['W', node.params.writes];
  if (!isMet) return `Result: FAILURE. Only ${ok.length}/${copies} nodes alive. ${letter}=${need} not met.`;
  const names = [...ok].sort((p, q) => p - q).map((member) => `'${node.setup.nodeLabels[member]}'`);
  const success = ok.length < copies ? 'SUCCESS (Quorum Met)' : 'SUCCESS';
  return `Result: ${success}. ${isRead ? 'Got' : 'Wrote'} Version ${version} ${isRead ? 'from' : 'to'} [${names.join(', ')}]`;
}

/** What is told of a request. */
export interface Result {
  readonly isRead: boolean;
  readonly isMet: boolean;
  readonly version: number;
  readonly ok: readonly number[];
}

/** Says in the log how a request ended, where that is wanted. */
export function tellResult(node: QuorumNode, result: Result): void {
  if (!node.params.tells) return;
  node.say(resultText(node, result));
}

/** Whether a request only reads. */
export function isReadOnly({ write }: Pending): boolean {
  return write < 0;
}
