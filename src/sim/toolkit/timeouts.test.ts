import { describe, expect, it } from 'vitest';
import type { NodeContext } from '../parts/context';
import { Calls } from '../network/calls';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout } from './timeouts';
import { READ } from './operations';

/** Small numbers from a seed, for what a test throws dice for. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/** A part that does nothing but wait, with a clock and timers of its own. */
class Waiter {
  readonly calls = new Calls();
  readonly state = emptyTimeouts();
  readonly index = 0;
  nowNs = 0;
  /** How fast its clock goes. */
  rate = 1;
  private timers: number[] = [];
  /** What was called back, and when. */
  readonly fired: { readonly call: number; readonly atNs: number }[] = [];
  onFire: (call: number) => void = () => {};

  get node(): NodeContext<unknown, unknown, unknown> {
    return this as unknown as NodeContext<unknown, unknown, unknown>;
  }

  now(): number {
    return this.nowNs;
  }

  byClock(ns: number): number {
    return Math.floor(ns / this.rate + 0.5);
  }

  log(): void {
    // Nobody reads it.
  }

  afterQuietly(ns: number): void {
    this.timers.push(this.nowNs + ns);
  }

  send(): number {
    const call = this.calls.create(1, READ.code, 0, 0, 0, -1, this.nowNs);
    this.calls.route(call, 0, 0, 1);
    this.calls.setSent(call, this.nowNs, 1);
    return call;
  }

  watch(call: number, patienceNs: number): void {
    watchTimeout(this.node, this.state, call, patienceNs, 0);
  }

  /** Moves on to a moment, firing timers; each call that is given up is answered for (freed) by the handler, as parts do. */
  runTo(ns: number): void {
    for (;;) {
      const next = Math.min(...this.timers);
      if (next > ns) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.nowNs = next;
      fireTimeouts(this.node, this.state, 0, (call) => {
        this.fired.push({ call, atNs: this.nowNs });
        this.calls.release(call);
        this.onFire(call);
      });
    }
    this.nowNs = ns;
  }
}

describe('patience', () => {
  it('fires as a sorted list would, whatever handlers send again, however unequal it is', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const draw = dice(seed);
      const waiter = new Waiter();
      let due: { atNs: number; place: number; call: number }[] = [];
      let place = 0;
      const watch = (): void => {
        const call = waiter.send();
        const patienceNs = 1 + draw(seed % 3 === 0 ? 2 : 400);
        due.push({ atNs: waiter.nowNs + patienceNs, place: place++, call });
        waiter.watch(call, patienceNs);
      };
      const expected: { call: number; atNs: number }[] = [];
      waiter.onFire = () => {
        // What the list says is due by now, in its order: at least the one that has just fired.
        due.sort((p, q) => p.atNs - q.atNs || p.place - q.place);
        const first = due.shift();
        if (first === undefined) throw new Error('somebody was called back for whom nobody waited');
        expected.push({ call: first.call, atNs: first.atNs });
        for (let again = draw(3); again > 0 && place < 400; again--) watch();
      };
      for (let step = 0; step < 120; step++) {
        watch();
        if (draw(3) === 0 && due.length > 0) {
          const [answered] = due.splice(draw(due.length), 1);
          waiter.calls.release(answered.call);
        }
        waiter.runTo(waiter.nowNs + draw(20));
      }
      waiter.runTo(1e6);
      expect(due, `seed ${seed}`).toEqual([]);
      expect(
        waiter.fired.map(({ atNs }) => atNs),
        `seed ${seed}`,
      ).toEqual(expected.map(({ atNs }) => atNs));
      // At one moment any order will do for calls sent at one moment; all of them are there.
      const sorted = (list: readonly { call: number; atNs: number }[]): string[] => list.map(({ call, atNs }) => `${atNs} ${call}`).sort();
      expect(sorted(waiter.fired)).toEqual(sorted(expected));
      due = [];
    }
  });

  it('of another length holds for what waits already, from when each wait began', () => {
    const waiter = new Waiter();
    const first = waiter.send();
    waiter.watch(first, 1000);
    waiter.runTo(50);
    const second = waiter.send();
    waiter.watch(second, 1000);
    waiter.runTo(150);
    changeTimeout(waiter.node, waiter.state, 120, 0);
    waiter.runTo(2000);
    expect(waiter.fired).toEqual([
      { call: first, atNs: 150 },
      { call: second, atNs: 170 },
    ]);
  });

  it('that is longer than before keeps waiting, and endless patience that ends finds who waits', () => {
    const waiter = new Waiter();
    const first = waiter.send();
    waiter.watch(first, 100);
    changeTimeout(waiter.node, waiter.state, 300, 0);
    waiter.runTo(200);
    expect(waiter.fired).toEqual([]);
    changeTimeout(waiter.node, waiter.state, 0, 0);
    waiter.runTo(1000);
    const second = waiter.send();
    waiter.watch(second, 0);
    waiter.runTo(1100);
    changeTimeout(waiter.node, waiter.state, 500, 0);
    waiter.runTo(5000);
    expect(waiter.fired).toEqual([
      { call: first, atNs: 1100 },
      { call: second, atNs: 1500 },
    ]);
  });

  it('keeps no row for what was answered long ago, although an older call still waits', () => {
    const waiter = new Waiter();
    waiter.watch(waiter.send(), 1e9);
    for (let i = 0; i < 10_000; i++) {
      waiter.runTo(waiter.nowNs + 10);
      const call = waiter.send();
      waiter.watch(call, 1e9);
      waiter.calls.release(call);
    }
    expect(waiter.state.calls.length).toBeLessThanOrEqual(16);
  });
});
