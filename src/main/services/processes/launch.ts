import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { win32 } from 'node:path';
import type { ProcessCommand } from '../../../sim/index';
import { systemProgram } from './systemProgram';

/** What is handed to the system to start a program. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are written for Windows' own shell, and are not quoted once more. */
  readonly isVerbatim: boolean;
}

/** What starting a program asks of a system; tests bring their own. */
export interface LaunchSystem {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  isFile(path: string): boolean;
  /** The first line of a file; '' where it cannot be read. */
  firstLine(path: string): string;
}

const LINE_BYTES = 256;

export const LAUNCH_SYSTEM: LaunchSystem = {
  platform: process.platform,
  environment: process.env,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  firstLine: (path) => {
    try {
      const file = openSync(path, 'r');
      const bytes = Buffer.alloc(LINE_BYTES);
      const length = readSync(file, bytes, 0, LINE_BYTES, 0);
      closeSync(file);
      return bytes.toString('utf8', 0, length).split(/\r?\n/, 1)[0];
    } catch {
      return '';
    }
  },
};

/** What Windows starts by itself, and what its shell starts. */
const PROGRAM = /\.(?:exe|com)$/i;
const BATCH = /\.(?:cmd|bat)$/i;
const ENDINGS = ['.exe', '.com', '.cmd', '.bat'];
/** Who reads scripts whose first line says nothing, by their ending. */
const READERS: Readonly<Record<string, string>> = { '.py': 'python3', '.js': 'node', '.mjs': 'node', '.cjs': 'node', '.rb': 'ruby' };

/**
 * How a program is started on a system: as it is everywhere but on Windows, where the first line of a script has to be read for the system.
 * Returns why it cannot be started as the end of a sentence.
 */
export function launchOf({ path, args }: ProcessCommand, system: LaunchSystem): Launch | string {
  if (system.platform !== 'win32' || PROGRAM.test(path)) return { file: path, args, isVerbatim: false };
  if (!system.isFile(path)) return `there is no file ${path}`;
  if (BATCH.test(path)) return batch(path, args, system);
  const [name, ...options] = readerOf(path, system);
  if (name === undefined)
    return `${path} is no program (${ENDINGS.join(', ')}), nor a script with a first line that says what reads it (#!/usr/bin/env python3)`;
  const reader = found(name, system);
  if (reader === null) return `${path} is to be read by ${name}, and no program of that name is in a folder of PATH`;
  const whole = [...options, path, ...args];
  return BATCH.test(reader) ? batch(reader, whole, system) : { file: reader, args: whole, isVerbatim: false };
}

/** The program that a script names in its first line, with its options, or else the usual one. */
function readerOf(path: string, system: LaunchSystem): string[] {
  const line = /^\uFEFF?#!\s*(\S.*)$/.exec(system.firstLine(path))?.[1];
  if (line === undefined) return [READERS[win32.extname(path).toLowerCase()] ?? []].flat();
  const [first, ...rest] = line.trim().split(/\s+/);
  const words = /(?:^|\/)env$/.test(first) ? rest.filter((word) => word !== '-S') : [first, ...rest];
  return words.map((word, i) => (i === 0 ? win32.basename(word.replaceAll('/', '\\')) : word));
}

/** A program in the folders of PATH, and nowhere else: not in the folder that the app was started in. */
function found(name: string, { environment, isFile }: LaunchSystem): string | null {
  // The launcher of python.org is there even where nothing called python3 is.
  const names = /^python[\d.]*$/i.test(name) ? ['py', name, 'python'] : [name];
  const folders = (environment.PATH ?? environment.Path ?? '').split(';').map((folder) => folder.replaceAll('"', ''));
  for (const each of names)
    for (const folder of folders)
      for (const ending of PROGRAM.test(each) || BATCH.test(each) ? [''] : ENDINGS) {
        const path = win32.join(folder, each + ending);
        if (win32.isAbsolute(folder) && isFile(path)) return path;
      }
  return null;
}

const BATCH_RULE = 'paths and arguments of .cmd and .bat files may hold no quotes, percent signs or line breaks';

/** Node starts no batch files: quoting for Windows' shell is full of holes. What could be one is refused. */
function batch(path: string, args: readonly string[], { environment }: LaunchSystem): Launch | string {
  const unsafe = [path, ...args].find((word) => /["%\r\n\0]/.test(word));
  if (unsafe !== undefined) return `Windows cannot hand ${JSON.stringify(unsafe)} to ${win32.basename(path)}: ${BATCH_RULE}`;
  // A backslash before a quote would take it for a letter.
  const words = [path, ...args].map((word) => `"${word.replace(/\\+$/, '$&$&')}"`);
  return { file: systemProgram('cmd.exe', environment), args: ['/d', '/v:off', '/s', '/c', `"${words.join(' ')}"`], isVerbatim: true };
}

/** Why the system did not start a program, as a sentence. */
export function notStarted({ code }: NodeJS.ErrnoException, path: string, platform: NodeJS.Platform): string {
  const isWindows = platform === 'win32';
  if (code === 'ENOENT')
    return `it could not be started: there is no file ${path}${isWindows ? '' : ', or what its first line names is not installed'}`;
  if (code === 'EACCES')
    return isWindows
      ? `it could not be started: Windows does not let you run ${path}`
      : `it could not be started: ${path} is not executable (chmod +x makes it so)`;
  if (isWindows && (code === 'UNKNOWN' || code === 'EFTYPE')) return `it could not be started: ${path} is no program that Windows can run`;
  return `it could not be started (${code ?? 'for no reason that is known'})`;
}
