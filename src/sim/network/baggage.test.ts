import { describe, expect, it } from 'vitest';
import { Baggage } from './baggage';

const body = (values: number): number[] => Array.from({ length: values }, (_, i) => i);

describe('what calls carry', () => {
  it('is counted by what it takes, whoever asks how often', () => {
    const baggage = new Baggage();
    for (let call = 0; call < 5000; call++) baggage.setBody(call, body(100));
    const all = baggage.bytes;
    // An element of a list takes eight bytes at least.
    expect(all).toBeGreaterThan(5000 * 100 * 8);
    expect(all).toBeLessThan(5000 * 100 * 40);
    for (let asked = 0; asked < 40; asked++) expect(baggage.bytes).toBe(all);
    for (let call = 0; call < 4000; call++) baggage.drop(call);
    expect(baggage.bytes / all).toBeCloseTo(0.2, 5);
    for (let call = 4000; call < 5000; call++) baggage.drop(call);
    expect(baggage.bytes).toBe(0);
  });

  it('counts a body once that many messages share', () => {
    const baggage = new Baggage();
    const shared = body(100_000);
    for (let call = 0; call < 1000; call++) baggage.setBody(call, shared);
    expect(baggage.bytes).toBeLessThan(100_000 * 40);
  });

  it('notices that bodies grow while there are as many as before', () => {
    const baggage = new Baggage();
    for (let call = 0; call < 10; call++) baggage.setBody(call, body(10));
    const before = baggage.bytes;
    for (let call = 0; call < 10; call++) baggage.setBody(call, body(100_000));
    const later = Array.from({ length: 20 }, () => baggage.bytes);
    expect(Math.max(...later)).toBeGreaterThan(before * 1000);
  });

  it('counts batches of writes, and what a copy brings back', () => {
    const baggage = new Baggage();
    baggage.setPayload(1, new Int32Array(1000));
    baggage.setPayload(2, new Int32Array(500));
    const saved = baggage.snapshot();
    baggage.drop(1);
    expect(baggage.bytes).toBe(2000);
    baggage.restore(saved);
    expect(baggage.bytes).toBe(6000);
  });
});
