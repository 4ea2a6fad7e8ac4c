import { compileDistribution, type Sampler } from '../../kernel/distribution';
import { emptyTimeouts, type TimeoutsState } from '../../toolkit/timeouts';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { Backoff } from './backoff';
import type { ClientParams } from './kind';
import { fullPace, type Pace } from './pace';
import { keyChoice, type KeyChoice } from './keys';
import { emptyPool, type RequestPool } from './pool';
import { scriptOf, type Script, type ScriptedRequest } from './script';
import { A_RETRY } from './tags';
import { emptyTraffic, ratesOf, type TrafficState } from './traffic';
import { msToNs } from '../../kernel/units';

/** What a client needs to draw its traffic and to follow its policies. */
export interface ClientTools {
  readonly arrivals: number;
  readonly choose: number;
  readonly keyChoice: KeyChoice;
  readonly script: Script;
  readonly think: number;
  readonly thinkTime: Sampler;
  /** The sort of open traffic, and a mark of its rates. */
  readonly sort: number;
  readonly rates: number;
  /** A write is drawn below this, of 2^32. */
  readonly writeBelow: number;
  readonly timeoutNs: number;
  /** Wires for requests, in turn. */
  readonly links: Int32Array;
  /** One message a request, and its answer or its timeout ends it: no policy is on. */
  readonly isPlain: boolean;
  /** The wire for fallbacks, or -1. */
  readonly fallbackLink: number;
  readonly retryStream: number;
  /** What each request adds to the retry budget, in millionths of a retry; 0: there is no budget. */
  readonly budgetGain: number;
  readonly twiceStream: number;
  readonly twiceBelow: number;
  readonly backoff: Backoff;
  readonly hedgeAfterNs: number;
  readonly deadlineNs: number;
}

/** What a client remembers. */
export interface ClientState {
  sent: number;
  turn: number;
  timeouts: TimeoutsState;
  pool: RequestPool;
  hedging: TimeoutsState;
  deadlines: TimeoutsState;
  /** Wires to the parts that a service registry lists; null: nobody was listed yet, or it asks no registry. */
  targets: Int32Array | null;
  /** Retries saved up by the budget, in millionths of one. */
  budget: number;
  pace: Pace;
  traffic: TrafficState;
  /** The next of the keys in order. */
  nextKey: number;
  /** Requests that a person has told it to send and that are not sent yet. */
  byHand: ScriptedRequest[];
}

/** A client at work. */
export type ClientNode = NodeContext<ClientParams, ClientTools, ClientState>;

/** Makes a client's tools. */
export function clientTools(setup: NodeSetup, params: ClientParams): ClientTools {
  const links = setup.out.map((out) => out.link);
  const isLastApart = params.fallback === 'last-wire' && links.length > 1;
  const isPlain =
    params.retries === 0 &&
    params.hedgeAfterMs === 0 &&
    params.deadlineMs === 0 &&
    !params.tellDeadline &&
    params.doubleSubmitPercent === 0 &&
    !params.idempotencyKeys &&
    params.fallback === 'none';
  return {
    arrivals: setup.stream('arrivals'),
    choose: setup.stream('operation'),
    keyChoice: keyChoice(setup, params),
    script: scriptOf(setup, params.script),
    think: setup.stream('think'),
    thinkTime: compileDistribution(params.thinkTimeMs),
    ...ratesOf(params),
    writeBelow: Math.floor((params.writePercent / 100) * 4294967296 + 0.5),
    timeoutNs: msToNs(params.timeoutMs),
    links: Int32Array.from(isLastApart ? links.slice(0, -1) : links),
    isPlain,
    fallbackLink: isLastApart ? links[links.length - 1] : -1,
    retryStream: setup.stream('retries'),
    budgetGain: params.retryBudgetPercent === 0 ? 0 : Math.max(1, Math.floor((params.retryBudgetPercent / 100) * A_RETRY + 0.5)),
    twiceStream: setup.stream('double submit'),
    twiceBelow: Math.floor((params.doubleSubmitPercent / 100) * 4294967296 + 0.5),
    backoff: {
      isExponential: params.backoff === 'exponential',
      firstNs: msToNs(params.backoffMs),
      mostNs: msToNs(params.backoffMostMs),
      jitter: params.jitter,
    },
    hedgeAfterNs: msToNs(params.hedgeAfterMs),
    deadlineNs: msToNs(params.deadlineMs),
  };
}

/** A client that has sent nothing yet. */
export function clientState(params: ClientParams): ClientState {
  return {
    sent: 0,
    turn: 0,
    targets: null,
    timeouts: emptyTimeouts(),
    pool: emptyPool(),
    hedging: emptyTimeouts(),
    deadlines: emptyTimeouts(),
    budget: params.retryBudgetReserve * A_RETRY,
    pace: fullPace(),
    traffic: emptyTraffic(),
    nextKey: 0,
    byHand: [],
  };
}

/** A client after a crash that keeps its memory: what was under way is lost, what it has counted is not. */
export function keptState(params: ClientParams, before: ClientState): ClientState {
  const { sent, turn, targets, budget, pace, nextKey } = before;
  return {
    ...clientState(params),
    sent,
    turn,
    targets,
    budget,
    pace,
    nextKey,
    traffic: { ...emptyTraffic(), keptTurn: before.traffic.turn },
  };
}

/** The wire for the next attempt: in turn over all, or over those to listed parts. There is at least one. */
export function nextLink(node: ClientNode): number {
  const { state } = node;
  const links = state.targets ?? node.derived.links;
  if (links.length === 1) return links[0];
  const turn = state.turn < links.length ? state.turn : 0;
  state.turn = turn + 1 === links.length ? 0 : turn + 1;
  return links[turn];
}

/** A service registry has told who is listed. When nobody is, the client goes on with whom it knew. */
export function listTargets(node: ClientNode, listed: Uint8Array): void {
  const targets = node.derived.links.filter((_, position) => listed[position] === 1);
  if (targets.length > 0) node.state.targets = targets;
}
