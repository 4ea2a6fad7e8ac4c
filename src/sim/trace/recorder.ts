import { doubled, floats, ints, roomFor, taken, type Bytes, type Floats, type Ints } from './columns';
import type { ChangeColumns, LogColumns, MessageColumns } from './types';

/** Who is told of everything that happens in an engine. It must not change anything. */
export interface Listener {
  /** At the beginning of an event; `meta` is the event's first word, left out when a fault acts. */
  event(nowNs: number, meta?: number): void;
  message(sentNs: number, arriveNs: number, link: number, flags: number, request: number, key: number, id: number, cause: number): void;
  change(nowNs: number, gauge: number, value: number): void;
  log(nowNs: number, node: number, verb: number, key: number, request: number, detail: number): void;
  /** A request was answered ok; one that failed is in the log. */
  answered(nowNs: number, latencyNs: number): void;
}

/** Rows to expect of an event, from runs of many shapes: too few cost a copy, too many nothing that is touched. */
const MESSAGES_AN_EVENT = 0.8;
const CHANGES_AN_EVENT = 3.5;
const LOGS_AN_EVENT = 0.5;

/**
 * Full detail of a stretch of a run: message spans (48 bytes each), gauge changes (20), log lines (25) and event times (8).
 * Rows are appended in the order things happen, so every column pair is sorted by its time. Columns are plain arrays with one check of the room a
 * row, because recording everything is as much work as the run itself.
 */
export class Recorder implements Listener {
  private sentNs: Floats;
  private arriveNs: Floats;
  private link: Ints;
  private flags: Ints;
  private request: Ints;
  private key: Ints;
  private id: Floats;
  private cause: Floats;
  private messageCount = 0;
  private messageRoom: number;

  private changeNs: Floats;
  private changeGauge: Ints;
  private changeValue: Floats;
  private changeCount = 0;
  private changeRoom: number;

  private logNs: Floats;
  private logNode: Ints;
  private logVerb: Bytes;
  private logKey: Ints;
  private logRequest: Ints;
  private logDetail: Ints;
  private logCount = 0;
  private logRoom: number;

  private eventNs: Floats;
  private eventCount = 0;

  /** `events`: how many to expect, roughly. */
  constructor(events: number) {
    const messages = roomFor(events * MESSAGES_AN_EVENT);
    const changes = roomFor(events * CHANGES_AN_EVENT);
    const logs = roomFor(events * LOGS_AN_EVENT);
    this.messageRoom = messages;
    [this.sentNs, this.arriveNs, this.id, this.cause] = floats(messages, 4);
    [this.link, this.flags, this.request, this.key] = ints(messages, 4);
    this.changeRoom = changes;
    [this.changeNs, this.changeValue] = floats(changes, 2);
    this.changeGauge = new Int32Array(changes);
    this.logRoom = logs;
    this.logNs = new Float64Array(logs);
    [this.logNode, this.logKey, this.logRequest, this.logDetail] = ints(logs, 4);
    this.logVerb = new Uint8Array(logs);
    this.eventNs = new Float64Array(roomFor(events));
  }

  /** Rows of all tables together, for row limits. */
  get rows(): number {
    return this.messageCount + this.changeCount + this.logCount;
  }

  event(nowNs: number): void {
    const row = this.eventCount++;
    if (row === this.eventNs.length) this.eventNs = doubled(this.eventNs);
    this.eventNs[row] = nowNs;
  }

  answered(): void {
    // The message and the changes of gauges that come with it say as much.
  }

  /** Adds a span. `flags` packs forward (bit 0), lost (bit 1), type (bits 2-5) and fate (bits 6-13). */
  message(sentNs: number, arriveNs: number, link: number, flags: number, request: number, key: number, id: number, cause: number): void {
    const row = this.messageCount++;
    if (row === this.messageRoom) this.enlargeMessages();
    this.sentNs[row] = sentNs;
    this.arriveNs[row] = arriveNs;
    this.link[row] = link;
    this.flags[row] = flags;
    this.request[row] = request;
    this.key[row] = key;
    this.id[row] = id;
    this.cause[row] = cause;
  }

  change(nowNs: number, gauge: number, value: number): void {
    const row = this.changeCount++;
    if (row === this.changeRoom) this.enlargeChanges();
    this.changeNs[row] = nowNs;
    this.changeGauge[row] = gauge;
    this.changeValue[row] = value;
  }

  log(nowNs: number, node: number, verb: number, key: number, request: number, detail: number): void {
    const row = this.logCount++;
    if (row === this.logRoom) this.enlargeLogs();
    this.logNs[row] = nowNs;
    this.logNode[row] = node;
    this.logVerb[row] = verb;
    this.logKey[row] = key;
    this.logRequest[row] = request;
    this.logDetail[row] = detail;
  }

  /** Message columns, sorted by departure. */
  messages(): MessageColumns {
    const count = this.messageCount;
    const { flags } = this;
    const forward = new Uint8Array(count);
    const lost = new Uint8Array(count);
    const type = new Uint8Array(count);
    const fate = new Uint8Array(count);
    for (let row = 0; row < count; row++) {
      const packed = flags[row];
      forward[row] = packed & 1;
      lost[row] = (packed >> 1) & 1;
      type[row] = (packed >> 2) & 15;
      fate[row] = (packed >> 6) & 255;
    }
    return {
      count, forward, lost, type, fate,
      sentNs: taken(this.sentNs, count), arriveNs: taken(this.arriveNs, count), link: taken(this.link, count), request: taken(this.request, count),
      key: taken(this.key, count), id: taken(this.id, count), cause: taken(this.cause, count),
    };
  }

  changes(): ChangeColumns {
    const count = this.changeCount;
    return { count, atNs: taken(this.changeNs, count), gauge: taken(this.changeGauge, count), value: taken(this.changeValue, count) };
  }

  logs(): LogColumns {
    const count = this.logCount;
    return {
      count,
      atNs: taken(this.logNs, count), node: taken(this.logNode, count), verb: taken(this.logVerb, count),
      key: taken(this.logKey, count), request: taken(this.logRequest, count), detail: taken(this.logDetail, count),
    };
  }

  events(): Floats {
    return taken(this.eventNs, this.eventCount);
  }

  private enlargeMessages(): void {
    this.messageRoom *= 2;
    [this.sentNs, this.arriveNs, this.id, this.cause] = [this.sentNs, this.arriveNs, this.id, this.cause].map(doubled);
    [this.link, this.flags, this.request, this.key] = [this.link, this.flags, this.request, this.key].map(doubled);
  }

  private enlargeChanges(): void {
    this.changeRoom *= 2;
    [this.changeNs, this.changeValue] = [this.changeNs, this.changeValue].map(doubled);
    this.changeGauge = doubled(this.changeGauge);
  }

  private enlargeLogs(): void {
    this.logRoom *= 2;
    this.logNs = doubled(this.logNs);
    [this.logNode, this.logKey, this.logRequest, this.logDetail] = [this.logNode, this.logKey, this.logRequest, this.logDetail].map(doubled);
    this.logVerb = doubled(this.logVerb);
  }
}

/** Packs the small facts of a message span as `Recorder.message` wants them. */
export function messageFlags(forward: boolean, lost: boolean, type: number, fate: number): number {
  return (forward ? 1 : 0) | (lost ? 2 : 0) | (type << 2) | (fate << 6);
}
