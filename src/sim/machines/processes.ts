import type { ProcessHost, ProcessInput, ProcessNews, ProcessWait } from './process';
import { givenLine, givenText, isStart, type JournalEntry, type JournalPlace, type ProcessJournal } from './processJournal';

/** What a turn gave; `isKept`: it stands in the journal. */
export interface ProcessTurn {
  readonly news: readonly ProcessNews[];
  readonly isKept: boolean;
}

/** What is known of a process that nobody may start. */
const NOT_ALLOWED = 'nobody has allowed it to be started';
/** What becomes of a process whose journal says nothing of what it is given, and that may not be started. */
const AND_NOT_ALLOWED = 'and nobody has allowed it to be started';
const NOT_IN_JOURNAL = `the journal does not say what it does from here on, ${AND_NOT_ALLOWED}`;
const OF_OTHERS = `the journal says nothing of it (it is of another board, perhaps), ${AND_NOT_ALLOWED}`;
const JOURNAL_FULL = 'its run was stopped here, because the journal of all processes is full';
const MOST_CHARS = 256_000_000;
const MOST_SHOWN = 100;
/** A process that is brought up to where its node stands is waited for until it has been silent for so long, ms. */
const CATCH_UP = { patienceMs: 2_000, quietMs: 100 } as const;
/** One that is never silent: so long, and a millisecond more for each line that it was given. */
const CATCH_UP_TALK_MS = 1_000;

/**
 * The processes of a run. What was exchanged with them once is taken from the journal, as long as a node is given the same at the same
 * moments; what was not, is done by the host, where there is one.
 */
export class Processes {
  constructor(
    readonly journal: ProcessJournal,
    private readonly host: ProcessHost | null,
  ) {}

  /** The next turn of a node's process. */
  turn(node: string, place: JournalPlace, atNs: number, input: ProcessInput, wait: ProcessWait): ProcessTurn {
    const known = this.journal.of(node);
    let why = known.turns === 0 ? OF_OTHERS : NOT_IN_JOURNAL;
    if (place.turn < known.turns) {
      const entry = known.entries.at(place.entry);
      if (entry?.turn !== place.turn) {
        if (input.type === 'look') return { news: [], isKept: false };
      } else if (entry.atNs === atNs && entry.given === givenText(input)) return { news: entry.news, isKept: true };
      why = (entry === undefined ? null : otherCommand(entry, input)) ?? why;
      this.journal.cut(node, place);
      // From here on it goes another way than the process that may be there.
      this.host?.stop(node);
    }
    if (this.host === null) return { news: this.refused(input, why), isKept: false };
    return this.live(this.host, { node, place, atNs, input, wait });
  }

  /** Whether processes may be started. */
  get isLive(): boolean {
    return this.host !== null;
  }

  /** Ends all processes: nothing is asked of them any more. */
  end(): void {
    this.host?.close();
  }

  /** For a branch of the run: what is common stays known. */
  branch(): Processes {
    return new Processes(this.journal.copy(), this.host?.branch() ?? null);
  }

  private refused(input: ProcessInput, why: string): ProcessNews[] {
    if (input.type === 'stop') return [];
    return [{ type: 'end', text: this.journal.chars === 0 ? NOT_ALLOWED : why }];
  }

  private live(host: ProcessHost, { node, place, atNs, input, wait }: LiveTurn): ProcessTurn {
    if (input.type === 'start') host.start(node, input.command);
    else if (input.type === 'stop') host.stop(node);
    else if (!host.has(node)) this.catchUp(host, node, place);
    const isFull = this.journal.chars > MOST_CHARS;
    if (isFull) host.stop(node);
    else if ('line' in input) host.write(node, input.line);
    const news: readonly ProcessNews[] = isFull
      ? [{ type: 'end', text: JOURNAL_FULL }]
      : input.type === 'stop'
        ? []
        : host.news(node, wait);
    this.journal.of(node).turns = place.turn + 1;
    const isKept = input.type !== 'look' || news.length > 0;
    if (isKept) this.journal.add(node, { turn: place.turn, atNs, given: givenText(input), news });
    return { news, isKept };
  }

  /** Starts a process anew and gives it all that it was given before, so that it can go on from where its node stands. */
  private catchUp(host: ProcessHost, node: string, place: JournalPlace): void {
    const { entries } = this.journal.of(node);
    const first = entries.findLastIndex(isStart);
    if (first < 0) return;
    const [path, ...args] = commandIn(entries[first].given);
    host.start(node, { path, args });
    const lines = entries.slice(first, place.entry).map(givenLine);
    for (const line of lines) if (line !== null) host.write(node, line);
    host.news(node, { realNs: null, ...CATCH_UP, talkMs: CATCH_UP_TALK_MS + lines.length, isAnswer: () => false });
  }
}

interface LiveTurn {
  readonly node: string;
  readonly place: JournalPlace;
  readonly atNs: number;
  readonly input: ProcessInput;
  readonly wait: ProcessWait;
}

/** Why a start is not that of the journal, where that has started something else in its place; null: it has not. */
function otherCommand(entry: JournalEntry, input: ProcessInput): string | null {
  if (input.type !== 'start' || !isStart(entry)) return null;
  const [then, now] = [commandIn(entry.given), [input.command.path, ...input.command.args]].map((words) => words.join(' '));
  if (then === now) return null;
  return `the journal is that of ${then.slice(0, MOST_SHOWN)}, ${AND_NOT_ALLOWED}`;
}

function commandIn(given: string): string[] {
  return JSON.parse(given.slice('start '.length, given.indexOf('\n'))) as string[];
}
