import type { TimedAction } from './actions';
import type { Effect } from './effects';
import type { Engine } from './engine';
import { holdsAfter, type Hold } from './holds';
import { crash, pause, promote, restart, resume, setParam, settleNode } from './partFaults';
import { dropNext, settleLink } from './wireFaults';
import type { EngineNode } from './node';

const OF_WIRES: ReadonlySet<Effect['type']> = new Set(['cut', 'slow-wire', 'lossy', 'duplicate', 'reorder', 'corrupt', 'heal', 'drop']);

/**
 * Does to the running system what a fault says, or ends it. What lasts is kept in a list, and a part or wire is then brought to what the
 * list says of it; so two faults of one part neither cancel each other nor end together. What changes nothing is ignored.
 */
export function applyAction(engine: Engine, action: TimedAction): void {
  const before = engine.holds;
  const after = holdsAfter(before, action);
  engine.holds = after;
  for (const effect of action.effects) {
    if (OF_WIRES.has(effect.type)) onLink(engine, effect, action);
    else {
      const node = engine.nodes[engine.nodeIndex.get(effect.target) ?? -1];
      if (node !== undefined) onNode(engine, node, effect, action, before);
    }
  }
}

function onLink(engine: Engine, effect: Effect, action: TimedAction): void {
  const link = engine.linkIndex.get(effect.target);
  if (link === undefined) return;
  if (effect.type === 'drop') {
    if (action.fault.type === 'drop') dropNext(engine, link, effect.value, action.fault.count ?? 1);
  } else settleLink(engine, link, effect.target);
}

function has(holds: readonly Hold[], type: Effect['type'], target: string): boolean {
  return holds.some((hold) => hold.type === type && hold.target === target);
}

function onNode(engine: Engine, node: EngineNode, effect: Effect, action: TimedAction, before: readonly Hold[]): void {
  const { fault, ends } = action;
  const isOver = (type: Effect['type']): boolean => ends && has(before, type, node.id) && !has(engine.holds, type, node.id);
  switch (effect.type) {
    case 'crash':
      if (!ends)
        return fault.type === 'crash'
          ? crash(engine, node, fault.silent === true, fault.loses ?? 'memory')
          : crash(engine, node, false, 'memory');
      return isOver('crash') ? restart(engine, node) : undefined;
    case 'restart':
      return restart(engine, node);
    case 'pause':
      if (!ends) return pause(engine, node);
      return isOver('pause') ? resume(engine, node) : undefined;
    case 'resume':
      return resume(engine, node);
    case 'promote':
      return promote(engine, node);
    case 'set':
      return fault.type === 'set' ? setParam(engine, node, fault.param, fault.value) : undefined;
    default:
      return settleNode(engine, node, effect.type);
  }
}
