import {
  FATES,
  keySpace,
  LOG_VERBS,
  logText,
  MESSAGE_TYPE_NAMES,
  MessageType,
  senderAndReceiver,
  wayName,
  type TraceWindow,
  NS_PER_SECOND,
} from '../sim/index';
import { typeOfMessage } from './messageText';
import type { ExportedRun, Exporter } from './exporter';
import { isUnheard } from './unheard';

/** Everything that happened, a JSON object a line, in order of time: lines of the log, and messages by their departure. */
export function ndjsonExporter(run: ExportedRun): Exporter {
  const { scenario, seed, engineVersion: engine, traceHash } = run.summary;
  return {
    head: () => `${JSON.stringify({ type: 'run', scenario, seed, engine, traceHash, endSeconds: run.endNs / NS_PER_SECOND })}\n`,
    piece: (window: TraceWindow) => linesOf(run, window),
    foot: () => '',
  };
}

function linesOf(run: ExportedRun, window: TraceWindow): string {
  const { index } = run;
  const { messages, log, fromNs } = window;
  const lines: string[] = [];
  const keyOf = (key: number): object => (key >= 0 ? { key: keySpace(index.keys).nameOf(key) } : {});
  const requestOf = (request: number): object => (request > 0 ? { request } : {});
  const aboutOf = (row: number): object => {
    const messageType = typeOfMessage(window, row);
    return messageType === null ? keyOf(messages.key[row]) : { messageType };
  };
  // What members of networks send each other belongs to what it answers, whichever way it goes.
  const isAsking = (row: number): boolean => messages.forward[row] === 1 && messages.type[row] !== MessageType.message;
  const message = (row: number): void => {
    const [from, to] = senderAndReceiver(index, window, row);
    lines.push(
      JSON.stringify({
        atSeconds: messages.sentNs[row] / NS_PER_SECOND,
        type: 'message',
        id: messages.id[row],
        what: MESSAGE_TYPE_NAMES[messages.type[row]],
        from: index.nodes[from].id,
        to: index.nodes[to].id,
        link: wayName(index, window, row),
        ...(messages.belongsTo[row] > 0 ? { [isAsking(row) ? 'askedFor' : 'answers']: messages.belongsTo[row] } : {}),
        arrivesSeconds: messages.arriveNs[row] / NS_PER_SECOND,
        ...requestOf(messages.request[row]),
        ...aboutOf(row),
        ...(window.bodies?.[messages.id[row]] === undefined ? {} : { says: window.bodies[messages.id[row]] }),
        ...(messages.fate[row] > 0 ? { fate: FATES[messages.fate[row]].reason } : {}),
        ...(messages.lost[row] === 1 ? { lost: true } : {}),
        ...(isUnheard(run, window, row) ? { receiverDown: true } : {}),
      }),
    );
  };
  const entry = (row: number): void => {
    lines.push(
      JSON.stringify({
        atSeconds: log.atNs[row] / NS_PER_SECOND,
        type: 'log',
        ...(log.node[row] >= 0 ? { node: index.nodes[log.node[row]].id } : {}),
        verb: LOG_VERBS[log.verb[row]],
        ...requestOf(log.request[row]),
        ...keyOf(log.key[row]),
        text: logText(index, log, row),
      }),
    );
  };
  let row = 0;
  let line = 0;
  while (row < messages.count && messages.sentNs[row] < fromNs) row++;
  while (row < messages.count || line < log.count) {
    if (line < log.count && (row >= messages.count || log.atNs[line] <= messages.sentNs[row])) entry(line++);
    else message(row++);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
