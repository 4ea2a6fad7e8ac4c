import { z } from 'zod';
import { pathText } from '../model/failure';
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

type FileNode = z.infer<typeof fileSchema>['nodes'][string];

const MARK = '"faultboardJournal"';
const NOT_ONE = 'is no journal';
const MOST_SHOWN = 40;

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

/** A journal, or why a text is none: a sentence without its subject and its full stop. */
export type JournalRead = { readonly ok: true; readonly journal: ProcessJournal } | { readonly ok: false; readonly why: string };

/** Reads the text of a journal. Any text gives a journal or a reason, never an exception. */
export function readJournal(text: string): JournalRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad(text.includes(MARK) ? whereDamaged(text) : NOT_ONE);
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'faultboardJournal')) return bad(NOT_ONE);
  const { faultboardJournal: version } = value as { readonly faultboardJournal: unknown };
  if (version !== 1) return bad(`is a journal of another version of Faultboard (${shown(version)}); this one reads version 1`);
  const read = fileSchema.safeParse(value);
  if (!read.success) return bad(`is damaged at ${pathText(read.error.issues[0].path)}: its shape is not that of a journal`);
  const journal = new ProcessJournal();
  for (const [name, node] of Object.entries(read.data.nodes)) {
    const wrong = addNode(journal, name, node);
    if (wrong >= 0) return bad(`is damaged in entry ${wrong + 1} of node ${shown(name)}: no run can have written that`);
  }
  return { ok: true, journal };
}

/** Adds what was exchanged with a node; returns the first entry that cannot be, or -1. */
function addNode(journal: ProcessJournal, name: string, { turns, entries }: FileNode): number {
  let last = -1;
  let lastNs = 0;
  for (const [i, [turn, atNs, given, told]] of entries.entries()) {
    const entry: JournalEntry = { turn, atNs, given, news: told.map(([type, written]) => ({ type, text: written })) };
    if (turn <= last || turn >= turns || atNs < lastNs || !isWhole(entry)) return i;
    [last, lastNs] = [turn, atNs];
    journal.add(name, entry);
  }
  journal.of(name).turns = turns;
  return -1;
}

function bad(why: string): JournalRead {
  return { ok: false, why };
}

/** A value from a file, short. */
function shown(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, MOST_SHOWN);
}

/** The line at which a file ends too early or stops being JSON: the one whose entry, by itself, is none. */
function whereDamaged(text: string): string {
  const lines = text.trimEnd().split('\n');
  if (lines.at(-1) !== '}') return `ends too early, in line ${lines.length}: it was not written or copied whole`;
  const at = lines.findIndex((line) => line.startsWith('[') && !isJson(line.replace(/,$/, '')));
  return at < 0 ? 'is damaged: it is no JSON' : `is damaged in line ${at + 1}: that is no JSON`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
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
