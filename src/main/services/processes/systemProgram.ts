import { win32 } from 'node:path';

/** A program of Windows by its whole path: a name alone would be looked for in the folder that the app was started in first. */
export function systemProgram(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  return win32.join(environment.SYSTEMROOT ?? environment.SystemRoot ?? 'C:\\Windows', 'System32', name);
}
