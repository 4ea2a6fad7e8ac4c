import type { TraceIndex, TraceWindow } from '../sim/index';
import { endsOf } from './causality';

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
  private readonly open = new Map<string, CallSpan[]>();

  constructor(private readonly index: TraceIndex) {}

  /** Calls that were answered in a window, in the order of their answers. */
  read({ messages, fromNs }: TraceWindow): CallSpan[] {
    const done: CallSpan[] = [];
    for (let row = 0; row < messages.count; row++) {
      // What was under way when the window began was read with the one before.
      if (messages.sentNs[row] < fromNs) continue;
      const [sender, receiver] = endsOf(this.index, messages, row);
      const request = messages.request[row];
      const asked = messages.forward[row] === 1;
      const key = `${request} ${messages.link[row]}`;
      if (asked) {
        const span: CallSpan = {
          askId: messages.id[row],
          request,
          key: messages.key[row],
          type: messages.type[row],
          caller: sender,
          callee: receiver,
          sentNs: messages.sentNs[row],
          arriveNs: messages.arriveNs[row],
          askLost: messages.lost[row] === 1,
          parent: this.parentOf(request, sender, messages.sentNs[row], messages.cause[row]),
          answer: null,
        };
        push(this.open, key, span);
        continue;
      }
      const waiting = this.open.get(key);
      // An answer given at once says which question it answers; of others the oldest is taken.
      const span =
        waiting?.find((call) => call.askId === messages.cause[row]) ??
        waiting?.find((call) => !call.askLost && call.arriveNs <= messages.sentNs[row]);
      if (waiting === undefined || span === undefined) continue;
      span.answer = {
        sentNs: messages.sentNs[row],
        arriveNs: messages.arriveNs[row],
        lost: messages.lost[row] === 1,
        fate: messages.fate[row],
      };
      waiting.splice(waiting.indexOf(span), 1);
      if (waiting.length === 0) this.open.delete(key);
      done.push(span);
    }
    return done;
  }

  /** Calls without an answer, in the order in which they were made. Call once, at the end. */
  rest(): CallSpan[] {
    return [...this.open.values()].flat().sort((p, q) => p.askId - q.askId);
  }

  private parentOf(request: number, caller: number, sentNs: number, cause: number): CallSpan | null {
    let best: CallSpan | null = null;
    this.index.links.forEach((link, l) => {
      if (link.to !== caller) return;
      for (const call of this.open.get(`${request} ${l}`) ?? []) {
        if (call.askLost || call.arriveNs > sentNs) continue;
        if (call.askId === cause) best = call;
        else if (best === null || (best.askId !== cause && call.arriveNs >= best.arriveNs)) best = call;
      }
    });
    return best;
  }
}

function push(map: Map<string, CallSpan[]>, key: string, span: CallSpan): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [span]);
  else list.push(span);
}
