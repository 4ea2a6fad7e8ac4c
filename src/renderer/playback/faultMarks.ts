import { describeFault, FAULT_INFO, placeNames, type Scenario, type TimedAction, NS_PER_SECOND } from '../../sim/index';

const MOST_MARKS = 300;

/** What happens at a moment, by the names of a board given: "Crash: W3 at 25 s", "Chaos: any part, crash every 10 s (W2) at 35 s". */
export function faultMarkText({ fault, effects, ends, atNs }: TimedAction, board?: Scenario): string {
  const names = board === undefined ? undefined : placeNames(board);
  const called = (id: string): string => (names === undefined ? id : names.part(id) === id ? names.wire(id) : names.part(id));
  const drawn =
    fault.type === 'chaos' || fault.type === 'rolling-restart'
      ? ` (${effects.map((effect) => called(effect.target)).join(', ') || 'nothing left to hit'})`
      : '';
  return `${describeFault(fault, names)}${drawn}${ends ? ' ends' : ''} at ${Number((atNs / NS_PER_SECOND).toFixed(3))} s`;
}

/** The moments to mark, at most so many: of too many, every second, third and so on. */
export function faultMarks(actions: readonly TimedAction[], endNs: number, most = MOST_MARKS): readonly TimedAction[] {
  const within = actions.filter((action) => action.atNs <= endNs);
  const every = Math.ceil(within.length / most);
  return every <= 1 ? within : within.filter((_, i) => i % every === 0);
}

/** A stretch of time in which a fault lasts, ns. */
export interface FaultSpan {
  readonly fromNs: number;
  readonly toNs: number;
}

/** The stretches in which faults last, up to the end of the run; what has no end of its own has none. */
export function faultSpans(actions: readonly TimedAction[], endNs: number): readonly FaultSpan[] {
  const begun = new Map<string, number>();
  const spans: FaultSpan[] = [];
  for (const { fault, ends, atNs } of actions) {
    const fromNs = begun.get(fault.id);
    if (!ends) begun.set(fault.id, Math.min(fromNs ?? Infinity, atNs));
    else if (fromNs !== undefined && begun.delete(fault.id) && fromNs < endNs) spans.push({ fromNs, toNs: Math.min(atNs, endNs) });
  }
  return spans;
}

/** What a mark tells: something is broken, mended, or merely done (a request sent by hand, a setting changed). */
export function markSort({ ends, fault }: Pick<TimedAction, 'ends' | 'fault'>): 'broken' | 'mended' | 'done' {
  const { mends, isNeutral } = FAULT_INFO[fault.type];
  return ends || mends ? 'mended' : isNeutral ? 'done' : 'broken';
}
