import { changesOf, Gauge, NodeStatus, type TraceIndex, type TraceWindow } from '../sim/index';

/** What is read of a window to know when parts were down. */
export type StatusColumns = Pick<TraceWindow, 'fromNs' | 'toNs' | 'changes' | 'eventNs' | 'gauges'>;

/** When parts were down, as far as windows that follow each other tell. */
export interface Downtimes {
  /** Whether a part was down at a moment, everything that a fault did at that moment included. False where no window tells. */
  readonly isDown: (node: number, atNs: number) => boolean;
}

interface Turn {
  readonly atNs: number;
  readonly isDown: boolean;
}

/** When parts were down in windows that follow each other. */
export function downtimesOf({ nodes }: TraceIndex, windows: readonly StatusColumns[]): Downtimes {
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
  return {
    // Faults come first at a moment, and whatever arrives at it after them.
    isDown: (node, atNs) => atNs < untilNs && turns[node].findLast((turn) => turn.atNs <= atNs)?.isDown === true,
  };
}
