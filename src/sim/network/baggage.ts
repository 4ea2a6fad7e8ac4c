import { plainBytes } from '../kernel/plain';
import type { MessageBody } from './messages';

/** Bodies looked at in one measurement. */
const MEASURED = 2000;
/** A measurement holds until there are so many times as many bodies, or as few, and for so many questions. */
const ALIKE = 1.25;
const QUESTIONS = 16;
/** An entry of a map, with its key and value. */
const BYTES_AN_ENTRY = 48;

/** A copy of what calls carry. */
export interface BaggageSnapshot {
  readonly payloads: readonly (readonly [call: number, payload: Int32Array])[];
  /** Bodies of messages; never changed, so not copied. */
  readonly bodies: readonly (readonly [call: number, body: MessageBody])[];
}

/** What travels with calls beyond their numbers: batches of writes, and what messages say. Most calls carry nothing. */
export class Baggage {
  /** Whether there is any, or was: then `drop` has to be called for every call that ends. */
  isAny = false;
  private readonly payloads = new Map<number, Int32Array>();
  private readonly bodies = new Map<number, MessageBody>();
  private payloadBytes = 0;
  /** What the last measurement of bodies found, how many there were, and how often it was asked for since. */
  private bytesABody = 0;
  private measuredAt = 0;
  private asked = 0;

  payload(call: number): Int32Array | null {
    return this.payloads.get(call) ?? null;
  }

  setPayload(call: number, payload: Int32Array): void {
    this.isAny = true;
    this.payloads.set(call, payload);
    this.payloadBytes += payload.byteLength;
  }

  body(call: number): MessageBody {
    return this.bodies.get(call) ?? null;
  }

  setBody(call: number, body: MessageBody): void {
    if (body === null) return;
    this.isAny = true;
    this.bodies.set(call, body);
  }

  /**
   * About how many bytes it all takes. Bodies are measured now and then, some of them, so that no message costs more for it; a body that
   * several messages carry counts once.
   */
  get bytes(): number {
    const { size } = this.bodies;
    const isStale = size > this.measuredAt * ALIKE || size * ALIKE < this.measuredAt || ++this.asked >= QUESTIONS;
    if (isStale) this.measure();
    return this.payloadBytes + size * (BYTES_AN_ENTRY + this.bytesABody);
  }

  private measure(): void {
    const { size } = this.bodies;
    this.measuredAt = size;
    this.asked = 0;
    const step = Math.max(1, Math.floor(size / MEASURED));
    const seen = new Set<MessageBody>();
    let bytes = 0;
    let looked = 0;
    let at = 0;
    for (const body of this.bodies.values()) {
      if (at++ % step !== 0) continue;
      looked++;
      if (seen.has(body)) continue;
      seen.add(body);
      bytes += plainBytes(body);
    }
    this.bytesABody = looked === 0 ? 0 : bytes / looked;
  }

  /** The call is gone, and so is what it carried. */
  drop(call: number): void {
    const payload = this.payloads.get(call);
    if (payload !== undefined) {
      this.payloadBytes -= payload.byteLength;
      this.payloads.delete(call);
    }
    this.bodies.delete(call);
  }

  snapshot(): BaggageSnapshot {
    return {
      payloads: [...this.payloads].map(([call, data]) => [call, data.slice()] as const),
      bodies: [...this.bodies],
    };
  }

  restore(saved: BaggageSnapshot): void {
    this.payloads.clear();
    this.payloadBytes = 0;
    for (const [call, data] of saved.payloads) this.setPayload(call, data.slice());
    this.bodies.clear();
    for (const [call, body] of saved.bodies) this.bodies.set(call, body);
    this.isAny = this.payloads.size > 0 || this.bodies.size > 0;
  }
}
