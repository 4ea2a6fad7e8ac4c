import { describe, expect, it } from 'vitest';
import { compile } from '../../src/sim/run/compile';
import { restoreCheckpoint, takeCheckpoint, type Checkpoint } from '../../src/sim/run/checkpoint';
import type { Engine } from '../../src/sim/run/engine';
import { stateHash } from '../../src/sim/run/stateHash';
import { hashHex } from '../../src/sim/kernel/hash';
import { Dice } from '../support/randomScenario';
import { richScenario } from '../support/richScenario';

function end(engine: Engine): string {
  engine.advance(Infinity, Infinity);
  return hashHex(engine.hash);
}

/** One number of what is kept of an engine, made another. */
function change(saved: Checkpoint, dice: Dice): { readonly what: string; readonly saved: Checkpoint } | null {
  const bump = <T extends Float64Array | Int32Array>(values: T): T => {
    const copy = values.slice() as T;
    if (copy.length > 0) copy[dice.below(copy.length)] += 1;
    return copy;
  };
  const what = dice.of(['calls', 'call times', 'epochs', 'event order', 'wires', 'deferred', 'free calls'] as const);
  const { queue, calls, links, plain } = saved;
  switch (what) {
    case 'calls':
      return calls.live === 0 ? null : { what, saved: { ...saved, calls: { ...calls, ints: bump(calls.ints) } } };
    case 'call times':
      return calls.live === 0 ? null : { what, saved: { ...saved, calls: { ...calls, times: bump(calls.times) } } };
    case 'free calls':
      return calls.freeHead < 0 ? null : { what, saved: { ...saved, calls: { ...calls, freeHead: -1 } } };
    case 'epochs': {
      if (queue.timesNs.length === 0) return null;
      const data = queue.data.slice();
      data[dice.below(queue.timesNs.length) * 3 + 2] += 1;
      return { what, saved: { ...saved, queue: { ...queue, data } } };
    }
    case 'event order': {
      const at = queue.timesNs.findIndex((timeNs, i) => i > 0 && timeNs === queue.timesNs[i - 1]);
      if (at < 0) return null;
      const data = queue.data.slice();
      data.copyWithin((at - 1) * 3, at * 3, at * 3 + 3);
      data.set(queue.data.subarray((at - 1) * 3, at * 3), at * 3);
      return data.every((word, i) => word === queue.data[i]) ? null : { what, saved: { ...saved, queue: { ...queue, data } } };
    }
    case 'wires':
      return links.more.state.length === 0
        ? null
        : { what, saved: { ...saved, links: { ...links, more: { ...links.more, state: bump(links.more.state) } } } };
    case 'deferred': {
      const [first] = Object.keys(plain.deferred);
      if (first === undefined || plain.deferred[first].length === 0) return null;
      const words = plain.deferred[first].with(3, plain.deferred[first][3] + 1);
      return { what, saved: { ...saved, plain: { ...plain, deferred: { ...plain.deferred, [first]: words } } } };
    }
  }
}

describe('the hash of a state', () => {
  it('is that of its future: engines that came there by different ways have it in common, and go on alike', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const scenario = richScenario(seed);
      const dice = new Dice(seed);
      const make = (): Engine => compile(scenario, scenario.seed, scenario.faults).engine;
      const straight = make();
      straight.advance(Infinity, 200 + dice.below(2000));
      const copied = make();
      restoreCheckpoint(copied, takeCheckpoint(straight));
      const stepped = make();
      while (stepped.events < straight.events && stepped.ended === null)
        stepped.advance(Infinity, Math.min(7, straight.events - stepped.events));
      expect([stateHash(copied), stateHash(stepped)], `seed ${seed}`).toEqual([stateHash(straight), stateHash(straight)]);
      expect(new Set([end(straight), end(copied), end(stepped)]).size, `seed ${seed}`).toBe(1);
    }
  });

  it('is another one when anything is another that the future depends on', () => {
    const seen = new Map<string, number>();
    for (let seed = 1; seed <= 240; seed++) {
      const scenario = richScenario(1 + (seed % 80));
      const dice = new Dice(seed * 7 + 3);
      const { engine } = compile(scenario, scenario.seed, scenario.faults);
      engine.advance(Infinity, 50 + dice.below(1500));
      const saved = takeCheckpoint(engine);
      const changed = change(saved, dice);
      if (changed === null) continue;
      const before = stateHash(engine);
      restoreCheckpoint(engine, changed.saved);
      expect(stateHash(engine), `${changed.what}, seed ${seed}`).not.toBe(before);
      seen.set(changed.what, (seen.get(changed.what) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['call times', 'calls', 'deferred', 'epochs', 'event order', 'free calls', 'wires']);
  });
});
