import type { MessageBody } from '../network/messages';

/** So many bodies of a window are kept: where more messages are seen at once, nobody looks at a single one. */
const MOST_BODIES = 4000;
/** Characters of a body that are told. */
const MOST_CHARACTERS = 300;

/** What messages of a window said. Bodies are never changed, so they are put in words when the window is done. */
export class Bodies {
  private readonly said: [id: number, body: MessageBody][] = [];

  /** Notes what a message says. Beyond the bound nothing is noted. */
  note(id: number, body: MessageBody): void {
    if (this.said.length < MOST_BODIES) this.said.push([id, body]);
  }

  /** What was said as JSON, cut where it is long, by the number of the message; undefined: nobody said anything. */
  texts(): Readonly<Record<number, string>> | undefined {
    if (this.said.length === 0) return undefined;
    return Object.fromEntries(this.said.map(([id, body]) => [id, shortened(JSON.stringify(body))]));
  }
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}\u2026`;
}
