import { spawn, spawnSync } from 'node:child_process';
import type { MarkedProcess } from './marks';
import { descendants, seenProcesses, type SeenProcess } from './processTable';
import { systemProgram } from './systemProgram';
import { Watchdog } from './watchdog';

/** What ends processes; tests bring their own. */
export interface ProcessSystem {
  readonly platform: NodeJS.Platform;
  /** Starts a program of the system and does not wait for it; `runAndWait` does. */
  run(command: string, args: readonly string[]): void;
  runAndWait(command: string, args: readonly string[]): void;
  /** Sends a signal to a process, or with a negative number to its group. Throws where there is none. */
  kill(pid: number, signal: 'SIGKILL' | 'SIGSTOP'): void;
  /** The processes that are there now. */
  seen(): readonly SeenProcess[];
}

const QUIET = { stdio: 'ignore', windowsHide: true } as const;
const SYSTEM: ProcessSystem = {
  platform: process.platform,
  run: (command, args) => void spawn(command, [...args], QUIET).on('error', () => undefined),
  runAndWait: (command, args) => void spawnSync(command, [...args], QUIET),
  kill: (pid, signal) => void process.kill(pid, signal),
  seen: () => seenProcesses(process.platform),
};
/** Whoever starts processes faster than they are stopped is given up after so many looks. */
const MOST_LOOKS = 50;

/** Processes that have to end with this one, by number. */
const alive = new Map<number, MarkedProcess>();
/** Those that are to be ended as soon as what goes on now is done: many at once take no longer than one. */
const ending = new Map<number, MarkedProcess>();
const watchdog = new Watchdog();
let isWatching = false;

/** Sees to it that a process, and all that it has started, ends at the latest with this one, whatever ends this one. */
export function endsWithUs(started: MarkedProcess): void {
  alive.set(started.pid, started);
  watchdog.add(started.pid);
  if (isWatching) return;
  isWatching = true;
  process.on('exit', endAll);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endAll();
      // With a listener, a signal ends nothing by itself.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

/** Ends a process, or what it has left behind, with all that it has started, before anything else is done. */
export function killTree(started: MarkedProcess): void {
  if (ending.size === 0) setImmediate(endSome);
  ending.set(started.pid, started);
}

function endSome(): void {
  const now = [...ending.values()];
  ending.clear();
  killTrees(now, SYSTEM);
  for (const { pid } of now) {
    alive.delete(pid);
    watchdog.remove(pid);
  }
}

function endAll(): void {
  killTrees([...alive.values()], SYSTEM, true);
  alive.clear();
  ending.clear();
}

/**
 * Ends several at once, with all that they have started: their groups, and on Linux and a Mac whoever descends from them, even if it has
 * begun a session of its own. `isLast`: waits until that is done, because this process is about to end itself.
 */
export function killTrees(started: readonly MarkedProcess[], system: ProcessSystem, isLast = false): void {
  if (started.length === 0) return;
  if (system.platform === 'win32') {
    for (const { pid } of started) {
      // /T: with all that it has started; /F: without asking it.
      const args = ['/pid', String(pid), '/T', '/F'];
      if (isLast) system.runAndWait(systemProgram('taskkill.exe'), args);
      else system.run(systemProgram('taskkill.exe'), args);
    }
    return;
  }
  const stopped = stopAll(started, system);
  for (const { pid } of started) send(system, -pid, 'SIGKILL');
  for (const pid of stopped) send(system, pid, 'SIGKILL');
}

/** Who has been stopped starts nobody and leaves no orphans, so that looking again until there is nobody new finds all of them. */
function stopAll(started: readonly MarkedProcess[], system: ProcessSystem): Set<number> {
  const stopped = new Set<number>();
  for (let look = 0; look < MOST_LOOKS; look++) {
    const before = stopped.size;
    for (const pid of descendants(system.seen(), started, process.pid)) {
      if (stopped.has(pid)) continue;
      stopped.add(pid);
      send(system, pid, 'SIGSTOP');
    }
    if (stopped.size === before) break;
  }
  return stopped;
}

function send(system: ProcessSystem, pid: number, signal: 'SIGKILL' | 'SIGSTOP'): void {
  try {
    system.kill(pid, signal);
  } catch {
    // It has ended, or belongs to somebody else.
  }
}
