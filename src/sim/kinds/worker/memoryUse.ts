import { invariant } from '../../kernel/assert';
import { WorkerGauge, type WorkerNode } from './state';

/** Counts a request that came in; false when there is no memory for it, and the process must be killed. */
export function memoryFor(node: WorkerNode): boolean {
  const {
    state: { machine },
    params,
  } = node;
  machine.inside++;
  if (params.memoryMb === 0) return true;
  showMemory(node);
  return usedMb(node) <= params.memoryMb;
}

/** Counts a request that went out; what it leaks stays. */
export function memoryFrom(node: WorkerNode): void {
  const {
    state: { machine },
    params,
  } = node;
  machine.inside--;
  invariant(machine.inside >= 0, 'more requests went out of a machine than came in');
  if (params.memoryMb === 0) return;
  machine.leakedMb += params.leakKbPerRequest / 1024;
  showMemory(node);
}

function usedMb({ state: { machine }, params }: WorkerNode): number {
  return params.memoryBaseMb + machine.inside * params.memoryPerRequestMb + machine.leakedMb;
}

/** The limit has changed: whether less than is used is allowed now, so that the process must be killed. */
export function isOverMemory(node: WorkerNode): boolean {
  if (node.params.memoryMb === 0) node.setGauge(WorkerGauge.memory, 0);
  else showMemory(node);
  return node.params.memoryMb > 0 && usedMb(node) > node.params.memoryMb;
}

/** Shows how much is used, in whole MB. */
export function showMemory(node: WorkerNode): void {
  if (node.params.memoryMb > 0) node.setGauge(WorkerGauge.memory, Math.floor(usedMb(node) + 0.5));
}
