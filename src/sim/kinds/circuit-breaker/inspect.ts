import { durationText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { countsNow, State, type BreakerMemory, type BreakerRule } from './judge';

/**
 * A breaker as its three states, each with what it counts there, and what else is known of it. `againNs`: when it will try again, while
 * it is open.
 */
export function inspectBreaker(
  rule: BreakerRule,
  memory: BreakerMemory,
  underWay: number,
  againNs: number | null,
  nowNs: number,
): InspectSection[] {
  const states = [
    { name: 'closed', text: closedText(rule, memory, nowNs) },
    {
      name: 'half-open',
      text:
        memory.state === State.halfOpen
          ? `${memory.succeeded} of ${rule.trials} trials succeeded, ${memory.trying} under way`
          : `lets ${rule.trials} ${rule.trials === 1 ? 'trial' : 'trials'} pass`,
    },
    {
      name: 'open',
      text: memory.state === State.open && againNs !== null ? `tries again in ${durationText(againNs - nowNs)}` : 'turns requests away',
    },
  ];
  const facts: [string, Cell][] = [['requests under way', underWay]];
  return [
    { type: 'states', title: 'Circuit', states, current: memory.state },
    { type: 'facts', title: 'Behind it', facts },
  ];
}

function closedText(rule: BreakerRule, memory: BreakerMemory, nowNs: number): string {
  const isHere = memory.state === State.closed;
  if (rule.opensOn === 'consecutive')
    return isHere
      ? `${memory.failuresInRow} of ${rule.failuresToOpen} failures in a row`
      : `opens after ${rule.failuresToOpen} failures in a row`;
  if (!isHere) return `opens when ${rule.errorPercent} % fail`;
  const { failed, answers } = countsNow(rule, memory, nowNs);
  return `${failed} of ${answers} answers failed; opens at ${rule.errorPercent} % of ${rule.leastAnswers} or more`;
}
