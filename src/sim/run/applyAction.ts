import type { TimedAction } from './actions';
import type { Effect } from './effects';
import type { Engine } from './engine';
import { settleLanes, settleNetworks } from './laneFaults';
import { ALL_NETWORKS } from './laneNames';
import { crash, pause, promote, restart, resume, settleNode } from './partFaults';
import { setParam } from './setParam';
import { NodeStatus } from '../trace/types';
import { dropNext, settleLink } from './wireFaults';
import type { EngineNode } from './node';

const OF_WIRES: ReadonlySet<Effect['type']> = new Set([
  'cut',
  'slow-wire',
  'lossy',
  'duplicate',
  'reorder',
  'corrupt',
  'heal',
  'apart',
  'drop',
]);

/**
 * Does to the running system what a fault says, or ends it. What lasts is kept in a list, and a part or wire is then brought to what the
 * list says of it; so two faults of one part neither cancel each other nor end together. What changes nothing is ignored.
 */
export function applyAction(engine: Engine, action: TimedAction): void {
  const { holds } = engine;
  const held = action.effects.map(({ type, target }) => holds.has(type, target));
  holds.apply(action);
  action.effects.forEach((effect, i) => {
    if (OF_WIRES.has(effect.type)) onLink(engine, effect, action);
    else {
      const node = engine.nodes[engine.nodeIndex.get(effect.target) ?? -1];
      if (node !== undefined) onNode(engine, node, effect, action, action.ends && held[i] && !holds.has(effect.type, effect.target));
    }
  });
}

function onLink(engine: Engine, effect: Effect, action: TimedAction): void {
  const link = engine.linkIndex.get(effect.target);
  if (link === undefined) {
    if (!settleLanes(engine, effect.target) && effect.target === ALL_NETWORKS) settleNetworks(engine);
    return;
  }
  if (effect.type === 'drop') {
    if (action.fault.type === 'drop') dropNext(engine, link, effect.value, action.fault.count ?? 1);
  } else settleLink(engine, link, effect.target);
}

/** `isOver`: nothing that was done to the part by such faults lasts any more. */
function onNode(engine: Engine, node: EngineNode, effect: Effect, action: TimedAction, isOver: boolean): void {
  const { fault, ends } = action;
  switch (effect.type) {
    case 'crash':
      if (!ends)
        return fault.type === 'crash'
          ? crash(engine, node, fault.silent === true, fault.loses ?? 'memory')
          : crash(engine, node, false, 'memory');
      return isOver ? restart(engine, node) : undefined;
    case 'restart':
      return restart(engine, node);
    case 'pause':
      if (!ends) return pause(engine, node);
      return isOver ? resume(engine, node) : undefined;
    case 'resume':
      return resume(engine, node);
    case 'promote':
      return promote(engine, node);
    case 'set':
      return fault.type === 'set' ? setParam(engine, node, fault.param, fault.value) : undefined;
    case 'send':
      if (fault.type === 'send' && engine.status[node.index] !== NodeStatus.down) node.behavior.onSend?.(node, fault);
      return;
    default:
      return settleNode(engine, node, effect.type);
  }
}
