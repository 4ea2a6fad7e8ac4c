import { PAGE_SHIFT } from './metering/meterFunction';

/** Bytes of a page, for each of which a metered interpreter keeps a mark: whether it has written there. */
export const PAGE_BYTES = 1 << PAGE_SHIFT;

/** The memory of an interpreter as one program finds it: the pages in which it differs from the interpreter's own beginning. */
export type ProgramPages = ReadonlyMap<number, Uint8Array>;

/** Whose memory is shown: it is given its pages before another's are. */
export interface Holder {
  pages: ProgramPages;
}

/**
 * The memory of an interpreter that several programs use in turn. It knows which pages have been written, so that putting it back takes as
 * long as little was changed, and not as long as 25 MB take to copy.
 */
export class PagedMemory {
  /** The pages of the beginning that have anything in them, and where each is among them; -1: it is empty. */
  private readonly beginning: Uint8Array;
  private readonly placeInBeginning: Int32Array;
  private readonly all: Uint8Array;
  private readonly marks: Uint8Array;
  private readonly markWords: Float64Array;
  private shown: ProgramPages = new Map();
  private holder: Holder | null = null;

  /** Takes the memory as it is now for the beginning. `buffer` must not grow any more. */
  constructor(buffer: ArrayBuffer, marksAt: number) {
    const pages = buffer.byteLength >> PAGE_SHIFT;
    this.all = new Uint8Array(buffer);
    this.marks = new Uint8Array(buffer, marksAt, pages);
    this.markWords = new Float64Array(buffer, marksAt, pages / 8);
    this.marks.fill(0);
    const used = usedPages(buffer);
    this.beginning = new Uint8Array(used.length << PAGE_SHIFT);
    this.placeInBeginning = new Int32Array(pages).fill(-1);
    used.forEach((page, place) => {
      this.beginning.set(this.all.subarray(page << PAGE_SHIFT, (page + 1) << PAGE_SHIFT), place << PAGE_SHIFT);
      this.placeInBeginning[page] = place;
    });
  }

  /** Tells of something that was written from outside. */
  written(at: number, bytes: number): void {
    this.marks.fill(1, at >> PAGE_SHIFT, ((at + bytes) >> PAGE_SHIFT) + 1);
  }

  /** What differs from the beginning now. Pages that have not been written since are those of what was shown before. */
  take(): ProgramPages {
    const marked = this.marked();
    if (marked.length === 0) return this.shown;
    const pages = new Map(this.shown);
    for (const page of marked) pages.set(page, this.all.slice(page << PAGE_SHIFT, (page + 1) << PAGE_SHIFT));
    this.shown = pages;
    return pages;
  }

  /** Shows the memory of somebody who will go on from there; what it leaves is kept for it. */
  hold(holder: Holder): void {
    if (this.holder === holder) return;
    this.show(holder.pages);
    this.holder = holder;
  }

  /** Gives a holder what it has left in the memory until now. */
  keep(holder: Holder): void {
    if (this.holder === holder) holder.pages = this.take();
  }

  /** Whatever a holder has left in the memory is not kept. */
  letGo(holder: Holder): void {
    if (this.holder === holder) this.holder = null;
  }

  /** Puts the memory back as a program finds it; an empty map is the beginning. */
  show(pages: ProgramPages): void {
    if (this.holder !== null) this.keep(this.holder);
    this.holder = null;
    for (const page of this.marked()) this.putBack(page, pages);
    const before = this.shown;
    if (pages === before) return;
    for (const [page, content] of before) if (pages.get(page) !== content) this.putBack(page, pages);
    for (const page of pages.keys()) if (!before.has(page)) this.putBack(page, pages);
    this.shown = pages;
  }

  private putBack(page: number, pages: ProgramPages): void {
    const at = page << PAGE_SHIFT;
    const own = pages.get(page);
    const place = this.placeInBeginning[page];
    if (own !== undefined) this.all.set(own, at);
    else if (place >= 0) this.all.set(this.beginning.subarray(place << PAGE_SHIFT, (place + 1) << PAGE_SHIFT), at);
    else this.all.fill(0, at, at + PAGE_BYTES);
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

/** Pages that have anything in them. */
function usedPages(buffer: ArrayBuffer): number[] {
  const words = new Int32Array(buffer);
  const perPage = PAGE_BYTES / 4;
  const used: number[] = [];
  for (let first = 0; first < words.length; first += perPage) {
    let i = first;
    while (i < first + perPage && words[i] === 0) i++;
    if (i < first + perPage) used.push(first / perPage);
  }
  return used;
}
