import { newLanes } from '../../kernel/fold';
import type { TalkState } from '../../toolkit/maelstromTalk';

/** What a process node knows beside what lies in its process. */
export interface ProcessNodeState extends TalkState {
  /** Whether a process was started since the last crash. */
  isStarted: boolean;
  startedNs: number;
  knowsTopology: boolean;
  /** Lines it wrote since. */
  written: number;
  /** It has answered init. */
  isReady: boolean;
  /** It has ended: nothing is given to it until it is started anew. */
  isOver: boolean;
  /** How many times one was started before. */
  life: number;
  /** Where it stands in the journal of its process. */
  turn: number;
  entry: number;
  /** Messages that want an answer: their numbers in the run, by who sent them and the number that the sender gave them. */
  asked: Record<string, number>;
  /** Messages that want an answer which it was given since it last wrote a line. */
  silent: number;
  /** Lines of all sorts that it was given since. */
  unheard: number;
  /** Two words that all it was given and wrote took part in. */
  chain: Int32Array;
}

/** The state of a node whose process was never started. */
export function newState(): ProcessNodeState {
  return {
    isStarted: false,
    startedNs: 0,
    knowsTopology: false,
    written: 0,
    isReady: false,
    isOver: false,
    life: 0,
    turn: 0,
    entry: 0,
    asked: {},
    silent: 0,
    unheard: 0,
    held: {},
    serial: 0,
    problem: null,
    chain: newLanes(),
  };
}

/** What is left after a crash: the process is gone, whatever else was lost. */
export function afterCrash(before: ProcessNodeState): ProcessNodeState {
  const { turn, entry, problem, serial, chain } = before;
  return { ...newState(), life: before.life + (before.isStarted ? 1 : 0), turn, entry, problem, serial, chain };
}
