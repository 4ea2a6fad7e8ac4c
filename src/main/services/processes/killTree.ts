import { spawn, spawnSync } from 'node:child_process';

/** Processes that have to end with this one. */
const alive = new Set<number>();
let isWatching = false;

/** Sees to it that a process, and all that it has started, ends at the latest with this one. */
export function endsWithUs(pid: number): void {
  alive.add(pid);
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

/** A process has ended by itself; what it has started may still be there. */
export function killTree(pid: number): void {
  alive.delete(pid);
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  else killGroup(pid);
}

function killAll(): void {
  for (const pid of alive) {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    else killGroup(pid);
  }
  alive.clear();
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
