import { writtenNumber } from '../../messages/message';
import type { RunReport } from '../../../contract/index';
import { FATES, keySpace, MESSAGE_TYPE_NAMES, MessageType, senderAndReceiver, NS_PER_SECOND, NS_PER_MS } from '../../../sim/index';
import { typeOfMessage, type MessageColumns } from '../../../exports/messageText';
import type { PickedMessage } from '../boardState';
import { strings } from '../strings';

/**
 * Copies a message out of its window, with the names of the parts it travels between in its own direction. `isUnheard`: its receiver is
 * down when it comes.
 */
export function pickMessage(
  columns: MessageColumns,
  row: number,
  { runId, index }: Pick<RunReport, 'runId' | 'index'>,
  x: number,
  y: number,
  isUnheard: boolean,
): PickedMessage {
  const { messages } = columns;
  const [from, to] = senderAndReceiver(index, columns, row);
  const said = typeOfMessage(columns, row);
  return {
    runId,
    x,
    y,
    from: index.nodes[from].id,
    to: index.nodes[to].id,
    said: said ?? '',
    body: columns.bodies?.[messages.id[row]] ?? '',
    json: columns.bodiesAsJson?.[messages.id[row]] ?? '',
    belongsTo: messages.belongsTo[row],
    id: messages.id[row],
    type: messages.type[row],
    request: messages.request[row],
    key: said !== null || messages.key[row] < 0 ? '' : keySpace(index.keys).nameOf(messages.key[row]),
    sentNs: messages.sentNs[row],
    arriveNs: messages.arriveNs[row],
    lost: messages.lost[row] === 1,
    isUnheard,
    fate: messages.fate[row],
  };
}

/** A message as lines of text: what it is, and names with values in reading order. */
export function messageFacts(message: PickedMessage): { readonly title: string; readonly facts: readonly (readonly [string, string])[] } {
  const names = strings.facts;
  const facts: [string, string][] = [
    [names.from, message.from],
    [names.to, message.to],
  ];
  if (message.request > 0) facts.push([names.request, names.number(writtenNumber(message.request))]);
  if (message.said !== '') facts.unshift([names.type, message.said]);
  if (message.belongsTo > 0 && message.type === MessageType.message)
    facts.push([names.answers, names.messageOf(writtenNumber(message.belongsTo))]);
  if (message.type === MessageType.message) facts.push([names.message, names.number(writtenNumber(message.id))]);
  if (message.body !== '') facts.push([names.says, message.body]);
  if (message.key !== '') facts.push([names.key, message.key]);
  facts.push([names.sent, secondsText(message.sentNs)]);
  if (message.lost) facts.push([names.wasDue, secondsText(message.arriveNs)], [names.fate, strings.path.lost]);
  else {
    facts.push([
      names.arrives,
      names.after(secondsText(message.arriveNs), Number(((message.arriveNs - message.sentNs) / NS_PER_MS).toPrecision(4))),
    ]);
    if (message.isUnheard) facts.push([names.fate, strings.path.unheard(message.to)]);
    if (message.fate > 0) facts.push([names.fate, `${FATES[message.fate].title}. ${FATES[message.fate].explain}`]);
  }
  const name = MESSAGE_TYPE_NAMES[message.type];
  return { title: name[0].toUpperCase() + name.slice(1), facts };
}

/** A moment as text, to the microsecond. */
export function secondsText(ns: number): string {
  return `${(ns / NS_PER_SECOND).toFixed(6)} s`;
}
