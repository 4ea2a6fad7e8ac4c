import { z } from 'zod';
import { isStart, ProcessJournal, type JournalEntry } from '../machines/processJournal';

/** Ending of files that hold a journal. */
export const JOURNAL_ENDING = '.journal.json';

const wholeNumber = z.int().min(0);
const newsSchema = z.tuple([z.enum(['line', 'log', 'end']), z.string()]);
const entrySchema = z.tuple([wholeNumber, wholeNumber, z.string(), z.array(newsSchema)]);
const fileSchema = z.strictObject({
  faultboardJournal: z.literal(1),
  nodes: z.record(z.string(), z.strictObject({ turns: wholeNumber, entries: z.array(entrySchema) })),
});

/** A journal as the text of a file: an entry a line, with its turn, its moment in ns, what the process was given and what it did. */
export function journalText(journal: ProcessJournal): string {
  const nodes = journal.names().map((name) => {
    const { turns, entries } = journal.of(name);
    const lines = entries.map(({ turn, atNs, given, news }) =>
      JSON.stringify([turn, atNs, given, news.map(({ type, text }) => [type, text])]),
    );
    return `    ${JSON.stringify(name)}: {"turns": ${turns}, "entries": [\n${lines.join(',\n')}\n]}`;
  });
  return `{\n  "faultboardJournal": 1,\n  "nodes": {\n${nodes.join(',\n')}\n  }\n}\n`;
}

/** Reads the text of a journal; null: it is none. */
export function readJournal(text: string): ProcessJournal | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const read = fileSchema.safeParse(value);
  if (!read.success) return null;
  const journal = new ProcessJournal();
  for (const [name, { turns, entries }] of Object.entries(read.data.nodes)) {
    let last = -1;
    for (const [turn, atNs, given, told] of entries) {
      const entry: JournalEntry = { turn, atNs, given, news: told.map(([type, written]) => ({ type, text: written })) };
      if (turn <= last || turn >= turns || !isWhole(entry)) return null;
      last = turn;
      journal.add(name, entry);
    }
    journal.of(name).turns = turns;
  }
  return journal;
}

/** Whether a start names what is started, as a journal writes it. */
function isWhole(entry: JournalEntry): boolean {
  if (!isStart(entry)) return true;
  try {
    const command: unknown = JSON.parse(entry.given.slice('start '.length, entry.given.indexOf('\n')));
    return Array.isArray(command) && command.length > 0 && command.every((word) => typeof word === 'string');
  } catch {
    return false;
  }
}
