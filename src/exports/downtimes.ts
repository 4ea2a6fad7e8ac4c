import { changesOf, Gauge, holdSpans, NodeStatus, type TimedAction, type TraceIndex, type TraceWindow } from '../sim/index';

/** What is read of a window to know when parts were down. */
export type StatusColumns = Pick<TraceWindow, 'fromNs' | 'toNs' | 'changes' | 'eventNs' | 'gauges'>;

/** When parts were down, as far as windows that follow each other tell. */
export interface Downtimes {
  /** Whether a part was down at a moment, everything that a fault did at that moment included. False where nothing tells. */
  readonly isDown: (node: number, atNs: number) => boolean;
}

interface Turn {
  readonly atNs: number;
  readonly isDown: boolean;
}

/** When parts were down in windows that follow each other. `actions`: what faults do in the run, for moments behind the last window. */
export function downtimesOf({ nodes }: TraceIndex, windows: readonly StatusColumns[], actions?: readonly TimedAction[]): Downtimes {
  const nodeOf = new Map(nodes.map(({ gaugeBase }, node) => [gaugeBase + Gauge.status, node]));
  const [first] = windows;
  const turns = nodes.map(({ gaugeBase }): Turn[] => [
    { atNs: first.fromNs, isDown: first.gauges[gaugeBase + Gauge.status] === NodeStatus.down },
  ]);
  for (const window of windows)
    for (const { atNs, gauge, value } of changesOf(window)) {
      const node = nodeOf.get(gauge);
      if (node !== undefined) turns[node].push({ atNs, isDown: value === NodeStatus.down });
    }
  const untilNs = windows[windows.length - 1].toNs;
  const byId = new Map(nodes.map(({ id }, node) => [id, node]));
  const later = crashTurns(actions ?? []).filter(({ atNs }) => atNs >= untilNs);
  for (const { target, atNs, isDown } of later) turns[byId.get(target) ?? -1]?.push({ atNs, isDown });
  return {
    // Faults come first at a moment, and whatever arrives at it after them.
    isDown: (node, atNs) => (atNs < untilNs || actions !== undefined) && turns[node].findLast((turn) => turn.atNs <= atNs)?.isDown === true,
  };
}

/** When faults take parts down and bring them up again, by time; one that is down and is hit again goes down once. */
function crashTurns(actions: readonly TimedAction[]): (Turn & { readonly target: string })[] {
  return holdSpans(actions)
    .flatMap(({ effect: { type, target }, fromNs, untilNs }) =>
      type === 'crash'
        ? [
            { target, atNs: fromNs, isDown: true },
            { target, atNs: untilNs, isDown: false },
          ]
        : [],
    )
    .sort((p, q) => p.atNs - q.atNs);
}
