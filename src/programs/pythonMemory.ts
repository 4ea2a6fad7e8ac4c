import { PAGE_SHIFT } from './metering/meterFunction';

/** Bytes of a page, for each of which a metered interpreter keeps a mark: whether it has written there. */
export const PAGE_BYTES = 1 << PAGE_SHIFT;

/** The memory of an interpreter as one program finds it: the pages in which it differs from the interpreter's own beginning. */
export type ProgramPages = ReadonlyMap<number, Uint8Array>;

/**
 * The memory of an interpreter that several programs use in turn. It knows which pages have been written, so that putting it back takes as
 * long as little was changed, and not as long as 25 MB take to copy.
 */
export class PythonMemory {
  private readonly beginning: Uint8Array;
  private readonly all: Uint8Array;
  private readonly marks: Uint8Array;
  private readonly markWords: Float64Array;
  private shown: ProgramPages = new Map();

  /** Takes the memory as it is now for the beginning. `buffer` must not grow any more. */
  constructor(buffer: ArrayBuffer, marksAt: number) {
    const pages = buffer.byteLength >> PAGE_SHIFT;
    this.all = new Uint8Array(buffer);
    this.marks = new Uint8Array(buffer, marksAt, pages);
    this.markWords = new Float64Array(buffer, marksAt, pages / 8);
    this.marks.fill(0);
    this.beginning = this.all.slice(0, usedBytes(buffer));
  }

  /** Tells of something that was written from outside. */
  written(at: number, bytes: number): void {
    this.marks.fill(1, at >> PAGE_SHIFT, ((at + bytes) >> PAGE_SHIFT) + 1);
  }

  /** What differs from the beginning now, when the beginning was shown before; it is what is shown from now on. */
  changed(): ProgramPages {
    const pages = new Map<number, Uint8Array>();
    for (const page of this.marked()) pages.set(page, this.all.slice(page << PAGE_SHIFT, (page + 1) << PAGE_SHIFT));
    this.shown = pages;
    return pages;
  }

  /** Puts the memory back as a program finds it; an empty map is the beginning. */
  show(pages: ProgramPages): void {
    for (const page of this.marked()) this.putBack(page, pages);
    if (pages === this.shown) return;
    for (const page of this.shown.keys()) this.putBack(page, pages);
    for (const page of pages.keys()) this.putBack(page, pages);
    this.shown = pages;
  }

  private putBack(page: number, pages: ProgramPages): void {
    const at = page << PAGE_SHIFT;
    const own = pages.get(page) ?? this.beginning.subarray(at, at + PAGE_BYTES);
    this.all.set(own, at);
    if (own.length < PAGE_BYTES) this.all.fill(0, at + own.length, at + PAGE_BYTES);
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

/** Bytes up to the last page that has anything in it. */
function usedBytes(buffer: ArrayBuffer): number {
  const words = new Int32Array(buffer);
  let last = words.length - 1;
  while (last > 0 && words[last] === 0) last--;
  return Math.min(buffer.byteLength, ((last * 4) | (PAGE_BYTES - 1)) + 1);
}
