import { hashRing, type HashRing } from '../../toolkit/placement/hashRing';
import { emptyTimeouts, type TimeoutsState } from '../../toolkit/timeouts';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { Program } from '../../parts/programs';
import type { LoadBalancerParams } from './kind';
import { secondsToNs, msToNs } from '../../kernel/units';

const POINTS_EACH = 160;

/** Whether an autoscaler has switched a target on. */
export const Standing = { on: 0, starting: 1, off: 2 } as const;

/** What a balancer needs to choose, by position of the target. */
export interface BalancerTools {
  readonly links: Int32Array;
  readonly names: readonly string[];
  readonly nodes: Int32Array;
  readonly stream: number;
  readonly lottery: number;
  readonly timeoutNs: number;
  readonly tryAgainNs: number;
  readonly checkEveryNs: number;
  readonly checkTimeoutNs: number;
  readonly judgeEveryNs: number;
  /** Whether the strategy goes by how long answers took. */
  readonly learnsTimes: boolean;
  readonly slowStartNs: number;
  readonly forgetNs: number;
  /** Null: all the same. */
  readonly weights: Float64Array | null;
  readonly ring: HashRing | null;
  /** 1: the target stands in the same zone, and such are preferred; null: zones do not matter. */
  readonly local: Uint8Array | null;
  readonly localTargets: number;
  /** The learner's own, where it chooses. */
  readonly program: Program | null;
  /** An autoscaler switches its targets on and off. */
  readonly isScaled: boolean;
}

/** What a balancer knows of the learner's program that chooses for it. */
export interface OwnChoice {
  requests: number;
  failures: number;
  /** How often it had to be stopped. */
  stopped: number;
  lastProblem: string;
  /** The state of the program, as JSON text. */
  keeps: string;
}

/** What a balancer knows of its targets, by position. */
export interface BalancerState {
  next: number;
  open: Int32Array;
  failures: Int32Array;
  /** Out of use until this moment, ns; 0: in use. Since when, and 1 when outlier ejection threw it out. */
  outUntilNs: Float64Array;
  outSinceNs: Float64Array;
  ejected: Uint8Array;
  out: number;
  timeouts: TimeoutsState;
  /** 1: health checks say that it is down. */
  unhealthy: Uint8Array;
  /** Checks in a row that contradict what is believed. */
  contrary: Int32Array;
  /** In slow start since this moment, ns; 0: not. */
  startedNs: Float64Array;
  /** 1: the service registry does not list it. */
  unlisted: Uint8Array;
  /**
   * How many targets are unhealthy, not listed, in slow start or switched off: while there are none, all are chosen from without looking.
   */
  limited: number;
  checkTimeouts: TimeoutsState;
  /** When all targets were last checked and judged, and when they will be, ns; Infinity: never. Timers of other moments mean nothing. */
  checkedNs: number;
  checkDueNs: number;
  judgedNs: number;
  judgeDueNs: number;
  /** Requests and failures since the last judgement, and how often it was thrown out, for outlier ejection. */
  judged: Int32Array;
  judgedFailures: Int32Array;
  ejections: Int32Array;
  /** Peak-sensitive moving average of response times, ns, and when it was updated; 0: never. */
  responseNs: Float64Array;
  respondedNs: Float64Array;
  /** Moving average of failures among the answers, 0 to 1, as of the last answer, and when that came, ns. */
  failing: Float64Array;
  failedNs: Float64Array;
  /** Credit of smooth weighted round-robin. */
  credit: Float64Array;
  /** Target of each session; -1: none. */
  sessions: Int32Array;
  /** What sessions and the program's state belong to: with another, they begin anew. */
  stickyBy: LoadBalancerParams['stickyBy'];
  program: string;
  /** Standing of each target, how many are on, the last order to each (its call, -1: answered), and until when an answer may come, ns. */
  standing: Uint8Array;
  targetsOn: number;
  orders: Int32Array;
  orderedByNs: Float64Array;
  received: number;
  /** Null: no program of the learner's has been asked yet. */
  own: OwnChoice | null;
  /** Who may be chosen for the request at hand; only looked at while not all may. */
  allowed: Uint8Array;
}

/** A balancer at work. */
export type BalancerNode = NodeContext<LoadBalancerParams, BalancerTools, BalancerState>;

/** Everything that follows from the fields and the wires. */
export function balancerTools(setup: NodeSetup, params: LoadBalancerParams): BalancerTools {
  const names = setup.out.map((out) => out.nodeId);
  return {
    links: Int32Array.from(setup.out, (out) => out.link),
    names,
    program: params.strategy === 'own' ? setup.program(params.program) : null,
    nodes: Int32Array.from(setup.out, (out) => out.node),
    stream: setup.stream('choice'),
    lottery: setup.stream('slow start'),
    timeoutNs: msToNs(params.timeoutMs),
    tryAgainNs: secondsToNs(params.tryAgainSeconds),
    checkEveryNs: secondsToNs(params.healthCheckSeconds),
    checkTimeoutNs: msToNs(params.healthTimeoutMs),
    learnsTimes: params.strategy === 'least-response-time' || params.strategy === 'own',
    judgeEveryNs: params.ejectErrorPercent > 0 ? secondsToNs(params.ejectEverySeconds) : 0,
    slowStartNs: secondsToNs(params.slowStartSeconds),
    forgetNs: secondsToNs(params.forgetSeconds),
    weights: weightsOf(names, params.weights),
    ring: params.strategy === 'bounded-hash' && names.length > 0 ? hashRing(names, POINTS_EACH) : null,
    ...localTools(setup, params),
    isScaled: setup.in.some((from) => from.role === 'control'),
  };
}

function localTools(setup: NodeSetup, params: LoadBalancerParams): Pick<BalancerTools, 'local' | 'localTargets'> {
  const local = Uint8Array.from(setup.out, (out) => (out.zone === setup.zone ? 1 : 0));
  const localTargets = local.reduce((sum, is) => sum + is, 0);
  const matters = params.preferZone && setup.zone !== '' && localTargets > 0 && localTargets < local.length;
  return { local: matters ? local : null, localTargets };
}

/** Weights from a text such as `W1=3, W2=0.5`; a target that is not named has 1. Null when none is named. */
export function weightsOf(names: readonly string[], text: string): Float64Array | null {
  const given = new Map(
    text
      .split(',')
      .map((entry) => entry.split('=').map((word) => word.trim()))
      .map(([name, value]) => [name, Number(value)]),
  );
  if (!names.some((name) => given.has(name))) return null;
  return Float64Array.from(names, (name) => given.get(name) ?? 1);
}

/** A balancer that knows nothing yet. */
export function emptyBalancer(targets: number, { stickyBy, program }: LoadBalancerParams, nowNs: number): BalancerState {
  return {
    next: 0,
    open: new Int32Array(targets),
    failures: new Int32Array(targets),
    outUntilNs: new Float64Array(targets),
    outSinceNs: new Float64Array(targets),
    ejected: new Uint8Array(targets),
    out: 0,
    timeouts: emptyTimeouts(),
    unhealthy: new Uint8Array(targets),
    contrary: new Int32Array(targets),
    startedNs: new Float64Array(targets),
    unlisted: new Uint8Array(targets),
    limited: 0,
    checkTimeouts: emptyTimeouts(),
    checkedNs: nowNs,
    checkDueNs: Infinity,
    judgedNs: nowNs,
    judgeDueNs: Infinity,
    judged: new Int32Array(targets),
    judgedFailures: new Int32Array(targets),
    ejections: new Int32Array(targets),
    responseNs: new Float64Array(targets),
    respondedNs: new Float64Array(targets),
    failing: new Float64Array(targets),
    failedNs: new Float64Array(targets),
    credit: new Float64Array(targets),
    sessions: new Int32Array(0),
    allowed: new Uint8Array(targets),
    stickyBy,
    program,
    standing: new Uint8Array(targets),
    targetsOn: targets,
    orders: new Int32Array(targets).fill(-1),
    orderedByNs: new Float64Array(targets),
    received: 0,
    own: null,
  };
}

/** A balancer after a crash: it has forgotten all but which targets it was told to use. */
export function crashedBalancer(before: BalancerState, params: LoadBalancerParams, nowNs: number): BalancerState {
  const { standing, targetsOn } = before;
  return { ...emptyBalancer(standing.length, params, nowNs), ...crashedStanding(before), targetsOn, limited: standing.length - targetsOn };
}

/** A balancer after a crash that has left it its memory: what it knows of its targets stays, and only what was under way is gone. */
export function remindedBalancer(before: BalancerState, params: LoadBalancerParams, nowNs: number): BalancerState {
  const empty = emptyBalancer(before.standing.length, params, nowNs);
  const { open, orders, orderedByNs, timeouts, checkTimeouts, checkDueNs, judgeDueNs } = empty;
  return { ...before, ...crashedStanding(before), open, orders, orderedByNs, timeouts, checkTimeouts, checkDueNs, judgeDueNs };
}

function crashedStanding({ standing }: BalancerState): Pick<BalancerState, 'standing'> {
  return { standing: standing.map((value) => (value === Standing.on ? Standing.on : Standing.off)) };
}
