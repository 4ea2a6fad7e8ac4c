import type { NodeContext, OutLink } from '../../parts/context';
import type { Standing } from '../../toolkit/leadership';
import type { TimeoutsState } from '../../toolkit/timeouts';
import { Gauge } from '../../parts/contract';
import type { FailoverMonitorParams } from './kind';

export const Tag = { tick: 0, timeout: 1, round: 2 } as const;
export const MonitorGauge = { suspects: Gauge.first, promotions: Gauge.first + 1, epoch: Gauge.first + 2 } as const;

/** Whom a monitor is wired to. */
export interface MonitorTools {
  readonly stores: readonly OutLink[];
  readonly routes: readonly OutLink[];
  readonly monitors: readonly OutLink[];
  readonly intervalNs: number;
  readonly timeoutNs: number;
  /** Its place among all monitors of the board, and how many there are: no two ask for the same epoch, as ballots of Paxos. */
  readonly rank: number;
  readonly count: number;
}

/** What a monitor knows of a part of its group. */
export interface Watched extends Standing {
  /** When it last answered, ns. */
  heardNs: number;
}

/** What a monitor is about to do: watch; ask others whether they agree; collect promises for an epoch; promote somebody. */
export type Stage = 'watching' | 'agreeing' | 'fencing' | 'promoting';

/** State of a monitor. Positions index the stores. */
export interface MonitorState {
  watched: Watched[];
  /** Whom it takes for the primary, its epoch, and the place from which entries are of it (-1: unknown). */
  leader: number;
  epoch: number;
  startPlace: number;
  /** The highest epoch that it has asked for or heard of. */
  highest: number;
  /** The epoch of the round that it is in. */
  round: number;
  stage: Stage;
  /** Monitors that agree; stores that have promised; whom it promotes. */
  agreed: number;
  promised: number[];
  candidate: number;
  /** When the last heartbeat was sent, and when the next and the end of the round are due, ns. */
  tickedNs: number;
  tickNs: number;
  roundNs: number;
  timeouts: TimeoutsState;
}

/** A monitor at work. */
export type MonitorNode = NodeContext<FailoverMonitorParams, MonitorTools, MonitorState>;
