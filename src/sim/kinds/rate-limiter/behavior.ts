import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import { gaveUp } from '../../toolkit/giveUp';
import { isTooLate, turnAway } from '../../toolkit/queue';
import { isTurn, moveTurns, noTurns, takeTurn, type TurnsState } from '../../toolkit/turns';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout, type TimeoutsState } from '../../toolkit/timeouts';
import { Gauge, type Behavior } from '../../parts/contract';
import type { NodeContext } from '../../parts/context';
import { admit, changeLimit, emptyLimit, limitOf, REFUSED, roomLeft, type Algorithm, type Limit, type LimitState } from './algorithms';
import { inspectLimit } from './inspect';
import type { RateLimiterParams } from './kind';
import { ACQUIRE } from './operations';
import { msToNs } from '../../kernel/units';

const TURN = 0;
const SILENCE = 1;
const LIMITED = Gauge.first;
/** Each client has its bucket; so many may wait in all of them together, or one bucket's worth where that is more. */
const MOST_OF_ALL_CLIENTS = 10_000;
const UNCOUNTED = Gauge.first + 1;
const ROOM = Gauge.first + 2;
const REJECTED = LOG_VERBS.indexOf('rejected');

interface LimiterTools {
  readonly limit: Limit;
  /** Where requests go, in turn. */
  readonly targets: Int32Array;
  /** Link to the limiter that keeps the counters, or -1: its own. */
  readonly counters: number;
  readonly patienceNs: number;
  readonly isGlobal: boolean;
  readonly waits: boolean;
}

interface LimiterState {
  /** What `limit` belongs to. Another algorithm, or counting by other subjects, begins with nothing counted. */
  algorithm: Algorithm;
  isGlobal: boolean;
  rule: Limit;
  limit: LimitState;
  turn: number;
  /** Requests that wait for their turn. */
  turns: TurnsState;
  /** What the gauge shows. */
  room: number;
  timeouts: TimeoutsState;
}

type LimiterNode = NodeContext<RateLimiterParams, LimiterTools, LimiterState>;

function emptyLimiter({ derived }: LimiterNode): LimiterState {
  const { limit: rule, isGlobal } = derived;
  return {
    algorithm: rule.algorithm,
    isGlobal,
    rule: { ...rule },
    limit: emptyLimit(),
    turn: 0,
    turns: noTurns(),
    room: 0,
    timeouts: emptyTimeouts(),
  };
}

/** Handlers of the rate limiter. */
export const rateLimiterBehavior: Behavior<RateLimiterParams, LimiterTools, LimiterState> = {
  prepare: (setup, params) => {
    const counters = params.counters === 'shared' ? setup.out.find((out) => out.kind === 'rate-limiter') : undefined;
    return {
      limit: limitOf(params.algorithm, params.ratePerSecond, params.burst, params.windowSeconds),
      targets: Int32Array.from(
        setup.out.filter((out) => out !== counters),
        (out) => out.link,
      ),
      counters: counters?.link ?? -1,
      patienceNs: msToNs(params.counterTimeoutMs),
      isGlobal: params.scope === 'global',
      waits: params.waits && params.algorithm === 'leaky-bucket',
    };
  },
  init: (node) => {
    node.setGauge(ROOM, 0);
    return emptyLimiter(node);
  },
  onCrash: (node, before, loses) => {
    node.setGauge(ROOM, loses === 'nothing' ? before.room : 0);
    const empty = emptyLimiter(node);
    if (loses !== 'nothing') return empty;
    const { algorithm, isGlobal, rule, limit, room } = before;
    return { ...empty, algorithm, isGlobal, rule, limit, room };
  },
  queueLimit: mostWaiting,
  // A question names the client it is about; so the counters know clients by the same number, whoever asks.
  onControl: (node, call) => {
    const isRefused = countHere(node, node.derived.isGlobal ? 0 : node.calls.value(call)) === REFUSED;
    node.reply(call, isRefused ? Fate.rateLimited : Fate.ok, 0);
  },
  onRequest: (node, call) => {
    const subject = node.derived.isGlobal ? 0 : node.calls.origin(call);
    if (node.derived.counters >= 0) askCounters(node, call, subject);
    else settle(node, call, countHere(node, subject));
  },
  inspect: (node) => inspectLimit(node.setup, node.derived.limit, node.state.limit, node.derived.isGlobal, node.clock()),
  onReply: (node, call, fate) => {
    if (node.calls.op(call) === ACQUIRE.code) decide(node, call, fate);
    else node.reply(node.calls.parent(call), fate, node.calls.value(call));
  },
  onTimer: (node, tag, call) => {
    if (tag === SILENCE) {
      fireTimeouts(node, node.state.timeouts, SILENCE, (question) => {
        gaveUp(node, question);
        decide(node, question, Fate.timedOut);
        node.abandon(question);
      });
      return;
    }
    if (!isTurn(node, node.state.turns, call)) return;
    node.setGauge(Gauge.queue, node.state.turns.count);
    if (isTooLate(node, call)) turnAway(node, call, Fate.deadlineExceeded);
    else passOn(node, call);
  },
  onParams: (node) => {
    changeTimeout(node, node.state.timeouts, node.derived.patienceNs, SILENCE, (call) => node.calls.op(call) === ACQUIRE.code);
    changeRule(node);
  },
};

/** Fields have changed: what is counted stays, in the measure of the new limit, and who waits goes at the new rate. */
function changeRule(node: LimiterNode): void {
  const { derived, state } = node;
  const { limit: rule, isGlobal } = derived;
  const before = state.rule;
  if (state.algorithm !== rule.algorithm || state.isGlobal !== isGlobal) state.limit = emptyLimit();
  else if (before.spacingNs !== rule.spacingNs || before.bucketNs !== rule.bucketNs || before.windowNs !== rule.windowNs) {
    changeLimit(before, rule, state.limit, node.clock());
    const ratio = rule.spacingNs / before.spacingNs;
    const nowNs = node.now();
    if (ratio !== 1) moveTurns(node, state.turns, TURN, (_, dueNs) => nowNs + Math.floor((dueNs - nowNs) * ratio + 0.5));
  }
  Object.assign(state, { algorithm: rule.algorithm, isGlobal, rule: { ...rule } });
}

function countHere(node: LimiterNode, subject: number): number {
  const { derived, state } = node;
  // By its own clock: one that is wrong counts in another window than the others.
  const nowNs = node.clock();
  const verdict = admit(derived.limit, state.limit, subject, nowNs);
  const room = Math.max(0, roomLeft(derived.limit, state.limit, subject, nowNs));
  if (room !== state.room) node.setGauge(ROOM, room);
  state.room = room;
  return verdict;
}

function askCounters(node: LimiterNode, call: number, subject: number): void {
  const question = node.send(node.derived.counters, ACQUIRE.code, node.calls.key(call), -1, subject);
  node.calls.setMark(question, call);
  watchTimeout(node, node.state.timeouts, question, node.derived.patienceNs, SILENCE);
}

/** The counters have answered, or are out of touch: then the limiter fails open or closed, as it is told to. */
function decide(node: LimiterNode, question: number, fate: number): void {
  const call = node.calls.mark(question);
  if (fate === Fate.ok || fate === Fate.rateLimited) {
    settle(node, call, fate === Fate.ok ? 0 : REFUSED);
    return;
  }
  node.addGauge(UNCOUNTED, 1);
  settle(node, call, node.params.withoutCounters === 'admit' ? 0 : REFUSED);
}

function mostWaiting(params: RateLimiterParams): number {
  if (!params.waits || params.algorithm !== 'leaky-bucket') return 0;
  return params.scope === 'global' ? params.burst : Math.max(params.burst, MOST_OF_ALL_CLIENTS);
}

/** The bucket leaks on while the limiter stands still or its clock runs fast, so that it may have room where the queue has none. */
function settle(node: LimiterNode, call: number, delayNs: number): void {
  if (delayNs === REFUSED || (delayNs > 0 && node.derived.waits && node.state.turns.count >= mostWaiting(node.params))) {
    node.addGauge(LIMITED, 1);
    node.log(REJECTED, call, Fate.rateLimited);
    node.reply(call, Fate.rateLimited, 0);
  } else if (delayNs > 0 && node.derived.waits) {
    takeTurn(node, node.state.turns, call, delayNs, TURN);
    node.setGauge(Gauge.queue, node.state.turns.count);
  } else passOn(node, call);
}

function passOn(node: LimiterNode, call: number): void {
  const { derived, state } = node;
  if (derived.targets.length === 0) {
    node.reply(call, Fate.noTarget, 0);
    return;
  }
  const link = derived.targets[state.turn % derived.targets.length];
  state.turn = (state.turn + 1) % derived.targets.length;
  node.forward(link, call);
}
