import { randomBytes } from 'node:crypto';

/** Variable of the environment that tells which process has started another one: whatever that does, its descendants inherit it. */
export const MARK_VARIABLE = 'FAULTBOARD_PROCESS';

/** A process that was started, by its number and by the mark that it and its descendants carry. */
export interface MarkedProcess {
  readonly pid: number;
  readonly mark: string;
}

/** What all marks of this process begin with; nobody can guess it. */
export const SESSION_MARK = randomBytes(16).toString('hex');
let made = 0;

/** A mark that no other process has. */
export function newMark(): string {
  return `${SESSION_MARK}.${++made}.`;
}
