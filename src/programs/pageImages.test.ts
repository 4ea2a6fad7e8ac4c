import { describe, expect, it } from 'vitest';
import { HeldPages, PAGE_WORDS } from './heldPages';
import { PageImages, type PagesImage } from './pageImages';

const PAGES = 12;

/** A generator of whole numbers, the same in every run of the test. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What stands in the last pages at the beginning. */
const beginning = (page: number): Int32Array => new Int32Array(PAGE_WORDS).fill(page < 8 ? 0 : page);

const contentOf = (pages: HeldPages): string =>
  Array.from({ length: PAGES }, (_, page) =>
    Buffer.from(new Int32Array(pages.content[page] ?? beginning(page)).buffer).toString('latin1'),
  ).join('');

/** A few words, or runs of them, or most of a page, or all of it with nothing, in some pages. */
function change(pages: HeldPages, below: (most: number) => number): void {
  for (let times = below(5); times >= 0; times--) {
    const page = below(PAGES);
    const before = pages.content[page];
    const own = pages.owned(page);
    if (before !== own) own.set(before ?? beginning(page));
    if (below(10) === 0) own.fill(0);
    else for (let i = [1, 3, 40, 900][below(4)]; i > 0; i--) own[below(PAGE_WORDS)] = below(3) - 1;
    pages.isChanged[page] = 1;
  }
}

describe('images of pages', () => {
  it('bring back each moment exactly, in any order, in another program too, whatever was written since', () => {
    const below = numbers(7);
    const frames = new Map();
    const fresh = new Map([[3, new Int32Array(PAGE_WORDS).fill(5)]]);
    const [one, other] = [new HeldPages(PAGES, fresh), new HeldPages(PAGES, fresh)];
    const [images, others] = [new PageImages(one, frames), new PageImages(other, frames)];
    const kept: { readonly image: PagesImage; readonly content: string }[] = [];
    for (let i = 0; i < 300; i++) {
      if (below(20) === 0) one.startAnew();
      else change(one, below);
      kept.push({ image: images.save(), content: contentOf(one) });
      if (below(4) === 0) {
        const { image, content } = kept[below(kept.length)];
        others.load(image);
        expect(contentOf(other) === content).toBe(true);
        change(other, below);
        kept.push({ image: others.save(), content: contentOf(other) });
      }
      if (below(10) === 0) {
        const { image, content } = kept[below(kept.length)];
        images.load(image);
        expect(contentOf(one) === content).toBe(true);
      }
    }
    for (const { image, content } of kept) {
      images.load(image);
      expect(contentOf(one) === content).toBe(true);
    }
  });

  it('cost what has changed, not what there is', () => {
    const pages = new HeldPages(PAGES, new Map());
    const images = new PageImages(pages, new Map());
    for (let page = 0; page < PAGES; page++) for (let i = 0; i < PAGE_WORDS; i++) pages.owned(page)[i] = i * 7 + page;
    pages.isChanged.fill(1);
    expect(images.save().bytes).toBeGreaterThan(PAGES * PAGE_WORDS * 4);
    expect(images.save().bytes).toBe(0);
    pages.owned(4)[9]++;
    pages.isChanged[4] = 1;
    expect(images.save().bytes).toBe(16);
  });
});
