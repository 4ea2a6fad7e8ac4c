import { compileDistribution, type Sampler } from '../../kernel/distribution';
import { emptyGroups, groupTools, type GroupPolicy, type GroupState, type GroupTools } from '../../toolkit/groups';
import { emptyStation, stationTools, type StationState, type StationTools } from '../../toolkit/station';
import { emptyTimeouts, type TimeoutsState } from '../../toolkit/timeouts';
import { Gauge } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import type { WorkerParams } from './kind';
import { secondsToNs, msToNs } from '../../kernel/units';

/** Timers of a worker. */
export const Tag = { served: 0, timeout: 1, tick: 2, collected: 3, neighbour: 4, ready: 5 } as const;

/** Gauges of a worker after the standard ones. */
export const WorkerGauge = {
  memory: Gauge.first,
  computing: Gauge.first + 1,
  stolen: Gauge.first + 2,
  collecting: Gauge.first + 3,
  forConnection: Gauge.first + 4,
  blocked: Gauge.first + 5,
} as const;

/** What the machine of a worker is like, beyond slots that each work at full speed. */
export interface MachineTools {
  /** How running requests share the machine: not at all, one thread of a process at a time, or all threads over the cores. */
  readonly sharing: 'none' | 'process' | 'cores';
  readonly processes: number;
  readonly threads: number;
  readonly cores: number;
  /** Share of the service time that is computing; the rest waits for something else. */
  readonly cpuShare: number;
  readonly stolenShare: number;
  readonly neighbourOnNs: number;
  readonly neighbourOffNs: number;
  readonly neighbourStream: number;
  readonly collectEvery: number;
  readonly pause: Sampler;
  readonly pauseStream: number;
  readonly warmUpNs: number;
  readonly warmUpFactor: number;
}

/** Everything that follows from a worker's fields and wires. */
export interface WorkerTools {
  readonly station: StationTools;
  readonly groups: GroupTools;
  readonly policy: GroupPolicy;
  readonly timeoutNs: number;
  /** Requests go through the machine, not through the station. */
  readonly usesMachine: boolean;
  readonly machine: MachineTools;
  readonly startNs: number;
  /** Work ends in an error below this, of 2^32. */
  readonly errorBelow: number;
  readonly errorStream: number;
}

/** Running requests of one process, in the order in which they will have done their computing. */
export interface Jobs {
  /** Work done since the process was last idle by each of its running requests, ns. */
  clockNs: number;
  /** Progress of the clock per ns of time. */
  pace: number;
  /** Clock at which each is done, ascending; and what it does then. */
  doneAtNs: number[];
  thenWaitsNs: number[];
  calls: number[];
}

/** A machine at work. */
export interface MachineState {
  jobs: Jobs[];
  /** Threads taken, by process. */
  held: Int32Array;
  busy: number;
  /** Of these, threads whose request waits for a part behind. */
  blocked: number;
  head: number;
  tail: number;
  waiting: number;
  /** Until when the clocks have been moved on, in the time that the machine could work, ns. */
  sinceNs: number;
  /** Requests that wait for something else than the processor: until when, ascending. */
  waitUntilNs: number[];
  waitCalls: number[];
  /** Number of the timer that is valid. */
  chain: number;
  /** When the valid timer fires, ns; Infinity: there is none. */
  armedNs: number;
  /** Cores busy, as last shown. */
  computing: number;
  /** Something has changed since the timer was set. */
  dirty: boolean;
  /** Requests begun since the last garbage collection. */
  begun: number;
  collecting: boolean;
  /** When a collection is over, in the time that the machine could work, ns. */
  collectedNs: number;
  isStolen: boolean;
  /** Number of the life of the process: ends with the lack of memory. */
  life: number;
  neighbourChain: number;
  /** When the neighbour comes or goes next, and the mean of the time that was drawn for it, ns; 0: there is none. */
  neighbourDueNs: number;
  neighbourMeanNs: number;
  /** When the start under way began, and whether it is after a lack of memory. */
  startBeganNs: number;
  startsForMemory: boolean;
  startedNs: number;
  inside: number;
  leakedMb: number;
}

/** What a worker remembers. */
export interface WorkerState {
  station: StationState;
  groups: GroupState;
  timeouts: TimeoutsState;
  machine: MachineState;
  /** Slots of the station whose request waits for a part behind. */
  blocked: number;
  /** Not taking requests: starting, or told to be off. */
  closed: boolean;
  starting: boolean;
  off: boolean;
  /** The order to switch on that is answered when it is ready; -1: none. */
  startOrder: number;
  /** When the order was given that holds, ns. */
  orderedNs: number;
  /** Per group of parts behind: connections in use, and requests that wait for one. */
  connections: Int32Array;
  forConnection: number[][];
  /** Requests that ask several parts at once, by their call: answers missing, fate, value. */
  joins: Record<number, number[]>;
  joining: number;
}

/** A worker at work. */
export type WorkerNode = NodeContext<WorkerParams, WorkerTools, WorkerState>;

/** Makes the tools of a worker. Every stream is opened, used or not: a change of a field may need it during the run. */
export function workerTools(setup: NodeSetup, params: WorkerParams): WorkerTools {
  const hasProcesses = params.execution === 'processes';
  return {
    station: stationTools(setup, { ...params, tag: Tag.served }),
    groups: groupTools(setup),
    policy: params,
    timeoutNs: msToNs(params.callTimeoutMs),
    usesMachine:
      hasProcesses || params.memoryMb > 0 || params.collectEveryRequests > 0 || params.neighbourPercent > 0 || params.warmUpSeconds > 0,
    startNs: secondsToNs(params.startSeconds),
    errorBelow: Math.floor((params.errorPercent / 100) * 4294967296 + 0.5),
    errorStream: setup.stream('errors'),
    machine: {
      sharing: hasProcesses ? (params.oneThreadComputes ? 'process' : 'cores') : 'none',
      processes: hasProcesses ? params.processes : 1,
      threads: hasProcesses ? params.threads : params.concurrency,
      cores: params.cores,
      cpuShare: hasProcesses ? params.cpuPercent / 100 : 1,
      stolenShare: params.neighbourPercent / 100,
      neighbourOnNs: secondsToNs(params.neighbourOnSeconds),
      neighbourOffNs: secondsToNs(params.neighbourOffSeconds),
      neighbourStream: setup.stream('neighbour'),
      collectEvery: params.collectEveryRequests,
      pause: compileDistribution(params.collectPauseMs),
      pauseStream: setup.stream('garbage collection'),
      warmUpNs: secondsToNs(params.warmUpSeconds),
      warmUpFactor: params.warmUpFactor,
    },
  };
}

/** A machine with nothing to do, started now. */
export function emptyMachine(nowNs: number, workedNs: number, processes: number): MachineState {
  return {
    jobs: Array.from({ length: processes }, emptyJobs),
    held: new Int32Array(processes),
    busy: 0,
    blocked: 0,
    head: -1,
    tail: -1,
    waiting: 0,
    sinceNs: workedNs,
    waitUntilNs: [],
    waitCalls: [],
    chain: 0,
    armedNs: Infinity,
    computing: 0,
    dirty: false,
    begun: 0,
    collecting: false,
    collectedNs: 0,
    isStolen: false,
    life: 0,
    neighbourChain: 0,
    neighbourDueNs: 0,
    neighbourMeanNs: 0,
    startBeganNs: nowNs,
    startsForMemory: false,
    startedNs: nowNs,
    inside: 0,
    leakedMb: 0,
  };
}

/** A process with nothing to do. */
export function emptyJobs(): Jobs {
  return { clockNs: 0, pace: 1, doneAtNs: [], thenWaitsNs: [], calls: [] };
}

/** A worker that has just started. */
export function emptyWorker(node: WorkerNode): WorkerState {
  const { groups, machine, usesMachine } = node.derived;
  return {
    station: emptyStation(),
    groups: emptyGroups(groups),
    timeouts: emptyTimeouts(),
    machine: emptyMachine(node.now(), node.workedNs(), usesMachine ? machine.processes : 0),
    blocked: 0,
    closed: false,
    starting: false,
    off: false,
    startOrder: -1,
    orderedNs: 0,
    connections: new Int32Array(groups.members.length),
    forConnection: groups.members.map(() => []),
    joins: {},
    joining: 0,
  };
}
