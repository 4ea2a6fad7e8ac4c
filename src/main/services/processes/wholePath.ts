import { isAbsolute, resolve } from 'node:path';
import type { ProcessCommand } from '../../../sim/index';

/** The same with a whole path; null: it has none, and there is no folder to start from. */
export function withWholePath(command: ProcessCommand, folder: string | null): ProcessCommand | null {
  if (isAbsolute(command.path)) return command;
  return folder === null ? null : { ...command, path: resolve(folder, command.path) };
}
