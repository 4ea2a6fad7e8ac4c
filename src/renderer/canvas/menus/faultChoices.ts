import { kindOf, NodeStatus, type Fault } from '../../../sim/index';
import type { DistributiveOmit } from '../../playback/types';
import type { FaultTarget } from '../canvasUi';

/** A fault without id and time. */
export type NewFault = DistributiveOmit<Fault, 'id' | 'atSeconds'>;

/** One thing that can be done to a part or a wire. */
export interface FaultChoice {
  readonly id: string;
  readonly label: string;
  readonly fault: NewFault;
  /** Whether it can end by itself after a while. */
  readonly canLast: boolean;
}

const SLOW_FACTORS = [2, 5, 10] as const;

/** What can be done to a part of a kind, in the order of its menu. */
export function partFaults(id: string, kind: string): FaultChoice[] {
  const choices: FaultChoice[] = [
    { id: 'crash', label: 'Crash', fault: { type: 'crash', node: id }, canLast: true },
    { id: 'restart', label: 'Restart', fault: { type: 'restart', node: id }, canLast: false },
    { id: 'pause', label: 'Pause', fault: { type: 'pause', node: id }, canLast: true },
    { id: 'resume', label: 'Resume', fault: { type: 'resume', node: id }, canLast: false },
    ...SLOW_FACTORS.map((factor): FaultChoice => ({ id: `slow${factor}`, label: `Slow down \u00d7${factor}`, fault: { type: 'slow', node: id, factor }, canLast: true })),
    { id: 'normal', label: 'Back to normal speed', fault: { type: 'slow', node: id, factor: 1 }, canLast: false },
  ];
  if (kindOf(kind)?.behavior.onPromote !== undefined) choices.push({ id: 'promote', label: 'Promote to primary', fault: { type: 'promote', node: id }, canLast: false });
  return choices;
}

/** What can be done to a wire, in the order of its menu. */
export function wireFaults(id: string, from: string, to: string): FaultChoice[] {
  return [
    { id: 'cut', label: 'Cut', fault: { type: 'cut', link: id }, canLast: true },
    { id: 'cutForward', label: `Cut ${from} \u2192 ${to} only`, fault: { type: 'cut', link: id, direction: 'forward' }, canLast: true },
    { id: 'cutBackward', label: `Cut ${to} \u2192 ${from} only`, fault: { type: 'cut', link: id, direction: 'backward' }, canLast: true },
    { id: 'heal', label: 'Heal', fault: { type: 'heal', link: id }, canLast: false },
  ];
}

/** The choices for a target that is in the scenario; none when it is gone. */
export function faultsOf(target: FaultTarget, scenario: { readonly nodes: readonly { id: string; kind: string }[]; readonly links: readonly { id: string; from: string; to: string }[] }): FaultChoice[] {
  if (target.type === 'node') {
    const node = scenario.nodes.find((candidate) => candidate.id === target.id);
    return node === undefined ? [] : partFaults(node.id, node.kind);
  }
  const link = scenario.links.find((candidate) => candidate.id === target.id);
  return link === undefined ? [] : wireFaults(link.id, link.from, link.to);
}

/** Whether a choice would change a part that is in this state now (a NodeStatus). */
export function changesPart(choiceId: string, status: number): boolean {
  const isDown = status === NodeStatus.down;
  switch (choiceId) {
    case 'restart':
      return isDown;
    case 'resume':
      return status === NodeStatus.paused;
    case 'pause':
      return !isDown && status !== NodeStatus.paused;
    case 'normal':
      return status === NodeStatus.slow;
    default:
      return !isDown;
  }
}

/** A choice as a fault of the scenario. `forSeconds` null: until something ends it. */
export function scheduled(choice: FaultChoice, id: string, atSeconds: number, forSeconds: number | null): Fault {
  return { ...choice.fault, id, atSeconds, ...(choice.canLast && forSeconds !== null ? { forSeconds } : {}) } as Fault;
}
