import {
  calledBy,
  FATES,
  keySpace,
  MESSAGE_TYPE_NAMES,
  MessageType,
  senderAndReceiver,
  type TraceIndex,
  type TraceWindow,
} from '../sim/index';

/** What is read of a window to put its messages in words. */
export type MessageColumns = Pick<TraceWindow, 'messages' | 'lanes' | 'messageTypes' | 'bodies' | 'bodiesAsJson'>;

/**
 * What a message is, e.g. `request 12 for "peter" from C1 to LB1` or `message "push" from G1 to G2`, with its error or loss.
 * `isUnheard`: its receiver was down when it came.
 */
export function messageText(index: TraceIndex, columns: MessageColumns, row: number, isUnheard: boolean): string {
  const { messages } = columns;
  const [from, to] = senderAndReceiver(index, columns, row);
  const request = messages.request[row];
  const fate =
    messages.lost[row] === 1 ? ', lost on the way' : messages.fate[row] > 0 ? ` (${FATES[messages.fate[row]].title.toLowerCase()})` : '';
  const number = request > 0 ? ` ${request}` : '';
  return (
    `${MESSAGE_TYPE_NAMES[messages.type[row]]}${number}${aboutOf(index, columns, row)} from ${calledBy(index.nodes[from])} ` +
    `to ${calledBy(index.nodes[to])}${fate}${isUnheard ? WAS_DOWN : ''}`
  );
}

const WAS_DOWN = ', which was down';

/** So much of what a message says stands in a line of the log. */
const MOST_OF_BODY = 80;

/**
 * A message between members of a network as a line of the log, e.g. `G2 sent "news" to G1: peter.city = Rome (answers message 12)`.
 * `isUnheard`: its receiver was down when it came.
 */
export function messageLine(index: TraceIndex, columns: MessageColumns, row: number, isUnheard: boolean): string {
  const { messages, bodies } = columns;
  const [from, to] = senderAndReceiver(index, columns, row);
  const body = bodies?.[messages.id[row]] ?? '';
  const says = body === '' ? '' : `: ${body.length > MOST_OF_BODY ? `${body.slice(0, MOST_OF_BODY)}...` : body}`;
  const answers = messages.belongsTo[row] > 0 ? ` (answers message ${messages.belongsTo[row]})` : '';
  const lost = messages.lost[row] === 1 ? ', lost on the way' : isUnheard ? WAS_DOWN : '';
  return `${calledBy(index.nodes[from])} sent${aboutOf(index, columns, row)} to ${calledBy(index.nodes[to])}${says}${answers}${lost}`;
}

function aboutOf(index: TraceIndex, columns: MessageColumns, row: number): string {
  const type = typeOfMessage(columns, row);
  if (type !== null) return ` ${quoted(type)}`;
  const key = columns.messages.key[row];
  return key >= 0 ? ` for ${quoted(keySpace(index.keys).nameOf(key))}` : '';
}

/** The type that a message between members was given by its sender; null: it is no such message. */
export function typeOfMessage({ messages, messageTypes }: Pick<MessageColumns, 'messages' | 'messageTypes'>, row: number): string | null {
  return messages.type[row] === MessageType.message ? (messageTypes[messages.key[row]] ?? '') : null;
}

/** A key in quotation marks, on one line: whoever writes a scenario chooses its keys, and a line of a log is one event. */
function quoted(key: string): string {
  return JSON.stringify(key).replace(/[\u0085\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
