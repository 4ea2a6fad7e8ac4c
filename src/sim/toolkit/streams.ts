import type { MessageBody } from '../network/messages';

/** An event of a stream as it travels: the part that made it, its number there (from 1), and its number in the merged stream (0: none). */
export interface StreamEvent {
  readonly source: number;
  readonly number: number;
  readonly merged: number;
}

/** Types of messages of streams. */
export const STREAM_MESSAGES = { event: 'event', again: 'again' } as const;

/** An event as the body of a message. */
export function eventBody({ source, number, merged }: StreamEvent): MessageBody {
  return [source, number, merged];
}

/** The event in the body of a message. */
export function eventIn(body: MessageBody): StreamEvent {
  const [source, number, merged] = body as readonly [number, number, number];
  return { source, number, merged };
}

/** What a receiver holds back until what comes before it is there, for one stream. */
export interface HeldStream {
  /** Number of the next event that may be taken. */
  next: number;
  /** Events that came too early, by number: three numbers each (place in the stream, source, number there). */
  held: number[];
}

/** Streams by what orders them: a source, or the centre. Plain data, in the order in which they were first heard of. */
export interface HeldStreams {
  names: number[];
  streams: HeldStream[];
}

/** Nothing was heard yet. */
export function noStreams(): HeldStreams {
  return { names: [], streams: [] };
}

/** The stream of a name, begun at number 1 where it is new. */
export function streamOf(state: HeldStreams, name: number): HeldStream {
  const at = state.names.indexOf(name);
  if (at >= 0) return state.streams[at];
  const stream: HeldStream = { next: 1, held: [] };
  state.names.push(name);
  state.streams.push(stream);
  return stream;
}

/**
 * Takes in an event at its place in a stream and returns those that may be handed on now, in order: none while something before it is
 * missing, none for what was there already.
 */
export function inTurn(stream: HeldStream, place: number, event: StreamEvent): StreamEvent[] {
  if (place < stream.next) return [];
  const { held } = stream;
  let at = held.length;
  while (at > 0 && held[at - 3] >= place) at -= 3;
  if (held[at] === place) return [];
  held.splice(at, 0, place, event.source, event.number);
  const ready: StreamEvent[] = [];
  while (held.length > 0 && held[0] === stream.next) {
    const [merged, source, number] = held.splice(0, 3);
    ready.push({ source, number, merged });
    stream.next++;
  }
  return ready;
}

/** First and last number that are missing before what is held back; null: nothing is. */
export function missingIn({ next, held }: HeldStream): readonly [number, number] | null {
  return held.length === 0 ? null : [next, held[0] - 1];
}
