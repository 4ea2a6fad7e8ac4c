import { Fate } from '../../network/fates';
import { gaveUp } from '../../toolkit/giveUp';
import { LOG_VERBS } from '../../trace/types';
import { isFailure, isUncounted } from '../../toolkit/outcomes';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext } from '../../parts/context';
import { inspectBreaker } from './inspect';
import { emptyMemory, enter, judge, learn, learnNothing, mayPass, reshape, State, type BreakerMemory, type BreakerRule } from './judge';
import type { CircuitBreakerParams } from './kind';
import { NS_PER_SECOND, secondsToNs, msToNs } from '../../kernel/units';

const TIMEOUT = 0;
const TRY_AGAIN = 1;
const STATE = Gauge.first;
const OPENED = Gauge.first + 1;
const REFUSED = Gauge.first + 2;
const FALLBACKS = Gauge.first + 3;
const UNDER_WAY = Gauge.first + 4;
const BY_DEFAULT = LOG_VERBS.indexOf('gave a default answer');
const REJECTED = LOG_VERBS.indexOf('rejected');
/** What the log says when the breaker goes over to a state. */
const VERBS = [LOG_VERBS.indexOf('closed'), LOG_VERBS.indexOf('half-opened'), LOG_VERBS.indexOf('opened')];
interface BreakerTools {
  readonly targets: Int32Array;
  readonly rule: BreakerRule;
  readonly patienceNs: number;
  readonly openNs: number;
}

interface BreakerState {
  memory: BreakerMemory;
  /** The window that the memory counts in. */
  windowNs: number;
  /** How long it stays open, as it was when last looked at. */
  openNs: number;
  turn: number;
  underWay: number;
  timeouts: TimeoutsState;
}

type BreakerNode = NodeContext<CircuitBreakerParams, BreakerTools, BreakerState>;

/** Handlers of the circuit breaker. */
export const circuitBreakerBehavior: Behavior<CircuitBreakerParams, BreakerTools, BreakerState> = {
  prepare: (setup, params) => ({
    targets: Int32Array.from(setup.out, (out) => out.link),
    rule: {
      ...params,
      windowNs: Math.max(10, secondsToNs(params.windowSeconds)),
      trialNs: params.timeoutMs > 0 ? Infinity : params.openSeconds * NS_PER_SECOND,
    },
    patienceNs: msToNs(params.timeoutMs),
    openNs: secondsToNs(params.openSeconds),
  }),
  init: (node) => {
    node.setGauge(STATE, State.closed);
    node.setGauge(UNDER_WAY, 0);
    return {
      memory: emptyMemory(),
      windowNs: node.derived.rule.windowNs,
      openNs: node.derived.openNs,
      turn: 0,
      underWay: 0,
      timeouts: emptyTimeouts(),
    };
  },
  onCrash: (node, before, loses) => {
    node.setGauge(UNDER_WAY, 0);
    const memory = loses === 'nothing' ? before.memory : emptyMemory();
    // Trials under way are gone with everything else that was.
    memory.trying = 0;
    node.setGauge(STATE, memory.state);
    return { memory, windowNs: before.windowNs, openNs: before.openNs, turn: 0, underWay: 0, timeouts: emptyTimeouts() };
  },
  onRestart: (node) => {
    const { derived, state } = node;
    if (state.memory.state === State.open) node.afterQuietly(derived.openNs, TRY_AGAIN, state.memory.stint);
  },
  onRequest: (node, call) => {
    const { derived, params, state } = node;
    if (derived.targets.length === 0) refuse(node, call, Fate.noTarget);
    else if (params.underWayLimit > 0 && state.underWay >= params.underWayLimit) refuse(node, call, Fate.bulkheadFull);
    else if (!mayPass(derived.rule, state.memory, node.now())) {
      node.addGauge(REFUSED, 1);
      refuse(node, call, Fate.circuitOpen);
    } else pass(node, call);
  },
  inspect: (node, timers) => {
    const { derived, state } = node;
    const again = timers.some(({ tag, arg }) => tag === TRY_AGAIN && arg === state.memory.stint);
    return inspectBreaker(derived.rule, state.memory, state.underWay, again ? state.memory.sinceNs + derived.openNs : null, node.now());
  },
  onParams: changed,
  onReply: (node, call, fate) => answered(node, call, fate, node.calls.value(call)),
  onTimer: (node, tag, arg) => {
    if (tag === TRY_AGAIN) {
      // A timer of a time that has been made longer since comes too early.
      const { memory } = node.state;
      if (arg === memory.stint && memory.state === State.open && node.now() >= memory.sinceNs + node.derived.openNs)
        become(node, State.halfOpen);
      return;
    }
    fireTimeouts(node, node.state.timeouts, TIMEOUT, (call) => {
      gaveUp(node, call);
      answered(node, call, Fate.timedOut, 0);
      node.abandon(call);
    });
  },
};

function pass(node: BreakerNode, call: number): void {
  const { derived, state } = node;
  const link = derived.targets[state.turn % derived.targets.length];
  state.turn = (state.turn + 1) % derived.targets.length;
  node.setGauge(UNDER_WAY, ++state.underWay);
  const sent = node.forward(link, call);
  node.calls.setMark(sent, state.memory.stint);
  watchTimeout(node, state.timeouts, sent, derived.patienceNs, TIMEOUT);
}

function answered(node: BreakerNode, call: number, fate: number, value: number): void {
  const { calls, derived, state } = node;
  const { memory } = state;
  node.setGauge(UNDER_WAY, --state.underWay);
  if (calls.mark(call) === memory.stint) {
    if (isUncounted(fate)) learnNothing(memory);
    else become(node, learn(derived.rule, memory, isFailure(fate), node.now()));
  }
  if (!isFailure(fate) || node.params.fallback === 'none') node.reply(calls.parent(call), fate, value);
  else fallBack(node, calls.parent(call));
}

/** Fields have changed: what was counted is judged by the new ones, and a breaker that is open stays so for the new time. */
function changed(node: BreakerNode): void {
  const { derived, state } = node;
  const { memory } = state;
  changeTimeout(node, state.timeouts, derived.patienceNs, TIMEOUT);
  if (state.windowNs !== derived.rule.windowNs) reshape(derived.rule, memory, state.windowNs, node.now());
  state.windowNs = derived.rule.windowNs;
  if (memory.state !== State.open) become(node, judge(derived.rule, memory, node.now()));
  else if (state.openNs !== derived.openNs) tryAgainLater(node);
  state.openNs = derived.openNs;
}

/** Tries again once it has been open for so long. */
function tryAgainLater(node: BreakerNode): void {
  const { derived, state } = node;
  const waitNs = state.memory.sinceNs + derived.openNs - node.now();
  node.afterQuietly(Math.max(0, waitNs), TRY_AGAIN, state.memory.stint);
}

/** Goes over to a state, unless it is in it; open, it tries again after a while. */
function become(node: BreakerNode, next: number): void {
  const { state } = node;
  if (next === state.memory.state) return;
  enter(state.memory, next, node.now());
  node.setGauge(STATE, next);
  node.logAbout(VERBS[next], -1);
  if (next !== State.open) return;
  node.addGauge(OPENED, 1);
  tryAgainLater(node);
}

function refuse(node: BreakerNode, call: number, fate: number): void {
  if (node.params.fallback !== 'none') {
    fallBack(node, call);
    return;
  }
  node.log(REJECTED, call, fate);
  node.reply(call, fate, 0);
}

function fallBack(node: BreakerNode, call: number): void {
  node.addGauge(FALLBACKS, 1);
  node.log(BY_DEFAULT, call, -1);
  node.reply(call, Fate.ok, 0);
}
