import { FATES, keySpace, LOG_VERBS, logText, MESSAGE_TYPE_NAMES, type TraceWindow } from '../sim/index';
import { endsOf } from './causality';
import type { ExportedRun, Exporter } from './exporter';

/** Everything that happened, a JSON object a line, in order of time: lines of the log, and messages by their departure. */
export function ndjsonExporter(run: ExportedRun): Exporter {
  const { summary } = run;
  return {
    head: () =>
      `${JSON.stringify({ type: 'run', scenario: summary.scenario, seed: summary.seed, engine: summary.engineVersion, traceHash: summary.traceHash, endSeconds: run.endNs / 1e9 })}\n`,
    piece: (window: TraceWindow) => linesOf(run, window),
    foot: () => '',
  };
}

function linesOf({ index }: ExportedRun, { messages, log, fromNs }: TraceWindow): string {
  const lines: string[] = [];
  const keyOf = (key: number): object => (key >= 0 ? { key: keySpace(index.keys).nameOf(key) } : {});
  const requestOf = (request: number): object => (request > 0 ? { request } : {});
  const message = (row: number): void => {
    const [from, to] = endsOf(index, messages, row);
    lines.push(
      JSON.stringify({
        atSeconds: messages.sentNs[row] / 1e9,
        type: 'message',
        id: messages.id[row],
        what: MESSAGE_TYPE_NAMES[messages.type[row]],
        from: index.nodes[from].id,
        to: index.nodes[to].id,
        link: index.links[messages.link[row]].id,
        ...(messages.belongsTo[row] > 0 ? { [messages.forward[row] === 1 ? 'askedFor' : 'answers']: messages.belongsTo[row] } : {}),
        arrivesSeconds: messages.arriveNs[row] / 1e9,
        ...requestOf(messages.request[row]),
        ...keyOf(messages.key[row]),
        ...(messages.fate[row] > 0 ? { fate: FATES[messages.fate[row]].reason } : {}),
        ...(messages.lost[row] === 1 ? { lost: true } : {}),
      }),
    );
  };
  const entry = (row: number): void => {
    lines.push(
      JSON.stringify({
        atSeconds: log.atNs[row] / 1e9,
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
