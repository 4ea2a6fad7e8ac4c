import { PAGE_SHIFT } from './metering/meterFunction';

/** Bytes of a page, for each of which a metered interpreter keeps a mark: whether it has written there. */
export const PAGE_BYTES = 1 << PAGE_SHIFT;
/** Numbers of 32 bits in a page. */
export const PAGE_WORDS = PAGE_BYTES / 4;

/** What a page holds. Whoever keeps one that is not its own never changes it. */
export type Page = Int32Array;

/** The memory of an interpreter as a program first finds it: the pages in which it differs from the interpreter's own beginning. */
export type ProgramPages = ReadonlyMap<number, Page>;

/**
 * The memory of an interpreter as one program has left it. Pages that it has changed lie in buffers of its own, which are written over and
 * over: keeping what a step has changed takes no new memory.
 */
export class HeldPages {
  /** By number of the page; where nothing stands, it is as the interpreter began. */
  readonly content: (Page | undefined)[];
  /** Every page for which anything ever stood in `content`. */
  readonly numbers: number[] = [];
  /** By number: 1 where it has changed since somebody last asked. */
  readonly isChanged: Uint8Array;
  private readonly isNumbered: Uint8Array;
  private readonly own: (Page | undefined)[];

  constructor(
    pageCount: number,
    private readonly fresh: ProgramPages,
  ) {
    this.content = noPages(pageCount);
    this.own = noPages(pageCount);
    this.isChanged = new Uint8Array(pageCount);
    this.isNumbered = new Uint8Array(pageCount);
    for (const [page, content] of fresh) this.put(page, content);
  }

  /** Lets a page be what somebody else has and never changes; undefined: what it was at the beginning. */
  put(page: number, content: Page | undefined): void {
    if (this.isNumbered[page] === 0) {
      this.isNumbered[page] = 1;
      this.numbers.push(page);
    }
    this.content[page] = content;
  }

  /** A buffer of its own for a page, in which it now lies. Whatever it is to hold has to be written there. */
  owned(page: number): Page {
    const buffer = this.own[page] ?? new Int32Array(PAGE_WORDS);
    this.own[page] = buffer;
    this.put(page, buffer);
    return buffer;
  }

  isOwned(page: number): boolean {
    return this.content[page] !== undefined && this.content[page] === this.own[page];
  }

  /** As it was when the program was first found. */
  startAnew(): void {
    for (const page of this.numbers) {
      this.content[page] = this.fresh.get(page);
      this.isChanged[page] = 1;
    }
  }
}

/** A list with room for a page of every number: one that grows by its gaps is looked up by hashing. */
export function noPages(count: number): (Page | undefined)[] {
  return Array.from<Page | undefined>({ length: count }).fill(undefined);
}
