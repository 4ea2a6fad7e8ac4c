import { ByteColumn, FloatColumn, IntColumn } from './columns';
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

/**
 * Full detail of a stretch of a run: message spans (48 bytes each), gauge changes (20), log lines (25) and event times (8).
 * Rows are appended in the order things happen, so every column pair is sorted by its time.
 */
export class Recorder implements Listener {
  private readonly sentNs = new FloatColumn();
  private readonly arriveNs = new FloatColumn();
  private readonly link = new IntColumn();
  private readonly flags = new IntColumn();
  private readonly request = new IntColumn();
  private readonly key = new IntColumn();
  private readonly id = new FloatColumn();
  private readonly cause = new FloatColumn();
  private messageCount = 0;

  private readonly changeNs = new FloatColumn();
  private readonly changeGauge = new IntColumn();
  private readonly changeValue = new FloatColumn();
  private changeCount = 0;

  private readonly logNs = new FloatColumn();
  private readonly logNode = new IntColumn();
  private readonly logVerb = new ByteColumn();
  private readonly logKey = new IntColumn();
  private readonly logRequest = new IntColumn();
  private readonly logDetail = new IntColumn();
  private logCount = 0;

  private readonly eventNs = new FloatColumn();
  private eventCount = 0;

  /** Rows of all tables together, for row limits. */
  get rows(): number {
    return this.messageCount + this.changeCount + this.logCount;
  }

  event(nowNs: number): void {
    this.eventNs.set(this.eventCount++, nowNs);
  }

  answered(): void {
    // The message and the changes of gauges that come with it say as much.
  }

  /** Adds a span. `flags` packs forward (bit 0), lost (bit 1), type (bits 2-5) and fate (bits 6-13). */
  message(sentNs: number, arriveNs: number, link: number, flags: number, request: number, key: number, id: number, cause: number): void {
    const row = this.messageCount++;
    this.sentNs.set(row, sentNs);
    this.arriveNs.set(row, arriveNs);
    this.link.set(row, link);
    this.flags.set(row, flags);
    this.request.set(row, request);
    this.key.set(row, key);
    this.id.set(row, id);
    this.cause.set(row, cause);
  }

  change(nowNs: number, gauge: number, value: number): void {
    const row = this.changeCount++;
    this.changeNs.set(row, nowNs);
    this.changeGauge.set(row, gauge);
    this.changeValue.set(row, value);
  }

  log(nowNs: number, node: number, verb: number, key: number, request: number, detail: number): void {
    const row = this.logCount++;
    this.logNs.set(row, nowNs);
    this.logNode.set(row, node);
    this.logVerb.set(row, verb);
    this.logKey.set(row, key);
    this.logRequest.set(row, request);
    this.logDetail.set(row, detail);
  }

  /** Message columns, sorted by departure. */
  messages(): MessageColumns {
    const count = this.messageCount;
    const flags = this.flags.take(count);
    const forward = new Uint8Array(count);
    const lost = new Uint8Array(count);
    const type = new Uint8Array(count);
    const fate = new Uint8Array(count);
    for (let row = 0; row < count; row++) {
      forward[row] = flags[row] & 1;
      lost[row] = (flags[row] >> 1) & 1;
      type[row] = (flags[row] >> 2) & 15;
      fate[row] = (flags[row] >> 6) & 255;
    }
    return {
      count, forward, lost, type, fate,
      sentNs: this.sentNs.take(count),
      arriveNs: this.arriveNs.take(count),
      link: this.link.take(count),
      request: this.request.take(count),
      key: this.key.take(count),
      id: this.id.take(count),
      cause: this.cause.take(count),
    };
  }

  changes(): ChangeColumns {
    const count = this.changeCount;
    return { count, atNs: this.changeNs.take(count), gauge: this.changeGauge.take(count), value: this.changeValue.take(count) };
  }

  logs(): LogColumns {
    const count = this.logCount;
    return {
      count,
      atNs: this.logNs.take(count),
      node: this.logNode.take(count),
      verb: this.logVerb.take(count),
      key: this.logKey.take(count),
      request: this.logRequest.take(count),
      detail: this.logDetail.take(count),
    };
  }

  events(): Float64Array<ArrayBuffer> {
    return this.eventNs.take(this.eventCount);
  }
}

/** Packs the small facts of a message span as `Recorder.message` wants them. */
export function messageFlags(forward: boolean, lost: boolean, type: number, fate: number): number {
  return (forward ? 1 : 0) | (lost ? 2 : 0) | (type << 2) | (fate << 6);
}
