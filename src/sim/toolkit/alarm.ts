import type { NodeContext } from '../parts/context';

/** A timer of which a part has one at most, and which it can put off or call off. Plain data. */
export interface Alarm {
  /** When it rings, ns; -1: it is not set. */
  dueNs: number;
}

/** An alarm that is not set. */
export function noAlarm(): Alarm {
  return { dueNs: -1 };
}

type AnyNode = Pick<NodeContext<unknown, unknown, unknown>, 'now' | 'after'>;

/** Sets an alarm, or sets it anew. When a timer with this tag fires, `rings` says whether it was the alarm. */
export function setAlarm(node: AnyNode, alarm: Alarm, delayNs: number, tag: number): void {
  alarm.dueNs = node.now() + delayNs;
  node.after(delayNs, tag, 0);
}

/** Whether the alarm is due; it is not set any more then. Timers of an alarm that was put off, or called off, come for nothing. */
export function rings(node: AnyNode, alarm: Alarm): boolean {
  if (alarm.dueNs < 0 || node.now() < alarm.dueNs) return false;
  alarm.dueNs = -1;
  return true;
}

/** Lets what is left of an alarm take so many times as long. */
export function stretchAlarm(node: AnyNode, alarm: Alarm, factor: number, tag: number): void {
  if (factor === 1 || alarm.dueNs < 0) return;
  setAlarm(node, alarm, Math.max(1, Math.floor((alarm.dueNs - node.now()) * factor + 0.5)), tag);
}
