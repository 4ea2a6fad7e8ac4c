import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK_VARIABLE, type MarkedProcess } from './marks';

/** A process of this system: its number, its parent's, and the mark in its environment ('': none that can be read). */
export interface SeenProcess {
  readonly pid: number;
  readonly parent: number;
  readonly mark: string;
}

const MARK = new RegExp(`(?:^|[\\0\\s])${MARK_VARIABLE}=([0-9a-f]+\\.\\d+\\.)`);
/** Of a list of processes. */
const MOST_BYTES = 64_000_000;

/** The processes that are there now; none where a system has no list of them that shows environments. */
export function seenProcesses(platform: NodeJS.Platform): SeenProcess[] {
  if (platform === 'linux') return linuxProcesses('/proc');
  if (platform !== 'darwin') return [];
  const { stdout } = spawnSync('/bin/ps', ['-axEww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8', maxBuffer: MOST_BYTES });
  return processesIn(stdout ?? '');
}

/** Linux's list of processes. Those that have ended and are still listed are left out. */
export function linuxProcesses(folder: string): SeenProcess[] {
  return readdirOrNone(folder).flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    const stat = readOrNothing(join(folder, name, 'stat'));
    // The name of a program, in brackets, may itself hold brackets and spaces.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent === undefined || state === 'Z') return [];
    return [{ pid, parent: Number(parent), mark: markIn(readOrNothing(join(folder, name, 'environ'))) }];
  });
}

/** What `ps` lists: a number, the parent's, the command and its environment. */
export function processesIn(listed: string): SeenProcess[] {
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, rest] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return rest === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), mark: markIn(rest) }];
  });
}

/** Those of `all` that are one of some processes that `own` has started, or descend from them, whatever session they belong to. */
export function descendants(all: readonly SeenProcess[], roots: readonly MarkedProcess[], own: number): Set<number> {
  const marks = new Set(roots.map(({ mark }) => mark));
  const pids = new Set(roots.map(({ pid }) => pid));
  const found = new Set<number>();
  // A process that has written over its own environment is known by its number, as long as it is ours.
  for (const { pid, parent, mark } of all) if (marks.has(mark) || (parent === own && pids.has(pid))) found.add(pid);
  let before = -1;
  while (found.size > before) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  found.delete(own);
  return found;
}

function markIn(environment: string): string {
  return MARK.exec(environment)?.[1] ?? '';
}

function readdirOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** '': it has ended meanwhile, or is somebody else's. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
