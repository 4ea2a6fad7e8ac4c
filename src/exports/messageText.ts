import { FATES, keySpace, MESSAGE_TYPE_NAMES, type MessageColumns, type TraceIndex } from '../sim/index';
import { endsOf } from './causality';

/** What a message is, e.g. `request 12 for "peter" from C1 to LB1`, with its error or loss. */
export function messageText(index: TraceIndex, messages: MessageColumns, row: number): string {
  const [from, to] = endsOf(index, messages, row);
  const request = messages.request[row];
  const key = messages.key[row] >= 0 ? ` for \u0022${keySpace(index.keys).nameOf(messages.key[row])}\u0022` : '';
  const fate =
    messages.lost[row] === 1 ? ', lost on the way' : messages.fate[row] > 0 ? ` (${FATES[messages.fate[row]].title.toLowerCase()})` : '';
  return `${MESSAGE_TYPE_NAMES[messages.type[row]]}${request > 0 ? ` ${request}` : ''}${key} from ${index.nodes[from].id} to ${index.nodes[to].id}${fate}`;
}
