import type { TimedAction } from './actions';
import type { Effect } from './effects';
import { MENDED_BY } from './holds';
import { ALL_NETWORKS, isLaneName } from './laneNames';

/** What a fault did to one part or wire, from when until when. */
export interface HoldSpan {
  readonly action: TimedAction;
  readonly effect: Effect;
  readonly fromNs: number;
  /** When its own end, somebody who mends it, or the same fault's next turn ended it, ns; Infinity: nothing did. */
  untilNs: number;
}

/**
 * What every effect of every fault lasted, in the order in which they began: the one place that knows it for explanations and exports. An
 * effect that happens at once (a changed field, a dropped message) lasts until a later one of its sort takes its place.
 */
export function holdSpans(actions: readonly TimedAction[]): HoldSpan[] {
  const spans: HoldSpan[] = [];
  /** Of each target what still lasts. */
  const open = new Map<string, HoldSpan[]>();
  const end = (target: string, atNs: number, isOver: (span: HoldSpan) => boolean): void => {
    const kept: HoldSpan[] = [];
    for (const span of open.get(target) ?? []) {
      if (isOver(span)) span.untilNs = atNs;
      else kept.push(span);
    }
    open.set(target, kept);
  };
  for (const action of actions) {
    const { atNs, order, turn } = action;
    for (const effect of action.effects) {
      const { type, target, value } = effect;
      if (action.ends) {
        end(target, atNs, (span) => span.effect.type === type && span.action.order === order && span.action.turn === turn);
        continue;
      }
      const mends = MENDED_BY[type] ?? [];
      const isAsBefore = (type === 'slow' || type === 'slow-wire') && value === 1;
      end(
        target,
        atNs,
        (span) => mends.includes(span.effect.type) || (span.effect.type === type && (isAsBefore || replaces(action, span.action))),
      );
      if (type === 'heal' && target === ALL_NETWORKS)
        for (const lane of [...open.keys()].filter(isLaneName)) end(lane, atNs, (span) => mends.includes(span.effect.type));
      if (isAsBefore) continue;
      const span: HoldSpan = { action, effect, fromNs: atNs, untilNs: Infinity };
      spans.push(span);
      open.set(target, [...(open.get(target) ?? []), span]);
    }
  }
  return spans;
}

/** Whether a fault takes the place of another: a field that is set again, or the same fault's next turn. */
function replaces({ fault, order }: TimedAction, before: TimedAction): boolean {
  if (fault.type === 'set') return before.fault.type === 'set' && before.fault.param === fault.param;
  return order === before.order;
}
