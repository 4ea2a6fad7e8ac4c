import { writtenNumber } from '../../messages/message';
import type { RunReport } from '../../../contract/index';
import { FATES, keySpace, MESSAGE_TYPE_NAMES, MessageType, senderAndReceiver, NS_PER_SECOND, NS_PER_MS } from '../../../sim/index';
import { typeOfMessage, type Told } from '../../../exports/messageText';
import type { PickedMessage } from '../boardState';

/** Copies a message out of its window, with the names of the parts it travels between in its own direction. */
export function pickMessage(
  told: Told,
  row: number,
  { runId, index }: Pick<RunReport, 'runId' | 'index'>,
  x: number,
  y: number,
): PickedMessage {
  const { messages } = told;
  const [from, to] = senderAndReceiver(index, told, row);
  const said = typeOfMessage(told, row);
  return {
    runId,
    x,
    y,
    from: index.nodes[from].id,
    to: index.nodes[to].id,
    said: said ?? '',
    body: told.bodies?.[messages.id[row]] ?? '',
    belongsTo: messages.belongsTo[row],
    id: messages.id[row],
    type: messages.type[row],
    request: messages.request[row],
    key: said !== null || messages.key[row] < 0 ? '' : keySpace(index.keys).nameOf(messages.key[row]),
    sentNs: messages.sentNs[row],
    arriveNs: messages.arriveNs[row],
    lost: messages.lost[row] === 1,
    fate: messages.fate[row],
  };
}

/** A message as lines of text: what it is, and names with values in reading order. */
export function messageFacts(message: PickedMessage): { readonly title: string; readonly facts: readonly (readonly [string, string])[] } {
  const facts: [string, string][] = [
    ['From', message.from],
    ['To', message.to],
  ];
  if (message.request > 0) facts.push(['Request', `no. ${writtenNumber(message.request)}`]);
  if (message.said !== '') facts.unshift(['Type', message.said]);
  if (message.belongsTo > 0 && message.type === MessageType.message) facts.push(['Answers', `message ${writtenNumber(message.belongsTo)}`]);
  if (message.type === MessageType.message) facts.push(['Message', `no. ${writtenNumber(message.id)}`]);
  if (message.body !== '') facts.push(['Says', message.body]);
  if (message.key !== '') facts.push(['Key', message.key]);
  facts.push(['Sent', secondsText(message.sentNs)]);
  if (message.lost) facts.push(['Was due', secondsText(message.arriveNs)], ['Fate', 'Lost on the way']);
  else {
    facts.push([
      'Arrives',
      `${secondsText(message.arriveNs)} (${Number(((message.arriveNs - message.sentNs) / NS_PER_MS).toPrecision(4))} ms)`,
    ]);
    if (message.fate > 0) facts.push(['Fate', `${FATES[message.fate].title}. ${FATES[message.fate].explain}`]);
  }
  const name = MESSAGE_TYPE_NAMES[message.type];
  return { title: name[0].toUpperCase() + name.slice(1), facts };
}

/** A moment as text, to the microsecond. */
export function secondsText(ns: number): string {
  return `${(ns / NS_PER_SECOND).toFixed(6)} s`;
}
