import { exp } from '../../kernel/exactMath';
import type { BalancerNode } from './state';
import { NS_PER_MS } from '../../kernel/units';

/** How much one answer counts in the moving average of failures. */
const ONE_ANSWER = 0.3;
/** Where nothing is known of anybody's response times. */
const UNKNOWN_NS = NS_PER_MS;
/** However surely a target fails, it is asked again some time. */
const MOST_FAILING = 0.999;

/** Learns a response time: a longer one counts at once, shorter ones little by little. */
export function learnResponse(node: BalancerNode, target: number, responseNs: number): void {
  const { state, derived } = node;
  const nowNs = node.now();
  if (responseNs > state.responseNs[target]) state.responseNs[target] = responseNs;
  else {
    const kept = exp((state.respondedNs[target] - nowNs) / derived.forgetNs);
    state.responseNs[target] = state.responseNs[target] * kept + responseNs * (1 - kept);
  }
  state.respondedNs[target] = Math.max(1, nowNs);
}

/** Learns whether an answer was a failure. */
export function learnOutcome(node: BalancerNode, target: number, isTrouble: boolean): void {
  const { failing, failedNs } = node.state;
  if (!isTrouble && failing[target] === 0) return;
  const share = failingNow(node, target);
  failing[target] = share + ((isTrouble ? 1 : 0) - share) * ONE_ANSWER;
  failedNs[target] = node.now();
}

/** Share of failures among the answers of a target; it fades as response times do, so that a target that fails is asked again. */
function failingNow(node: BalancerNode, target: number): number {
  const { failing, failedNs } = node.state;
  if (failing[target] === 0) return 0;
  return failing[target] * exp((failedNs[target] - node.now()) / node.derived.forgetNs);
}

/**
 * How long a good answer will take: the peak-sensitive moving average of response times, for this request and those that are open (peak
 * EWMA, as in Finagle), over the share of answers that are good.
 */
export function expectedNs(node: BalancerNode, target: number): number {
  const { state, derived } = node;
  const open = state.open[target];
  const good = 1 - Math.min(MOST_FAILING, failingNow(node, target));
  if (state.respondedNs[target] > 0) {
    const fadedNs = state.responseNs[target] * exp((state.respondedNs[target] - node.now()) / derived.forgetNs);
    return (fadedNs * (open + 1)) / good;
  }
  // Nothing heard of it yet: it is asked first, once. Only failures: it is as slow as the slowest.
  if (good === 1) return open === 0 ? 0 : 1e15 + open;
  return (slowestNs(state.responseNs) * (open + 1)) / good;
}

function slowestNs(responseNs: Float64Array): number {
  let slowest = 0;
  for (const ns of responseNs) if (ns > slowest) slowest = ns;
  return slowest === 0 ? UNKNOWN_NS : slowest;
}
