import { spawn, type ChildProcess } from 'node:child_process';
import { MARK_VARIABLE, SESSION_MARK } from './marks';

/**
 * Waits for what it is told of processes: a line with "+" or "-" and a number, and one with "=" and what marks all of them begin with. When
 * nobody can tell it anything any more, it ends all that is left, with their groups; on Linux also whoever carries such a mark, until a
 * look finds nobody.
 */
const WATCHING = `trap '' HUP INT TERM QUIT
alive=' '
mark=
while read -r word told; do
  case $word in
    +) alive="$alive$told " ;;
    -) case $alive in *" $told "*) alive="\${alive%% $told *} \${alive#* $told }" ;; esac ;;
    =) mark=$told ;;
  esac
done
for pid in $alive; do kill -s KILL -- "-$pid"; done 2>/dev/null
[ -n "$mark" ] && [ -r /proc/self/environ ] || exit 0
for look in 1 2 3 4 5 6 7 8 9; do
  found=
  for file in $(grep -ls "${MARK_VARIABLE}=$mark" /proc/[0-9]*/environ); do
    pid=\${file#/proc/}
    kill -s KILL "\${pid%/*}" && found=yes
  done 2>/dev/null
  [ -n "$found" ] || exit 0
done`;

/**
 * A small process that outlives this one by a moment: whatever ends this one, be it a signal that nobody can catch, the processes that it
 * was told of end, too. Where there is no /bin/sh (Windows), Node itself has the system end its children with it, though not theirs.
 */
export class Watchdog {
  private process: ChildProcess | null = null;
  private readonly alive = new Set<number>();

  constructor(private readonly platform: NodeJS.Platform = process.platform) {}

  /** From now on a process, and its group, ends at the latest with this one. */
  add(pid: number): void {
    this.alive.add(pid);
    if (this.platform === 'win32') return;
    if (this.process === null) this.begin();
    else this.tell(`+ ${pid}`);
  }

  /** A process has ended, with its group. */
  remove(pid: number): void {
    if (this.alive.delete(pid)) this.tell(`- ${pid}`);
  }

  /** The number of the process that watches; null: none does. */
  get pid(): number | null {
    return this.process?.pid ?? null;
  }

  private begin(): void {
    // Of a session of its own, so that what a terminal sends this one does not reach it.
    const made = spawn('/bin/sh', ['-c', WATCHING], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: { PATH: '/usr/bin:/bin' },
    });
    this.process = made;
    const isGone = (): void => {
      if (this.process === made) this.process = null;
    };
    made.on('error', isGone);
    made.on('exit', isGone);
    made.stdin?.on('error', isGone);
    made.unref();
    // It keeps nobody from ending.
    (made.stdin as unknown as { unref?(): void } | null)?.unref?.();
    this.tell(`= ${SESSION_MARK}`);
    for (const pid of this.alive) this.tell(`+ ${pid}`);
  }

  private tell(line: string): void {
    this.process?.stdin?.write(`${line}\n`);
  }
}
