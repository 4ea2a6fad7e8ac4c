import { newLanes } from '../../kernel/fold';

/** What a program node knows beside what lies in its machine. */
export interface ProgramNodeState {
  /** Whether the program has been started since the last crash. */
  isStarted: boolean;
  /** It was stopped: it does nothing until it is started anew. */
  isOver: boolean;
  /** How many times it was started before. */
  life: number;
  /** The last mistake as a sentence; null: none. */
  problem: string | null;
  /** What survives a crash: JSON texts by name. */
  storage: Record<string, string>;
  storageChars: number;
  /** Requests of clients that the program has not answered yet: their calls, by the number that it knows each by. */
  held: Record<string, number>;
  serial: number;
  /** When each of its timers is due, ns. */
  timers: Record<string, number>;
  /** Two words that all it was given and did took part in: two machines that differ are not equal by it. */
  chain: Int32Array;
}

/** The state of a node that was never started. */
export function newState(): ProgramNodeState {
  return {
    isStarted: false,
    isOver: false,
    life: 0,
    problem: null,
    storage: {},
    storageChars: 0,
    held: {},
    serial: 0,
    timers: {},
    chain: newLanes(),
  };
}

/** What is left of a node after a crash that takes its memory, and its disk where `losesDisk`. */
export function afterCrash(before: ProgramNodeState, losesDisk: boolean): ProgramNodeState {
  return {
    ...newState(),
    life: before.life + (before.isStarted ? 1 : 0),
    problem: before.problem,
    serial: before.serial,
    chain: before.chain,
    ...(losesDisk ? {} : { storage: before.storage, storageChars: before.storageChars }),
  };
}
