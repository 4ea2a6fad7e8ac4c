import { invariant, InvariantError } from '../kernel/assert';
import { Gauge, STANDARD_GAUGES } from '../parts/contract';
import { NodeStatus } from '../trace/types';
import type { Engine } from './engine';

const LAST_STATUS = Math.max(...Object.values(NodeStatus));

/** What must hold between two events. Throws InvariantError with the part and the figure that breaks it. Cheap enough for every sample. */
export function auditSample(engine: Engine): void {
  const { gauges, queue } = engine;
  for (let g = 0; g < gauges.count; g++) {
    const value = gauges.value(g);
    if (!(value >= 0 && value < Infinity)) throw new InvariantError(`${gaugeName(engine, g)} is ${value}`);
  }
  invariant(engine.inFlight >= 0 && engine.inFlight <= engine.requestsSent, 'more requests ended than were sent');
  invariant(engine.held >= 0, 'more was seen to than was owed');
  invariant(engine.quiet >= 0 && engine.quiet <= queue.size + engine.held, 'timers are miscounted');
}

/** What must hold when a run is over, besides: nothing was lost and nothing made up. */
export function auditEnd(engine: Engine): void {
  auditSample(engine);
  let ended = 0;
  for (const count of engine.fates) ended += count;
  invariant(ended + engine.inFlight === engine.requestsSent, 'requests are not conserved');
  for (const node of engine.nodes) {
    const at = (gauge: number): number => engine.gauges.value(node.gaugeBase + gauge);
    const inside = at(Gauge.received) - at(Gauge.completed) - at(Gauge.failed);
    invariant(at(Gauge.inside) === inside, `${node.id} holds another number of requests than it received and did not answer`);
    invariant(at(Gauge.status) <= LAST_STATUS, `${node.id} has a status that does not exist`);
  }
  for (let link = 0; link < engine.links.count; link++)
    invariant(engine.links.lost(link) <= engine.links.sent(link), 'a wire lost more messages than it was given');
}

function gaugeName(engine: Engine, gauge: number): string {
  const node = engine.nodes.findLast(({ gaugeBase }) => gaugeBase <= gauge);
  if (node === undefined) return 'a gauge';
  const names = [...STANDARD_GAUGES, ...node.descriptor.gauges];
  return `${names[gauge - node.gaugeBase].name} of ${node.id}`;
}
