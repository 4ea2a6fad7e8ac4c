import { noAlarm, setAlarm, stretchAlarm, type Alarm } from '../../toolkit/alarm';
import type { NodeContext } from '../../parts/context';
import type { WorkloadParams } from './kind';
import { NS_PER_SECOND } from '../../kernel/units';

const NEXT = 0;
/** Timer at which every node is read once more. */
export const FINAL = 2;

/** When a workload goes on. */
export interface Pace {
  /** Operations begun so far. */
  begun: number;
  next: Alarm;
  /** By which distances `next` was drawn. */
  arrivals: WorkloadParams['arrivals'];
  ratePerSecond: number;
  final: Alarm;
  /** Since when no operation is to follow, ns; -1: one is. */
  doneNs: number;
}

/** A workload that has not begun. */
export function newPace(): Pace {
  return { begun: 0, next: noAlarm(), arrivals: 'poisson', ratePerSecond: 1, final: noAlarm(), doneNs: -1 };
}

/** After a crash: what was to come is called off, until the restart. */
export function stopped(before: Pace): Pace {
  return { ...newPace(), begun: before.begun };
}

interface PacedTools {
  readonly targets: readonly number[];
  readonly distance: number;
}
type PacedNode = NodeContext<WorkloadParams, PacedTools, { readonly pace: Pace }>;

/** Waits for the next operation, or for the reads at the end when there is none. */
export function schedule(node: PacedNode): void {
  const { derived, params, state, streams } = node;
  const { pace } = state;
  if (derived.targets.length === 0) return;
  if (isDone(node)) {
    pace.doneNs = node.now();
    awaitEnd(node);
    return;
  }
  const { arrivals, ratePerSecond } = params;
  Object.assign(pace, { arrivals, ratePerSecond });
  const share = arrivals === 'constant' ? 1 : streams.standardExponential(derived.distance);
  setAlarm(node, pace.next, Math.max(1, Math.floor((share * NS_PER_SECOND) / ratePerSecond + 0.5)), NEXT);
}

/** Fields have changed: what is left until the next operation passes at the new rate, and the end comes when it would have come by them. */
export function changePace(node: PacedNode): void {
  const { derived, params, state } = node;
  const { pace } = state;
  if (derived.targets.length === 0) return;
  if (isDone(node)) {
    pace.next = noAlarm();
    if (pace.doneNs < 0) pace.doneNs = node.now();
    awaitEnd(node);
    return;
  }
  Object.assign(pace, { doneNs: -1, final: noAlarm() });
  if (pace.next.dueNs < 0 || pace.arrivals !== params.arrivals) {
    schedule(node);
    return;
  }
  stretchAlarm(node, pace.next, pace.ratePerSecond / params.ratePerSecond, NEXT);
  pace.ratePerSecond = params.ratePerSecond;
}

function isDone({ params, state }: PacedNode): boolean {
  return params.operationLimit > 0 && state.pace.begun >= params.operationLimit;
}

/** Sets the alarm for the reads at the end, unless it is set so already or they have been made. */
function awaitEnd(node: PacedNode): void {
  const { final, doneNs } = node.state.pace;
  if (node.params.workload !== 'broadcast') {
    final.dueNs = -1;
    return;
  }
  const dueNs = doneNs + Math.max(1, Math.floor(node.params.settleSeconds * NS_PER_SECOND));
  if (dueNs === final.dueNs || (final.dueNs < 0 && node.now() >= dueNs)) return;
  setAlarm(node, final, Math.max(1, dueNs - node.now()), FINAL);
}
