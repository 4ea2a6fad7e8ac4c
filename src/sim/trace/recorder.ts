import type { MessageBody } from '../network/messages';
import { Bodies } from './bodies';
import { pairOf } from './changes';
import { enlarged, floats, ints, roomFor, taken, type Bytes, type Counts, type Floats, type Ints, type Shorts } from './columns';
import type { Gauges } from './gauges';
import { LOG_VERBS, type ChangeColumns, type LogColumns, type MessageColumns } from './types';

/**
 * Who is told of everything that happens in an engine. It must not change anything. Moments and values are no arguments: a listener reads
 * them from
 * the engine, because a fractional number that passes from one function to another is made an object first, and this is called several
 * times an event.
 */
export interface Listener {
  /** At the beginning of an event; `meta` is the event's first word, FAULT_ACTS when a fault acts. */
  event(meta: number): void;
  /**
   * The message numbered `messages` of the engine leaves; `links.delayNs` and `cause` of the engine are its own. Flags: see
   * `messageFlags`. `belongsTo`: see `MessageColumns.belongsTo`; numbers of messages are integers of 32 bits here.
   */
  message(call: number, link: number, flags: number, belongsTo: number): void;
  /** What the message of a node says that leaves next between members of a network, or left before the first event. */
  body?(id: number, body: MessageBody, from: number): void;
  /** A gauge has a new value. */
  change(gauge: number): void;
  /** A counter went up by one and a level behind it (see `pairOf`) has a new value. */
  changes(counter: number, level: number): void;
  log(node: number, verb: number, key: number, request: number, detail: number): void;
  /** A program has written a line. */
  say(node: number, text: string): void;
  /** A program is about to be given something; left out: nobody asks. `what`: a type of message, `timer` or `start`. */
  given?(node: number, what: string, text: string): void;
  /** Lines of a node's program that somebody waits for, and that one was reached; left out: nobody does. */
  wantedLines?(node: number): readonly number[];
  reached?(node: number, line: number, text: string): void;
  /** A call was answered ok to a client; one that failed is in the log. */
  answered(call: number): void;
}

/** What stands in place of an event's first word when a fault acts. */
export const FAULT_ACTS = -1;

/** What a recorder reads of an engine. */
export interface Recorded {
  readonly queue: { readonly nowNs: number };
  readonly calls: { root(call: number): number; key(call: number): number };
  readonly gauges: Gauges;
  readonly messages: number;
  readonly links: { readonly delayNs: number };
  readonly cause: number;
}

const SAYS = LOG_VERBS.indexOf('says');
/** Rows to expect of an event, from runs of many shapes; for the first stretch only. */
const ROWS_AN_EVENT = 1;
/**
 * The share of the events expected that the first rooms are made for: what they hold shows how large the next have to be. Of long windows
 * less, as a sample of so many rows says as much, and what is copied has been paid for twice.
 */
const FIRST_SHARE = 1 / 16;
const FIRST_SHARE_OF_LONG = 1 / 64;
const ENOUGH_ROWS = 50_000;
/** How much larger than foreseen rooms are made, so that a run that goes on a little differently still fits. */
const SPARE = 1.03;

/**
 * Full detail of a stretch of a run: message spans (38 bytes each), gauge changes (16), log lines (25) and event times (8).
 * Rows are appended in the order things happen, so every column pair is sorted by its time. Columns are plain arrays with one check of
 * the room a
 * row, because recording everything is as much work as the run itself.
 */
export class Recorder implements Listener {
  /** What messages between members said. */
  readonly bodies = new Bodies();
  private sentNs: Floats;
  private arriveNs: Floats;
  private link: Ints;
  private flags: Shorts;
  private request: Ints;
  private key: Ints;
  private cause: Counts;
  private belongsTo: Counts;
  private messageCount = 0;
  /** Of the messages that were under way before the first event, which come first; those after them are numbered in turn. */
  private readonly firstIds: number[] = [];
  private messageRoom: number;

  private changeEvent: Ints;
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
  private readonly texts: string[] = [];
  private logCount = 0;
  private logRoom: number;

  private eventNs: Floats;
  private eventCount = 0;
  private eventRoom: number;

  /** `events`: how many to expect, roughly. */
  constructor(
    private readonly engine: Recorded,
    private readonly expectedEvents: number,
  ) {
    const expected = expectedEvents * ROWS_AN_EVENT;
    const rows = roomFor(Math.max(Math.min(expected * FIRST_SHARE, ENOUGH_ROWS), expected * FIRST_SHARE_OF_LONG));
    this.messageRoom = rows;
    [this.sentNs, this.arriveNs] = floats(rows, 2);
    [this.link, this.request, this.key] = ints(rows, 3);
    [this.cause, this.belongsTo] = [new Uint32Array(rows), new Uint32Array(rows)];
    this.flags = new Uint16Array(rows);
    this.changeRoom = rows;
    [this.changeEvent, this.changeGauge] = ints(rows, 2);
    this.changeValue = new Float64Array(rows);
    this.logRoom = rows;
    this.logNs = new Float64Array(rows);
    [this.logNode, this.logKey, this.logRequest, this.logDetail] = ints(rows, 4);
    this.logVerb = new Uint8Array(rows);
    this.eventRoom = roomFor(expectedEvents * SPARE);
    this.eventNs = new Float64Array(this.eventRoom);
  }

  /** Rows of all tables together, for row limits. */
  get rows(): number {
    return this.messageCount + this.changeCount + this.logCount;
  }

  event(_meta: number): void {
    const row = this.eventCount++;
    if (row === this.eventRoom) this.enlargeEvents();
    this.eventNs[row] = this.engine.queue.nowNs;
  }

  answered(_call: number): void {
    // The message and the changes of gauges that come with it say as much.
  }

  message(call: number, link: number, flags: number, belongsTo: number): void {
    const { engine } = this;
    const row = this.messageCount++;
    if (row === this.messageRoom) this.enlargeMessages();
    const nowNs = engine.queue.nowNs;
    this.sentNs[row] = nowNs;
    this.arriveNs[row] = nowNs + engine.links.delayNs;
    this.link[row] = link;
    this.flags[row] = flags;
    this.request[row] = engine.calls.root(call);
    this.key[row] = engine.calls.key(call);
    this.cause[row] = engine.cause;
    this.belongsTo[row] = belongsTo;
  }

  body(id: number, body: MessageBody, from: number): void {
    this.bodies.note(id, body, from);
  }

  /** Adds a message that was under way before the first event. */
  underWay(sentNs: number, arriveNs: number, link: number, flags: number, request: number, key: number, id: number): void {
    const row = this.messageCount++;
    if (row === this.messageRoom) this.enlargeMessages();
    this.sentNs[row] = sentNs;
    this.arriveNs[row] = arriveNs;
    this.link[row] = link;
    this.flags[row] = flags;
    this.request[row] = request;
    this.key[row] = key;
    this.firstIds.push(id);
    this.cause[row] = 0;
    this.belongsTo[row] = 0;
  }

  change(gauge: number): void {
    const row = this.changeCount++;
    if (row === this.changeRoom) this.enlargeChanges();
    this.changeEvent[row] = this.eventCount - 1;
    this.changeGauge[row] = gauge;
    this.changeValue[row] = this.engine.gauges.value(gauge);
  }

  changes(counter: number, level: number): void {
    const row = this.changeCount++;
    if (row === this.changeRoom) this.enlargeChanges();
    this.changeEvent[row] = this.eventCount - 1;
    this.changeGauge[row] = pairOf(counter, level);
    this.changeValue[row] = this.engine.gauges.value(level);
  }

  log(node: number, verb: number, key: number, request: number, detail: number): void {
    const row = this.logCount++;
    if (row === this.logRoom) this.enlargeLogs();
    this.logNs[row] = this.engine.queue.nowNs;
    this.logNode[row] = node;
    this.logVerb[row] = verb;
    this.logKey[row] = key;
    this.logRequest[row] = request;
    this.logDetail[row] = detail;
  }

  say(node: number, text: string): void {
    this.log(node, SAYS, -1, 0, this.texts.push(text) - 1);
  }

  /** Message columns, sorted by departure. */
  messageColumns(): MessageColumns {
    const count = this.messageCount;
    const { flags } = this;
    let any = 0;
    for (let row = 0; row < count; row++) any |= flags[row];
    // What no message has is left as it is made, all zero, which costs no memory until somebody reads it.
    const bits = (shift: number, mask: number): Bytes => {
      const column = new Uint8Array(count);
      if (((any >> shift) & mask) !== 0) for (let row = 0; row < count; row++) column[row] = (flags[row] >> shift) & mask;
      return column;
    };
    return {
      count,
      forward: bits(0, 1),
      lost: bits(1, 1),
      type: bits(2, 15),
      fate: bits(6, 255),
      isWrite: bits(14, 1),
      sentNs: taken(this.sentNs, count),
      arriveNs: taken(this.arriveNs, count),
      link: taken(this.link, count),
      request: taken(this.request, count),
      key: taken(this.key, count),
      id: this.ids(),
      cause: taken(this.cause, count),
      belongsTo: taken(this.belongsTo, count),
    };
  }

  /** Numbers of the messages: every one that leaves while this records has a row, so that they need not be kept. */
  private ids(): Counts {
    const ids = new Uint32Array(this.messageCount);
    ids.set(this.firstIds);
    const first = this.engine.messages - this.messageCount + 1;
    for (let row = this.firstIds.length; row < ids.length; row++) ids[row] = first + row;
    return ids;
  }

  changeColumns(): ChangeColumns {
    const count = this.changeCount;
    return { count, event: taken(this.changeEvent, count), gauge: taken(this.changeGauge, count), value: taken(this.changeValue, count) };
  }

  logColumns(): LogColumns {
    const count = this.logCount;
    return {
      count,
      atNs: taken(this.logNs, count),
      node: taken(this.logNode, count),
      verb: taken(this.logVerb, count),
      key: taken(this.logKey, count),
      request: taken(this.logRequest, count),
      detail: taken(this.logDetail, count),
      ...(this.texts.length === 0 ? {} : { texts: this.texts }),
    };
  }

  events(): Floats {
    return taken(this.eventNs, this.eventCount);
  }

  /** Room for what a table will hold in the end, from what it holds after the events so far; at least twice as much as now. */
  private foreseen(room: number): number {
    return Math.max(room * 2, Math.ceil((room / Math.max(1, this.eventCount)) * this.expectedEvents * SPARE));
  }

  private enlargeMessages(): void {
    const room = this.foreseen(this.messageRoom);
    this.messageRoom = room;
    [this.sentNs, this.arriveNs] = [this.sentNs, this.arriveNs].map((column) => enlarged(column, room));
    [this.link, this.request, this.key] = [this.link, this.request, this.key].map((column) => enlarged(column, room));
    [this.cause, this.belongsTo] = [this.cause, this.belongsTo].map((column) => enlarged(column, room));
    this.flags = enlarged(this.flags, room);
  }

  private enlargeEvents(): void {
    this.eventRoom *= 2;
    this.eventNs = enlarged(this.eventNs, this.eventRoom);
  }

  private enlargeChanges(): void {
    const room = this.foreseen(this.changeRoom);
    this.changeRoom = room;
    [this.changeEvent, this.changeGauge] = [this.changeEvent, this.changeGauge].map((column) => enlarged(column, room));
    this.changeValue = enlarged(this.changeValue, room);
  }

  private enlargeLogs(): void {
    const room = this.foreseen(this.logRoom);
    this.logRoom = room;
    this.logNs = enlarged(this.logNs, room);
    [this.logNode, this.logKey, this.logRequest, this.logDetail] = [this.logNode, this.logKey, this.logRequest, this.logDetail].map(
      (column) => enlarged(column, room),
    );
    this.logVerb = enlarged(this.logVerb, room);
  }
}

/** Where the fate is in the small facts of a message span, and which bit says that it was lost. */
export const FATE_SHIFT = 6;
export const LOST = 2;

/** Packs the small facts of a message span: forward (bit 0), lost (bit 1), type (bits 2-5), fate (bits 6-13) and of a write (bit 14). */
export function messageFlags(forward: boolean, lost: boolean, type: number, fate: number, isWrite: boolean): number {
  return (forward ? 1 : 0) | (lost ? LOST : 0) | (type << 2) | (fate << FATE_SHIFT) | (isWrite ? 16384 : 0);
}
