/** What goes over the channel between the two processes: a question, or the answer to one. */
type Message =
  | { readonly type: 'question'; readonly id: number; readonly name: string; readonly data: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string };

interface Waiting {
  readonly answered: (value: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** One end of a channel between two processes on which either may ask the other. */
export class Link {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private closedBy: string | null = null;

  constructor(
    private readonly send: (message: Message) => void,
    private readonly answerTo: (name: string, data: unknown) => unknown,
  ) {}

  /** Asks the other side; rejects with its error. */
  ask(name: string, data: unknown = null): Promise<unknown> {
    if (this.closedBy !== null) return Promise.reject(new Error(this.closedBy));
    const id = ++this.lastId;
    return new Promise((answered, failed) => {
      this.waiting.set(id, { answered, failed });
      this.send({ type: 'question', id, name, data });
    });
  }

  /** Takes in what has come over the channel. */
  async receive(message: Message): Promise<void> {
    if (message.type === 'question') {
      try {
        const value = await this.answerTo(message.name, message.data);
        this.send({ type: 'answer', id: message.id, value });
      } catch (error) {
        this.send({ type: 'answer', id: message.id, error: error instanceof Error ? error.message : String(error) });
      }
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error === undefined) waiting?.answered(message.value);
    else waiting?.failed(new Error(message.error));
  }

  /** The other side is gone: nothing is answered any more. */
  close(reason: string): void {
    this.closedBy = reason;
    for (const { failed } of this.waiting.values()) failed(new Error(reason));
    this.waiting.clear();
  }
}
