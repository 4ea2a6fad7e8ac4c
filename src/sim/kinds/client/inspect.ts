import type { InspectSection } from '../../trace/inspection';
import type { ClientNode } from './requests';
import { A_RETRY } from './tags';

/** What a client has sent, and what its policies have counted. */
export function inspectClient(node: ClientNode): InspectSection[] {
  const { params, state, derived } = node;
  const facts: [string, string | number][] = [['requests sent', state.sent]];
  if (params.backpressure) facts.push(['sends at', `${Math.floor(state.pace.share * 100 + 0.5)} % of its rate`]);
  if (!derived.isPlain) {
    const { anchor, open, timers, used } = state.pool;
    let underWay = 0;
    let waiting = 0;
    for (let row = 0; row < used; row++) {
      if (anchor[row] < 0 || node.calls.isConcluded(anchor[row])) continue;
      underWay++;
      if (open[row] === 0 && timers[row] > 0) waiting++;
    }
    facts.push(['requests under way', underWay], ['of these wait to ask again', waiting]);
    if (params.retryBudgetPercent > 0) facts.push(['retries saved up', Math.floor(state.budget / (A_RETRY / 100)) / 100]);
  }
  return [{ type: 'facts', title: 'Traffic', facts }];
}
