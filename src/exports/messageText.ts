import { FATES, keySpace, MESSAGE_TYPE_NAMES, type MessageColumns, type TraceIndex } from '../sim/index';
import { endsOf } from './causality';

/** What a message is, e.g. `request 12 for "peter" from C1 to LB1`, with its error or loss. */
export function messageText(index: TraceIndex, messages: MessageColumns, row: number): string {
  const [from, to] = endsOf(index, messages, row);
  const request = messages.request[row];
  const key = messages.key[row] >= 0 ? ` for ${quoted(keySpace(index.keys).nameOf(messages.key[row]))}` : '';
  const fate =
    messages.lost[row] === 1 ? ', lost on the way' : messages.fate[row] > 0 ? ` (${FATES[messages.fate[row]].title.toLowerCase()})` : '';
  return `${MESSAGE_TYPE_NAMES[messages.type[row]]}${request > 0 ? ` ${request}` : ''}${key} from ${index.nodes[from].id} to ${index.nodes[to].id}${fate}`;
}

/** A key in quotation marks, on one line: whoever writes a scenario chooses its keys, and a line of a log is one event. */
function quoted(key: string): string {
  return JSON.stringify(key).replace(/[\u0085\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
