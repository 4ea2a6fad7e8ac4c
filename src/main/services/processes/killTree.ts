import { spawn, spawnSync } from 'node:child_process';
import { Watchdog } from './watchdog';

/** What ends processes; tests bring their own. */
export interface ProcessSystem {
  readonly platform: NodeJS.Platform;
  /** Starts a program of the system and does not wait for it; `runAndWait` does. */
  run(command: string, args: readonly string[]): void;
  runAndWait(command: string, args: readonly string[]): void;
  /** Sends SIGKILL to a process, or with a negative number to its group. Throws where there is none. */
  kill(pid: number): void;
}

const QUIET = { stdio: 'ignore', windowsHide: true } as const;
const SYSTEM: ProcessSystem = {
  platform: process.platform,
  run: (command, args) => void spawn(command, [...args], QUIET).on('error', () => undefined),
  runAndWait: (command, args) => void spawnSync(command, [...args], QUIET),
  kill: (pid) => void process.kill(pid, 'SIGKILL'),
};

/** Processes that have to end with this one. */
const alive = new Set<number>();
const watchdog = new Watchdog();
let isWatching = false;

/** Sees to it that a process, and all that it has started, ends at the latest with this one, whatever ends this one. */
export function endsWithUs(pid: number): void {
  alive.add(pid);
  watchdog.add(pid);
  if (isWatching) return;
  isWatching = true;
  process.on('exit', killAll);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      // With a listener, a signal ends nothing by itself.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

/** Ends a process, or what it has left behind, with all that it has started. */
export function killTree(pid: number, system: ProcessSystem = SYSTEM): void {
  alive.delete(pid);
  if (system.platform === 'win32') system.run('taskkill', taskkill(pid));
  else killGroup(pid, system);
  watchdog.remove(pid);
}

function killAll(): void {
  killTrees(alive, SYSTEM);
  alive.clear();
}

/** Ends several at once, and waits until that is done: this process is about to end itself. */
export function killTrees(pids: Iterable<number>, system: ProcessSystem): void {
  for (const pid of pids) {
    if (system.platform === 'win32') system.runAndWait('taskkill', taskkill(pid));
    else killGroup(pid, system);
  }
}

/** /T: with all that it has started; /F: without asking it. */
function taskkill(pid: number): string[] {
  return ['/pid', String(pid), '/T', '/F'];
}

function killGroup(pid: number, system: ProcessSystem): void {
  try {
    system.kill(-pid);
  } catch {
    // Nobody of the group is left.
  }
}
