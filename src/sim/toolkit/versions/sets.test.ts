import { describe, expect, it } from 'vitest';
import { Dice } from '../../../../tests/support/randomScenario';
import { hasItem, merge, NEVER_WRITTEN, shown, takenOut, written, type Copy } from './copy';

const REPLICAS = 3;
const STEPS = 30;
const ITEMS = ['x', 'y', 'z'];

/** A replica as the paper has it: every addition has a tag, and a removal names the tags that it has seen. */
interface Model {
  readonly added: Set<number>;
  readonly removed: Set<number>;
}

/** Runs the same steps on copies and on the model, and compares what both show after each. */
function play(seed: number): void {
  const dice = new Dice(seed);
  // What an addition is of, by its tag, which is the number of its write.
  const itemOf = new Map<number, string>();
  const copies: Copy[] = Array.from({ length: REPLICAS }, () => NEVER_WRITTEN);
  const models: Model[] = copies.map(() => ({ added: new Set(), removed: new Set() }));
  const counters = copies.map(() => 0);
  const present = ({ added, removed }: Model): number[] => [...added].filter((tag) => !removed.has(tag)).sort((p, q) => p - q);
  for (let i = 1; i <= STEPS; i++) {
    const at = dice.below(REPLICAS);
    const item = dice.of(ITEMS);
    const isIt = (write: number): boolean => itemOf.get(write) === item;
    const what = dice.below(4);
    if (what <= 1) {
      itemOf.set(i, item);
      copies[at] = merge(copies[at], written({ dot: [at, ++counters[at]], rank: 0, value: [i] }), 'siblings');
      models[at].added.add(i);
    } else if (what === 2) {
      if (hasItem(copies[at], isIt)) copies[at] = merge(copies[at], takenOut([at, ++counters[at]], copies[at], isIt), 'siblings');
      for (const tag of present(models[at])) if (isIt(tag)) models[at].removed.add(tag);
    } else {
      const from = dice.below(REPLICAS);
      copies[at] = merge(copies[at], copies[from], 'siblings');
      for (const tag of models[from].added) models[at].added.add(tag);
      for (const tag of models[from].removed) models[at].removed.add(tag);
    }
    const told = (shown(copies[at]) ?? []).flat() as number[];
    expect([seed, i, [...told].sort((p, q) => p - q)]).toEqual([seed, i, present(models[at])]);
  }
}

describe('a set whose items are added and taken out at several places', () => {
  it('shows what an observed-remove set shows, in random histories: taken out is what was seen, and adding wins', () => {
    for (let seed = 1; seed <= 500; seed++) play(seed);
  });
});
