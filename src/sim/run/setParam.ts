import { NodeStatus } from '../trace/types';
import type { Engine } from './engine';
import { settleNetwork } from './networks';
import type { EngineNode } from './node';
import { say } from './partFaults';

/** Gives a field of a part another value; one that is not allowed is ignored. */
export function setParam(engine: Engine, node: EngineNode, param: string, value: unknown): void {
  const params = node.descriptor.fields.safeParse({ ...(node.params as Record<string, unknown>), [param]: value });
  if (!params.success) return;
  giveParams(engine, node, params.data);
  say(engine, node.index, 'changed');
  // A part that is down does nothing; it learns of the change when it is back.
  if (engine.status[node.index] !== NodeStatus.down) node.behavior.onParams?.(node);
}

/** Puts valid fields in the place of those that a part has; what it does about it is up to the caller. */
export function giveParams(engine: Engine, node: EngineNode, params: unknown): void {
  node.params = params;
  node.derived = node.behavior.prepare(node.setup, params);
  settleNetwork(engine, node);
}
