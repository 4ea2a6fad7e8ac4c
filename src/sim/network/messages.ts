/** What a message says: plain data that nobody changes once it is sent, since sender, receivers and checkpoints share it. */
export type MessageBody = null | boolean | number | string | readonly MessageBody[] | { readonly [name: string]: MessageBody };

/** A one-way message between two members of a network, as its receiver sees it. */
export interface Message {
  /** Indexes of the two parts. */
  readonly from: number;
  readonly to: number;
  /** The network it came over, by its place in `NodeSetup.networks` of the receiver. */
  readonly seat: number;
  /** Number of its type, see `NodeSetup.messageType`. */
  readonly type: number;
  readonly body: MessageBody;
  /** Its number in the run, from 1. */
  readonly msgId: number;
  /** Number of the message that it answers; 0: none. */
  readonly inReplyTo: number;
}

/**
 * The types of messages of one run, numbered as they are first named. Numbers may differ from run to run, names never do: the trace hash
 * takes the names.
 */
export class MessageTypes {
  private numbers = new Map<string, number>();
  private list: string[] = [];
  private copied: readonly string[] = [];

  /** Every name so far, by number. */
  get names(): readonly string[] {
    return this.list;
  }

  /** The number of a name; a new one is added. */
  number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.list.length);
    return this.list.push(name) - 1;
  }

  /** A copy; the same one until there is a new name. */
  snapshot(): readonly string[] {
    if (this.copied.length !== this.list.length) this.copied = [...this.list];
    return this.copied;
  }

  /** Makes the names those of a copy: kinds know only numbers that were given before the run began, which all copies share. */
  restore(saved: readonly string[]): void {
    if (saved === this.copied && saved.length === this.list.length) return;
    this.copied = saved;
    this.list = [...saved];
    this.numbers = new Map(saved.map((name, number) => [name, number]));
  }
}
