import type { MessageBody } from '../network/messages';

/** Numbers of answers that are no single write go down from here; above are the numbers of writes and what stands for none. */
const FIRST_ANSWER = -16;

/** An answer that is no single write. */
export interface Answer {
  readonly value: MessageBody;
  readonly versions: readonly number[];
}

/** Values of one run as they are copied: what is only ever added to is shared, with how much of it counts. */
export interface ValuesSnapshot {
  readonly named: readonly (readonly [write: number, value: string | number])[];
  readonly expected: readonly (readonly [write: number, value: string | number | null])[];
  readonly answers: readonly Answer[];
  readonly answerCount: number;
}

/** What requests are about, as their authors named it. Calls carry numbers only; this says what the numbers mean. */
export class RequestValues {
  private named = new Map<number, string | number>();
  private expected = new Map<number, string | number | null>();
  private answers: Answer[] = [];
  private numbers = new Map<string, number>();

  /** Gives a write the value that its author wants; `expected`: what a compare-and-set takes for the value before it. */
  name(write: number, value: string | number | undefined, expected: string | number | null | undefined): void {
    if (value !== undefined) this.named.set(write, value);
    if (expected !== undefined) this.expected.set(write, expected);
  }

  /** What its author named a write; undefined: nothing. */
  nameOf(write: number): string | number | undefined {
    return this.named.get(write);
  }

  /** What a compare-and-set expects; null: that nothing is there. */
  expectedBy(write: number): string | number | null {
    return this.expected.get(write) ?? null;
  }

  /** The number of an answer that is no single write: several values side by side, a list, a sum; with the versions in it. */
  answer(value: MessageBody, versions: readonly number[]): number {
    const json = JSON.stringify([value, versions]);
    const known = this.numbers.get(json);
    if (known !== undefined) return known;
    const number = FIRST_ANSWER - this.answers.length;
    this.answers.push({ value, versions });
    this.numbers.set(json, number);
    return number;
  }

  /** The answer that a number stands for; null: it is that of a write, or of none. */
  answerOf(number: number): Answer | null {
    return number <= FIRST_ANSWER ? (this.answers[FIRST_ANSWER - number] ?? null) : null;
  }

  snapshot(): ValuesSnapshot {
    return { named: [...this.named], expected: [...this.expected], answers: this.answers, answerCount: this.answers.length };
  }

  restore(saved: ValuesSnapshot): void {
    this.named = new Map(saved.named);
    this.expected = new Map(saved.expected);
    if (saved.answers === this.answers && saved.answerCount === this.answers.length) return;
    this.answers = saved.answers.slice(0, saved.answerCount);
    this.numbers = new Map(this.answers.map(({ value, versions }, at) => [JSON.stringify([value, versions]), FIRST_ANSWER - at]));
  }

  /** Plain data that all values took part in. */
  get all(): readonly unknown[] {
    return [...this.named, ...this.expected, ...this.answers];
  }
}
