import type { NodeContext } from '../parts/context';
import { NS_PER_SECOND } from '../kernel/units';
import type { MessageBody } from '../network/messages';
import { noAlarm, setAlarm, type Alarm } from './alarm';

/**
 * An event of a stream as it travels: the part that made it, its number there (from 1), when that was by the clock of that part (ns), and
 * its number in the merged stream (0: none).
 */
export interface StreamEvent {
  readonly source: number;
  readonly number: number;
  readonly madeNs: number;
  readonly merged: number;
}

/** Types of messages of streams. */
export const STREAM_MESSAGES = { event: 'event', again: 'again' } as const;

/** An event as the body of a message. */
export function eventBody({ source, number, madeNs, merged }: StreamEvent): MessageBody {
  return [source, number, madeNs, merged];
}

/** The event in the body of a message. */
export function eventIn(body: MessageBody): StreamEvent {
  const [source, number, madeNs, merged] = body as readonly [number, number, number, number];
  return { source, number, madeNs, merged };
}

/** What a message of a stream says, in words: an event, or which ones are missing. `labels`: names of the parts. */
export function streamWords(labels: readonly string[], body: MessageBody): string {
  const numbers = body as readonly number[];
  if (numbers.length === 2)
    return numbers[0] === numbers[1] ? `event ${numbers[0]} is missing` : `events ${numbers[0]} to ${numbers[1]} are missing`;
  const { source, number, madeNs, merged } = eventIn(body);
  const place = merged > 0 ? `, number ${merged} in the order of all` : '';
  return `event ${number} of ${labels[source]}, made at ${(madeNs / NS_PER_SECOND).toFixed(3)} s${place}`;
}

/** What a receiver holds back until what comes before it is there, for one stream. */
export interface HeldStream {
  /** Number of the next event that may be taken. */
  next: number;
  /** Events that came too early, by number: four numbers each (place in the stream, source, number there, when it was made). */
  held: number[];
}

const HELD = 4;

/** Streams by what orders them: a source, or the centre. Plain data, in the order in which they were first heard of. */
export interface HeldStreams {
  names: number[];
  streams: HeldStream[];
  /** When what is missing is asked for, and the patience by which that was set, ns. */
  asking: Alarm;
  askNs: number;
}

/** Nothing was heard yet. */
export function noStreams(): HeldStreams {
  return { names: [], streams: [], asking: noAlarm(), askNs: 0 };
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
  while (at > 0 && held[at - HELD] >= place) at -= HELD;
  if (held[at] === place) return [];
  held.splice(at, 0, place, event.source, event.number, event.madeNs);
  const ready: StreamEvent[] = [];
  while (held.length > 0 && held[0] === stream.next) {
    ready.push(firstHeld(held));
    stream.next++;
  }
  return ready;
}

/** Counts an event that is not held back, so that its stream is known when it is to be put in order later. */
export function passBy(stream: HeldStream, place: number): void {
  stream.next = Math.max(stream.next, place + 1);
}

/** How many events are held back. */
export function heldBack({ streams }: HeldStreams): number {
  return streams.reduce((sum, { held }) => sum + held.length / HELD, 0);
}

/** Takes out all that a stream holds back, in order; `merged` is the place of each in this stream. */
export function letGo({ held }: HeldStream): StreamEvent[] {
  return Array.from({ length: held.length / HELD }, () => firstHeld(held));
}

function firstHeld(held: number[]): StreamEvent {
  const [merged, source, number, madeNs] = held.splice(0, HELD);
  return { source, number, madeNs, merged };
}

type Node = Pick<NodeContext<unknown, unknown, unknown>, 'now' | 'after'>;

/** Sees to it that what is missing is asked for after so long (ns; 0: never), by a timer with this tag, while something is held back. */
export function askLater(node: Node, state: HeldStreams, askNs: number, tag: number): void {
  if (askNs === 0 || state.asking.dueNs >= 0 || heldBack(state) === 0) return;
  state.askNs = askNs;
  setAlarm(node, state.asking, askNs, tag);
}

/** The patience has changed: what has been missing for longer is asked for at once. */
export function changeAsking(node: Node, state: HeldStreams, askNs: number, tag: number): void {
  const { dueNs } = state.asking;
  if (askNs === 0) state.asking = noAlarm();
  else if (dueNs < 0) askLater(node, state, askNs, tag);
  else if (askNs !== state.askNs) {
    setAlarm(node, state.asking, Math.max(0, dueNs - state.askNs + askNs - node.now()), tag);
    state.askNs = askNs;
  }
}

/** First and last number that are missing before what is held back; null: nothing is. */
export function missingIn({ next, held }: HeldStream): readonly [number, number] | null {
  return held.length === 0 ? null : [next, held[0] - 1];
}
