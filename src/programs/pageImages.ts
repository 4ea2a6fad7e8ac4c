import type { MachineImage } from '../sim/index';
import { PAGE_BYTES, PAGE_WORDS, type HeldPages, type Page } from './heldPages';

/**
 * The memory of a program at one moment. Each page is a page that others have, too, and the words in which it differs from it: of a
 * hundred pages that a program has written meanwhile, a twentieth of the words have changed.
 */
export interface PagesImage extends MachineImage {
  /** Numbers of the pages, in the order in which they came; parallel to it what each is like, undefined: as at the beginning. */
  readonly numbers: readonly number[];
  readonly frames: readonly (Page | undefined)[];
  /** For each page with words of its own: its place among `numbers`, how many words follow, and runs of them, each with a head. */
  readonly words: Int32Array;
}

/** The last full copy that was made of a page, by its number: programs that are alike begin from it. */
export type Frames = Map<number, Page>;

/** Words that are left as they were within a run, because a head takes as much. */
const LONGEST_GAP = 1;
const HEAD_SHIFT = 16;
const MOST_PAGE_WORDS = PAGE_WORDS * 2;
const REFERENCE_BYTES = 8;
const EMPTY: Page = new Int32Array(PAGE_WORDS);

/** Holds its room from one image to the next. */
let room = new Int32Array(1 << 16);

/** Makes images of one program's memory, each by what has changed since the one before. */
export class PageImages {
  private last: PagesImage | null = null;
  /** By number of a page: words that images have spent on its differences since it was copied last. */
  private readonly spent: Int32Array;
  /** How many of them the first image after that had; 0: none yet; -1: it is compared with what another program has copied. */
  private readonly first: Int32Array;

  constructor(
    private readonly pages: HeldPages,
    private readonly shared: Frames,
  ) {
    this.spent = new Int32Array(pages.isChanged.length);
    this.first = new Int32Array(pages.isChanged.length).fill(-1);
  }

  save(): PagesImage {
    const { pages, last } = this;
    const { isChanged } = pages;
    const numbers = last?.numbers.length === pages.numbers.length ? last.numbers : this.inOrder();
    let frames = numbers === last?.numbers ? last.frames : null;
    let bytes = frames === null ? numbers.length * REFERENCE_BYTES * 2 : 0;
    const written: (Page | undefined)[] = [];
    let at = 0;
    let before = 0;
    numbers.forEach((page, place) => {
      const known = last !== null && place < last.numbers.length;
      const end = known ? pieceEnd(last.words, before, place) : before;
      if (known && isChanged[page] === 0) {
        at = append(at, last.words.subarray(before, end));
        written.push(last.frames[place]);
      } else {
        const made = this.describe(at, place, page, known ? last.frames[place] : this.shared.get(page));
        at = made.at;
        written.push(made.frame);
        if (made.isNew) bytes += PAGE_BYTES;
      }
      isChanged[page] = 0;
      before = end;
    });
    if (frames === null || written.some((frame, place) => frame !== frames?.[place])) {
      bytes += written.length * REFERENCE_BYTES;
      frames = written;
    }
    const words = room.slice(0, at);
    this.last = { numbers, frames, words, bytes: bytes + words.byteLength };
    return this.last;
  }

  /** Lets the program's memory be what it was. The memory itself must not show it meanwhile. */
  load(image: PagesImage): void {
    const { pages } = this;
    const { numbers, frames, words } = image;
    for (const page of pages.numbers) pages.content[page] = undefined;
    let at = 0;
    numbers.forEach((page, place) => {
      const frame = frames[place];
      const end = pieceEnd(words, at, place);
      if (end === at) pages.put(page, frame);
      else {
        const own = pages.owned(page);
        own.set(frame ?? EMPTY);
        for (let run = at + 2; run < end;) run = copyRun(words, run, own);
      }
      pages.isChanged[page] = 0;
      at = end;
    });
    for (const page of pages.numbers) if (pages.content[page] === undefined) pages.isChanged[page] = 1;
    this.last = image;
  }

  /** All pages, those of the image before first: it may be that of another program, which met them in another order. */
  private inOrder(): number[] {
    const before = this.last?.numbers ?? [];
    const known = new Set(before);
    return [...before, ...this.pages.numbers.filter((page) => !known.has(page))];
  }

  /** Appends how a page differs from what it is compared with; makes a full copy of it where that has become cheaper. */
  private describe(
    at: number,
    place: number,
    page: number,
    frame: Page | undefined,
  ): { readonly at: number; readonly frame: Page | undefined; readonly isNew: boolean } {
    const { pages, spent, first, shared } = this;
    const now = pages.content[page];
    if (now === frame || (now !== undefined && !pages.isOwned(page))) return { at, frame: now, isNew: false };
    if (now === undefined) return { at, frame: undefined, isNew: false };
    const end = appendDifference(at, place, now, frame ?? EMPTY);
    const length = end - at;
    // Without a word of its own it would be taken for as it was at the beginning, where something may have stood.
    if (length === 0 && frame === undefined) return { at, frame: EMPTY, isNew: false };
    spent[page] += length;
    if (first[page] === 0) first[page] = length;
    const isWorn = length > MOST_PAGE_WORDS / 4 || (spent[page] > PAGE_WORDS && (first[page] < 0 || length > 2 * first[page]));
    if (!isWorn) return { at: end, frame, isNew: false };
    spent[page] = first[page] = 0;
    const made = now.slice();
    shared.set(page, made);
    return { at, frame: made, isNew: true };
  }
}

/** Where the piece of a page ends that begins here; there is none if the next one is another page's. */
function pieceEnd(words: Int32Array, at: number, place: number): number {
  return at < words.length && words[at] === place ? at + 2 + words[at + 1] : at;
}

function append(at: number, piece: Int32Array): number {
  makeRoom(at + piece.length);
  room.set(piece, at);
  return at + piece.length;
}

/** Writes the runs of words in which a page differs; nothing where it does not. Returns where they end. */
function appendDifference(from: number, place: number, now: Page, before: Page): number {
  makeRoom(from + MOST_PAGE_WORDS);
  let at = from + 2;
  for (let word = 0; word < PAGE_WORDS; word++) {
    if (now[word] === before[word]) continue;
    const head = at++;
    const begins = word;
    let end = word + 1;
    for (let next = end; next < PAGE_WORDS && next <= end + LONGEST_GAP; next++) if (now[next] !== before[next]) end = next + 1;
    for (; word < end; word++) room[at++] = now[word];
    room[head] = (begins << HEAD_SHIFT) | (end - begins);
  }
  if (at === from + 2) return from;
  room[from] = place;
  room[from + 1] = at - from - 2;
  return at;
}

/** Puts a run of words where it belongs; returns where the next one begins. */
function copyRun(words: Int32Array, at: number, page: Page): number {
  const begins = words[at] >> HEAD_SHIFT;
  const length = words[at] & ((1 << HEAD_SHIFT) - 1);
  for (let i = 0; i < length; i++) page[begins + i] = words[at + 1 + i];
  return at + 1 + length;
}

function makeRoom(words: number): void {
  if (words <= room.length) return;
  const larger = new Int32Array(words * 2);
  larger.set(room);
  room = larger;
}
