import type { MessageBody } from './messages';

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

  payload(call: number): Int32Array | null {
    return this.payloads.get(call) ?? null;
  }

  setPayload(call: number, payload: Int32Array): void {
    this.isAny = true;
    this.payloads.set(call, payload);
  }

  body(call: number): MessageBody {
    return this.bodies.get(call) ?? null;
  }

  setBody(call: number, body: MessageBody): void {
    if (body === null) return;
    this.isAny = true;
    this.bodies.set(call, body);
  }

  /** The call is gone, and so is what it carried. */
  drop(call: number): void {
    this.payloads.delete(call);
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
    for (const [call, data] of saved.payloads) this.payloads.set(call, data.slice());
    this.bodies.clear();
    for (const [call, body] of saved.bodies) this.bodies.set(call, body);
    this.isAny = this.payloads.size > 0 || this.bodies.size > 0;
  }
}
