import { MessageType, senderAndReceiver, type MessageColumns, type TraceIndex, type TraceWindow } from '../sim/index';

/** One question from part to part and its answer, put together from their two messages. */
export interface CallSpan {
  readonly askId: number;
  readonly request: number;
  readonly key: number;
  readonly type: number;
  readonly caller: number;
  readonly callee: number;
  readonly sentNs: number;
  readonly arriveNs: number;
  readonly askLost: boolean;
  /** The call on whose account it was made, null: a client or a part by itself. */
  readonly parent: CallSpan | null;
  /** Null: none was sent up to the end of what was read. */
  answer: { readonly sentNs: number; readonly arriveNs: number; readonly lost: boolean; readonly fate: number } | null;
}

/** Puts calls together from windows that are laid end to end; memory grows only with the calls that are open. */
export class CallReader {
  /** By the number of the question. */
  private readonly open = new Map<number, CallSpan>();

  constructor(private readonly index: TraceIndex) {}

  /** Calls that were answered in a window, in the order of their answers. */
  read(window: TraceWindow): CallSpan[] {
    const { messages, fromNs } = window;
    const done: CallSpan[] = [];
    for (let row = 0; row < messages.count; row++) {
      // What was under way when the window began was read with the one before.
      // A message between members of a network is told, not asked: nothing comes back by itself.
      if (messages.sentNs[row] < fromNs || messages.type[row] === MessageType.message) continue;
      if (messages.forward[row] === 1) this.ask(window, row);
      else {
        const span = this.answer(messages, row);
        if (span !== null) done.push(span);
      }
    }
    return done;
  }

  /** Calls without an answer, in the order in which they were made. Call once, at the end. */
  rest(): CallSpan[] {
    return [...this.open.values()].sort((p, q) => p.askId - q.askId);
  }

  private ask(window: TraceWindow, row: number): void {
    const { messages } = window;
    const [caller, callee] = senderAndReceiver(this.index, window, row);
    this.open.set(messages.id[row], {
      askId: messages.id[row],
      request: messages.request[row],
      key: messages.key[row],
      type: messages.type[row],
      caller,
      callee,
      sentNs: messages.sentNs[row],
      arriveNs: messages.arriveNs[row],
      askLost: messages.lost[row] === 1,
      parent: this.open.get(messages.belongsTo[row]) ?? null,
      answer: null,
    });
  }

  private answer(messages: MessageColumns, row: number): CallSpan | null {
    const span = this.open.get(messages.belongsTo[row]);
    if (span === undefined) return null;
    // Of an answer that the wire doubled, the copy stands in the next row; it counts where the first was lost.
    const isCopyBetter = messages.lost[row] === 1 && messages.belongsTo[row + 1] === span.askId && messages.forward[row + 1] === 0;
    const told = isCopyBetter ? row + 1 : row;
    span.answer = {
      sentNs: messages.sentNs[told],
      arriveNs: messages.arriveNs[told],
      lost: messages.lost[told] === 1,
      fate: messages.fate[told],
    };
    this.open.delete(span.askId);
    return span;
  }
}
