import { PAGE_SHIFT } from './metering/meterFunction';
import { HeldPages, noPages, PAGE_WORDS, type Page, type ProgramPages } from './heldPages';

/** In place of what a page shows, where that is nobody's. */
const NOBODYS: Page = new Int32Array(0);

/**
 * The memory of an interpreter that several programs use in turn. It knows which pages have been written, so that putting it back takes as
 * long as little was changed, and not as long as 25 MB take to copy.
 */
export class PagedMemory {
  readonly pageCount: number;
  private readonly all: Int32Array;
  /** The pages of the beginning that have anything in them; where nothing stands, it is empty. */
  private readonly beginning: (Page | undefined)[];
  private readonly views: (Page | undefined)[];
  private readonly marks: Uint8Array;
  private readonly markWords: Float64Array;
  /** By number of the page: what the memory was given there, or what has been kept of it since. */
  private readonly shown: (Page | undefined)[];
  /** Whose pages were shown last: no others differ from the beginning. */
  private last: HeldPages;
  private holder: HeldPages | null = null;

  /** Takes the memory as it is now for the beginning. `buffer` must not grow any more. */
  constructor(buffer: ArrayBuffer, marksAt: number) {
    this.pageCount = buffer.byteLength >> PAGE_SHIFT;
    this.beginning = noPages(this.pageCount);
    this.views = noPages(this.pageCount);
    this.shown = noPages(this.pageCount);
    this.all = new Int32Array(buffer);
    this.marks = new Uint8Array(buffer, marksAt, this.pageCount);
    this.markWords = new Float64Array(buffer, marksAt, this.pageCount / 8);
    this.marks.fill(0);
    for (const page of usedPages(this.all)) this.beginning[page] = this.all.slice(page * PAGE_WORDS, (page + 1) * PAGE_WORDS);
    this.last = this.pages();
  }

  /** Pages for somebody who begins with `fresh`; left out: with the beginning. */
  pages(fresh: ProgramPages = new Map()): HeldPages {
    return new HeldPages(this.pageCount, fresh);
  }

  /** Tells of something that was written from outside. */
  written(at: number, bytes: number): void {
    this.marks.fill(1, at >> PAGE_SHIFT, ((at + bytes) >> PAGE_SHIFT) + 1);
  }

  /** What differs from the beginning now, for many to begin with. Nobody may hold the memory. */
  take(): ProgramPages {
    const differing = new Set(this.marked());
    for (const page of this.last.numbers) if (this.shown[page] !== undefined) differing.add(page);
    const pages = new Map<number, Page>();
    for (const page of differing) {
      pages.set(page, this.view(page).slice());
      this.shown[page] = pages.get(page);
    }
    this.last = this.pages(pages);
    return pages;
  }

  /** Shows the memory of somebody who will go on from there; what it leaves is kept for it. */
  hold(pages: HeldPages): void {
    if (this.holder === pages) return;
    this.show(pages);
    this.holder = pages;
  }

  /** Gives a holder what it has left in the memory until now. */
  keep(pages: HeldPages): void {
    if (this.holder !== pages) return;
    for (const page of this.marked()) {
      const view = this.view(page);
      // Much of what is written is as before in the end: counts of references go up and down.
      if (!pages.isOwned(page) && isSame(view, pages.content[page] ?? this.beginning[page])) continue;
      const own = pages.owned(page);
      own.set(view);
      this.shown[page] = own;
      pages.isChanged[page] = 1;
    }
  }

  /** Whatever a holder has left in the memory is not kept; it may now change what it has. */
  letGo(pages: HeldPages): void {
    if (this.holder === pages) this.holder = null;
    for (const page of pages.numbers) if (pages.isOwned(page) && this.shown[page] === pages.content[page]) this.shown[page] = NOBODYS;
  }

  /** Puts the memory back as somebody left it; what is changed from now on is nobody's. */
  show(pages: HeldPages): void {
    if (this.holder !== null) this.keep(this.holder);
    this.holder = null;
    const { shown, last } = this;
    const { content } = pages;
    for (const page of this.marked()) {
      shown[page] = NOBODYS;
      this.putBack(page, content[page]);
    }
    for (const page of last.numbers) if (shown[page] !== content[page]) this.putBack(page, content[page]);
    if (pages !== last) for (const page of pages.numbers) if (shown[page] !== content[page]) this.putBack(page, content[page]);
    this.last = pages;
  }

  /** A page of the memory itself. */
  private view(page: number): Page {
    return (this.views[page] ??= this.all.subarray(page * PAGE_WORDS, (page + 1) * PAGE_WORDS));
  }

  private putBack(page: number, content: Page | undefined): void {
    const found = content ?? this.beginning[page];
    if (found === undefined) this.view(page).fill(0);
    else this.view(page).set(found);
    this.shown[page] = content;
  }

  /** The pages that have been written since this was asked last. */
  private marked(): number[] {
    const found: number[] = [];
    for (let word = 0; word < this.markWords.length; word++) {
      // Bytes of 0 and 1 are never a number that equals 0, unless all are 0.
      if (this.markWords[word] === 0) continue;
      for (let page = word * 8; page < word * 8 + 8; page++) if (this.marks[page] !== 0) found.push(page);
      this.markWords[word] = 0;
    }
    return found;
  }
}

function isSame(one: Page, other: Page | undefined): boolean {
  if (other === undefined) return false;
  for (let i = 0; i < PAGE_WORDS; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Pages that have anything in them. */
function usedPages(words: Int32Array): number[] {
  const used: number[] = [];
  for (let first = 0; first < words.length; first += PAGE_WORDS) {
    let i = first;
    while (i < first + PAGE_WORDS && words[i] === 0) i++;
    if (i < first + PAGE_WORDS) used.push(first / PAGE_WORDS);
  }
  return used;
}
