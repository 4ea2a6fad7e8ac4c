import { MessageType, senderAndReceiver, type TraceIndex, type Travelled } from '../sim/index';

/** What happened at one part: a message was sent or received. Events are numbered in an order that respects cause and effect. */
export interface CausalEvents {
  readonly count: number;
  readonly atNs: Float64Array;
  /** Node index. */
  readonly node: Int32Array;
  /** Row of the message. */
  readonly row: Int32Array;
  /** 1: it was received, 0: sent. */
  readonly isReceived: Uint8Array;
  /** Event of a row's sending and of its arrival; -1: not in these messages (lost, after their end, or its receiver was down). */
  readonly sentEvent: Int32Array;
  readonly receivedEvent: Int32Array;
}

/**
 * The sends and receives of messages, those that arrive before `untilNs`, in the order of time; at one moment a cause comes before what
 * it caused. `isUnheard`: of a row whose receiver was down. Nothing is received there, but for a request: its machine turns that away.
 */
export function causalEvents(index: TraceIndex, travelled: Travelled, untilNs: number, isUnheard: (row: number) => boolean): CausalEvents {
  const { messages } = travelled;
  const keys: number[] = [];
  for (let row = 0; row < messages.count; row++) {
    keys.push(row * 2);
    const isReceived = messages.lost[row] === 0 && messages.arriveNs[row] < untilNs;
    if (isReceived && (messages.type[row] === MessageType.request || !isUnheard(row))) keys.push(row * 2 + 1);
  }
  const timeOf = (key: number): number => ((key & 1) === 0 ? messages.sentNs[key >> 1] : messages.arriveNs[key >> 1]);
  // Ids grow with every message sent, so at one moment they put a message behind the one whose arrival made it be sent.
  keys.sort((p, q) => timeOf(p) - timeOf(q) || messages.id[p >> 1] - messages.id[q >> 1] || (p & 1) - (q & 1));
  const events = {
    count: keys.length,
    atNs: new Float64Array(keys.length),
    node: new Int32Array(keys.length),
    row: new Int32Array(keys.length),
    isReceived: new Uint8Array(keys.length),
    sentEvent: new Int32Array(messages.count).fill(-1),
    receivedEvent: new Int32Array(messages.count).fill(-1),
  };
  keys.forEach((key, i) => {
    const row = key >> 1;
    events.atNs[i] = timeOf(key);
    events.row[i] = row;
    events.isReceived[i] = key & 1;
    events.node[i] = senderAndReceiver(index, travelled, row)[key & 1];
    ((key & 1) === 0 ? events.sentEvent : events.receivedEvent)[row] = i;
  });
  return events;
}

/** Lamport's scalar clock of every event (Lamport 1978), counted from the first of these events. */
export function lamportClocks(events: CausalEvents, nodeCount: number): Int32Array {
  const clocks = new Int32Array(nodeCount);
  const stamps = new Int32Array(events.count);
  for (let i = 0; i < events.count; i++) {
    const node = events.node[i];
    const carried = events.isReceived[i] === 1 ? stamps[events.sentEvent[events.row[i]]] : 0;
    clocks[node] = Math.max(clocks[node], carried) + 1;
    stamps[i] = clocks[node];
  }
  return stamps;
}

/**
 * The vector clock (Fidge, Mattern 1988) of every event in turn, one component a part, counted from the first of these events. The array is
 * the visitor's only while it is called. Stops when `visit` returns false.
 */
export function visitVectorClocks(events: CausalEvents, nodeCount: number, visit: (event: number, clock: Int32Array) => boolean): void {
  const clocks = Array.from({ length: nodeCount }, () => new Int32Array(nodeCount));
  const carried = new Map<number, Int32Array>();
  for (let i = 0; i < events.count; i++) {
    const node = events.node[i];
    const row = events.row[i];
    const own = clocks[node];
    if (events.isReceived[i] === 1) {
      const brought = carried.get(row);
      carried.delete(row);
      if (brought !== undefined) for (let n = 0; n < nodeCount; n++) if (brought[n] > own[n]) own[n] = brought[n];
    }
    own[node]++;
    if (events.isReceived[i] === 0 && events.receivedEvent[row] >= 0) carried.set(row, own.slice());
    if (!visit(i, own)) return;
  }
}

/** The vector clock of one event. */
export function vectorClockOf(events: CausalEvents, nodeCount: number, event: number): Int32Array {
  let found = new Int32Array(nodeCount);
  visitVectorClocks(events, nodeCount, (i, clock) => {
    if (i === event) found = clock.slice();
    return i < event;
  });
  return found;
}

/** What an event can have been influenced by, and what it can influence (happened-before), by part. */
export interface CausalCone {
  /** Last event of each part in the past of the event (itself included), ns; -Infinity: none. */
  readonly pastUntilNs: Float64Array;
  /** First event of each part in its future (itself included), ns; Infinity: none. */
  readonly futureFromNs: Float64Array;
}

/** The causal past and future of an event among these events. */
export function causalCone(events: CausalEvents, nodeCount: number, event: number): CausalCone {
  const futureFrom = new Int32Array(nodeCount).fill(-1);
  futureFrom[events.node[event]] = event;
  for (let i = event + 1; i < events.count; i++) {
    if (events.isReceived[i] === 0 || futureFrom[events.node[i]] >= 0) continue;
    const sent = events.sentEvent[events.row[i]];
    const sender = events.node[sent];
    if (futureFrom[sender] >= 0 && sent >= futureFrom[sender]) futureFrom[events.node[i]] = i;
  }
  const pastUntil = new Int32Array(nodeCount).fill(-1);
  pastUntil[events.node[event]] = event;
  for (let i = event; i >= 0; i--) {
    if (events.isReceived[i] === 1 || pastUntil[events.node[i]] >= i) continue;
    const received = events.receivedEvent[events.row[i]];
    if (received >= 0 && pastUntil[events.node[received]] >= received) pastUntil[events.node[i]] = i;
  }
  return {
    pastUntilNs: Float64Array.from(pastUntil, (i) => (i < 0 ? -Infinity : events.atNs[i])),
    futureFromNs: Float64Array.from(futureFrom, (i) => (i < 0 ? Infinity : events.atNs[i])),
  };
}
