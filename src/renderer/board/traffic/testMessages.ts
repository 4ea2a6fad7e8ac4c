import { MessageType, type MessageColumns } from '../../../sim/index';

/** One message of a made-up window; what is left out is 0, a request along the first wire, with its row as id. */
export interface TestMessage {
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly link?: number;
  readonly forward?: number;
  readonly type?: number;
  readonly lost?: number;
  readonly fate?: number;
  readonly id?: number;
  readonly request?: number;
  readonly key?: number;
  readonly belongsTo?: number;
}

/** Columns of a window with these messages, for tests. */
export function messageColumns(rows: readonly TestMessage[]): MessageColumns {
  return {
    count: rows.length,
    sentNs: Float64Array.from(rows, (row) => row.sentNs),
    arriveNs: Float64Array.from(rows, (row) => row.arriveNs),
    link: Int32Array.from(rows, (row) => row.link ?? 0),
    forward: Uint8Array.from(rows, (row) => row.forward ?? 1),
    type: Uint8Array.from(rows, (row) => row.type ?? MessageType.request),
    lost: Uint8Array.from(rows, (row) => row.lost ?? 0),
    fate: Uint8Array.from(rows, (row) => row.fate ?? 0),
    request: Int32Array.from(rows, (row) => row.request ?? 0),
    key: Int32Array.from(rows, (row) => row.key ?? -1),
    id: Uint32Array.from(rows, (row, i) => row.id ?? i + 1),
    cause: new Uint32Array(rows.length),
    isWrite: new Uint8Array(rows.length),
    belongsTo: Uint32Array.from(rows, (row) => row.belongsTo ?? 0),
  };
}
