import { describe, expect, it } from 'vitest';
import { caseNamed, finished } from '../../support/cases';

describe('a caller who gives up, and an answer that is lost', () => {
  it('give a thread back once: busy is never below 0, and the same traffic with plain slots has no other failures', () => {
    const processes = finished(caseNamed('negative-busy-10percent'));
    const busy = processes.index.nodes[1].gauges.findIndex(({ name }) => name === 'busy') + processes.index.nodes[1].gaugeBase;
    for (let i = 1; i <= 200; i++) {
      const value = processes.moment((processes.reachedNs * i) / 200).gauges[busy];
      expect(value).toBeGreaterThanOrEqual(0);
    }
    const { nodes, requests } = processes.summary();
    expect(nodes[1].utilization).toBeGreaterThan(0);
    expect(nodes[1].utilization).toBeLessThanOrEqual(1);
    expect(Object.keys(requests.byReason)).toEqual(['timed-out']);
    // One of ten answers is lost, and some take longer than 80 ms; nothing is refused.
    expect(requests.failed / requests.sent).toBeGreaterThan(0.1);
    expect(requests.failed / requests.sent).toBeLessThan(0.2);
    const slots = finished(caseNamed('negative-busy-10percent', { B: { execution: 'slots' }, C: { timeoutMs: 0 } })).summary();
    expect(slots.requests.failed).toBe(0);
  });
});
