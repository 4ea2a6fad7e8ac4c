import { stat } from 'node:fs/promises';
import { writeAtomically } from '../main/services/atomicFile';
import { ThreadHost } from '../main/services/processes/threadHost';
import { readRegularText } from '../main/services/readFile';
import { RefusedError } from '../main/services/result';
import { journalText, Processes, ProcessJournal, readJournal } from '../sim/index';
import type { ProcessArguments } from './args';
import { cleanLine, cleanName } from './clean';
import type { Door } from './io';

const LARGEST_JOURNAL_BYTES = 512_000_000;

/** The processes of a run; null: none may be started. `end` ends those that run. */
export type OpenedProcesses =
  | { readonly ok: true; readonly processes: Processes | null; end(): void }
  | { readonly ok: false; readonly message: string };

/** Opens what the process nodes of a run need, by what was asked for. */
export async function openProcesses({ isAllowed, record, replay }: ProcessArguments, io: Door): Promise<OpenedProcesses> {
  const nothing = (): void => undefined;
  if (replay !== null) {
    const read = await readRegularText(replay, LARGEST_JOURNAL_BYTES);
    if (!read.ok) return { ok: false, message: `${cleanName(replay)}: ${read.failure.message}` };
    const journal = readJournal(read.value.text);
    if (!journal.ok) return { ok: false, message: `${cleanName(replay)} ${cleanLine(journal.why)}; --record writes one.` };
    return { ok: true, processes: new Processes(journal.journal, null), end: nothing };
  }
  if (!isAllowed) return { ok: true, processes: null, end: nothing };
  if (record !== null && (await stat(record).catch(() => null)) !== null)
    return { ok: false, message: `--record ${cleanName(record)}: a file with this name exists; choose another name.` };
  if (io.processes === undefined) return { ok: false, message: 'Programs cannot be started here.' };
  const host = ThreadHost.over(await io.processes());
  return { ok: true, processes: new Processes(new ProcessJournal(), host), end: () => host.close() };
}

/** Writes the journal where that was asked for; false: it could not be written, which was told. */
export async function recordJournal({ record }: ProcessArguments, journal: ProcessJournal, io: Door): Promise<boolean> {
  if (record === null) return true;
  try {
    await writeAtomically(record, journalText(journal));
    return true;
  } catch (error) {
    const why = error instanceof RefusedError ? error.failure.message : ((error as NodeJS.ErrnoException).code ?? String(error));
    io.err(`faultboard: the journal ${cleanName(record)} could not be written: ${cleanLine(why)}\n`);
    return false;
  }
}
