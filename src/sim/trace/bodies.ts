import type { MessageBody } from '../network/messages';
import { plainWords } from './bodyWords';

/** So many bodies of a window are kept: where more messages are seen at once, nobody looks at a single one. */
const MOST_BODIES = 4000;
/** Characters of a body that are told. */
const MOST_CHARACTERS = 300;

/** What messages of a window said. Bodies are never changed, so they are put in words when the window is done. */
export class Bodies {
  private readonly said: [id: number, body: MessageBody, from: number][] = [];

  /** Notes what a message of a node says. Beyond the bound nothing is noted. */
  note(id: number, body: MessageBody, from: number): void {
    if (this.said.length < MOST_BODIES) this.said.push([id, body, from]);
  }

  /** What was said as JSON, as `texts`. */
  json(): Readonly<Record<number, string>> | undefined {
    if (this.said.length === 0) return undefined;
    return Object.fromEntries(this.said.map(([id, body]) => [id, shortened(JSON.stringify(body))]));
  }

  /**
   * What was said, cut where it is long, by the number of the message; undefined: nobody said anything. `inWords`: as the sender puts it,
   * undefined: field by field.
   */
  texts(inWords: (from: number, body: MessageBody) => string | undefined): Readonly<Record<number, string>> | undefined {
    if (this.said.length === 0) return undefined;
    return Object.fromEntries(this.said.map(([id, body, from]) => [id, shortened(inWords(from, body) ?? plainWords(body))]));
  }
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}\u2026`;
}
