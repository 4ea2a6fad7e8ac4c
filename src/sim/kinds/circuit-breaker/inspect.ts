import type { Cell, InspectSection } from '../../trace/inspection';
import { countsNow, State, type BreakerMemory, type BreakerRule } from './judge';

/** What a breaker has counted, in words. */
export function inspectBreaker(rule: BreakerRule, memory: BreakerMemory, underWay: number, nowNs: number): InspectSection[] {
  const facts: [string, Cell][] = [['state', ['closed', 'half-open', 'open'][memory.state]], ['requests under way', underWay]];
  if (memory.state === State.halfOpen) facts.push(['trials under way', memory.trying], ['trials that succeeded', `${memory.succeeded} of ${rule.trials}`]);
  else if (memory.state === State.closed && rule.opensOn === 'consecutive') facts.push(['failures in a row', `${memory.failuresInRow} of ${rule.failuresToOpen}`]);
  else if (memory.state === State.closed) {
    const { failed, answers } = countsNow(rule, memory, nowNs);
    facts.push(['answers in the window', answers], ['of these failed', failed]);
  }
  return [{ type: 'facts', title: 'Circuit', facts }];
}
