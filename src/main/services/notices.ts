/** Most sentences that are kept for a page that does not come. */
const MOST = 20;

/** Sentences about what the shell has found at its start or while nobody asked, each told once to the first page that asks. */
export class Notices {
  private sentences: string[] = [];

  add(sentence: string): void {
    if (!this.sentences.includes(sentence) && this.sentences.length < MOST) this.sentences.push(sentence);
  }

  /** All that was not told yet. */
  drain(): string[] {
    const all = this.sentences;
    this.sentences = [];
    return all;
  }
}
