import { LOG_VERBS, type LogVerb } from '../trace/types';
import type { Effect } from './effects';
import type { Engine } from './engine';
import { percentBelow } from './linkTraits';
import type { LinkEffect } from '../network/special';

/** What a lasting fault sets on a wire. */
const SETS: readonly (readonly [Effect['type'], LinkEffect])[] = [
  ['slow-wire', 'slowBy'],
  ['lossy', 'lossBelow'],
  ['duplicate', 'duplicateBelow'],
  ['reorder', 'reorderBelow'],
  ['corrupt', 'damagedBelow'],
];

/** Brings a wire to what lasts of it, and says what has changed. */
export function settleLink(engine: Engine, link: number, id: string): void {
  const { links, holds } = engine;
  const cut = holds.cutBits(id);
  if (cut !== links.cut[link]) {
    const isMore = (cut & ~links.cut[link]) !== 0;
    links.setCut(link, cut);
    sayOfLink(engine, link, isMore ? 'cut' : 'healed');
  }
  let isWorse = false;
  let isBetter = false;
  for (const [type, effect] of SETS) {
    const hold = holds.last(type, id);
    const none = effect === 'slowBy' ? 1 : 0;
    const value = hold === null ? none : effect === 'slowBy' ? hold.value : percentBelow(hold.value);
    if (value === links.more.effect(link, effect)) continue;
    links.more.setEffect(link, effect, value);
    if (value === none) isBetter = true;
    else isWorse = true;
  }
  if (isWorse || isBetter) sayOfLink(engine, link, isWorse ? 'disturbed' : 'undisturbed');
}

/** Throws away the next messages of a wire, each way that `bits` names. */
export function dropNext(engine: Engine, link: number, bits: number, count: number): void {
  engine.links.more.dropNext(link, bits, count);
  sayOfLink(engine, link, 'disturbed');
}

function sayOfLink(engine: Engine, link: number, verb: LogVerb): void {
  engine.recorder?.log(engine.links.from(link), LOG_VERBS.indexOf(verb), -1, 0, engine.links.to(link));
}
