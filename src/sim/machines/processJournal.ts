import type { ProcessInput, ProcessNews } from './process';

/** One turn of a process: what it was given, and what it was seen to have written by then. */
export interface JournalEntry {
  /** Its number among all turns of the node; those at which nothing was given and nothing had come are not kept. */
  readonly turn: number;
  readonly atNs: number;
  readonly given: string;
  readonly news: readonly ProcessNews[];
}

/** What was exchanged with the process of one node. */
export interface NodeJournal {
  readonly entries: JournalEntry[];
  /** Turns so far. */
  turns: number;
}

/** Where a node stands in its journal. */
export interface JournalPlace {
  readonly turn: number;
  /** Entries before that turn. */
  readonly entry: number;
}

/** An input as a journal has it. */
export function givenText(input: ProcessInput): string {
  // JSON has no line breaks of its own.
  if (input.type === 'start') return `start ${JSON.stringify([input.command.path, ...input.command.args])}\n${input.line}`;
  return input.type === 'line' ? `line ${input.line}` : input.type;
}

/** The line that an entry gave to its process; null: none. */
export function givenLine({ given }: JournalEntry): string | null {
  if (given.startsWith('line ')) return given.slice('line '.length);
  return isStart({ given }) ? given.slice(given.indexOf('\n') + 1) : null;
}

/** Whether a process was started at an entry. */
export function isStart({ given }: Pick<JournalEntry, 'given'>): boolean {
  return given.startsWith('start ');
}

/** All that the processes of a run were given and wrote: with it the run can be computed again without them. */
export class ProcessJournal {
  /** Characters of all that is kept. */
  chars = 0;
  private readonly nodes = new Map<string, NodeJournal>();

  /** Names of the nodes that have had a turn. */
  names(): readonly string[] {
    return [...this.nodes.keys()];
  }

  of(node: string): NodeJournal {
    let found = this.nodes.get(node);
    if (found === undefined) this.nodes.set(node, (found = { entries: [], turns: 0 }));
    return found;
  }

  add(node: string, entry: JournalEntry): void {
    this.of(node).entries.push(entry);
    this.chars += entry.given.length + entry.news.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** Forgets what a node has done from a place on. */
  cut(node: string, { turn, entry }: JournalPlace): void {
    const kept = this.of(node);
    kept.entries.length = entry;
    kept.turns = turn;
  }

  /** The same so far, for a run that may go another way. */
  copy(): ProcessJournal {
    const copy = new ProcessJournal();
    copy.chars = this.chars;
    for (const [node, { entries, turns }] of this.nodes) copy.nodes.set(node, { entries: [...entries], turns });
    return copy;
  }
}
