import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './eventQueue';
import { Streams } from './random';

describe('the event queue', () => {
  it('gives events back in the order of time, then of adding, whatever is added and taken in between', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(40), fc.constant(-1)), { maxLength: 400 }), (steps) => {
        const queue = new EventQueue();
        let model: { time: number; id: number }[] = [];
        let id = 0;
        const taken: [number, number][] = [];
        const wanted: [number, number][] = [];
        for (const step of steps) {
          if (step >= 0) {
            queue.push(queue.nowNs + step, id, 0, 0);
            model.push({ time: queue.nowNs + step, id: id++ });
          } else if (model.length > 0) {
            const first = model.reduce((best, entry) =>
              entry.time < best.time || (entry.time === best.time && entry.id < best.id) ? entry : best,
            );
            taken.push([queue.nextTime(), queue.meta(queue.pop())]);
            wanted.push([first.time, first.id]);
            model = model.filter((entry) => entry !== first);
          }
          expect(queue.size).toBe(model.length);
        }
        expect(taken).toEqual(wanted);
      }),
    );
  });

  it('keeps that order among many thousands of events whose times lie nanoseconds, seconds or nothing at all apart', () => {
    const random = new Streams(7);
    const stream = random.open('queue', 'times');
    for (const [spreadNs, shape] of [
      [1e3, 'even'],
      [1e9, 'even'],
      [1e12, 'heavy'],
      [1, 'even'],
      [1e6, 'clumps'],
    ] as const) {
      const queue = new EventQueue();
      const waiting: number[][] = [];
      let id = 0;
      const after = (): number => {
        const u = random.unit(stream);
        if (shape === 'heavy') return Math.floor(spreadNs * u ** 12);
        if (shape === 'clumps') return Math.floor(u * 4) * spreadNs;
        return Math.floor(u * spreadNs);
      };
      const push = (): void => {
        const timeNs = queue.nowNs + after();
        waiting.push([timeNs, id]);
        queue.push(timeNs, id++, 0, 0);
      };
      const taken: number[] = [];
      for (let i = 0; i < 12_000; i++) push();
      for (let i = 0; i < 20_000; i++) {
        taken.push(queue.meta(queue.pop()));
        if (i < 12_000) push();
        if (i === 10_000) queue.restore(queue.snapshot());
      }
      while (queue.size > 0) taken.push(queue.meta(queue.pop()));
      waiting.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
      expect(taken).toEqual(waiting.map((entry) => entry[1]));
    }
  });

  it('restored from a copy, goes on the same', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 500; i++) queue.push(i % 7 === 0 ? 0 : (i * 7919) % 1000, i, 0, 0);
    for (let i = 0; i < 100; i++) queue.pop();
    const saved = queue.snapshot();
    const drain = (): number[] => Array.from({ length: queue.size }, () => queue.meta(queue.pop()));
    const order = drain();
    queue.restore(saved);
    expect(drain()).toEqual(order);
  });

  it('refuses the past and nonsense', () => {
    const queue = new EventQueue();
    queue.push(5, 0, 0, 0);
    queue.pop();
    expect(() => queue.push(4, 0, 0, 0)).toThrow(/past/);
    expect(() => queue.push(NaN, 0, 0, 0)).toThrow(/past/);
  });
});
