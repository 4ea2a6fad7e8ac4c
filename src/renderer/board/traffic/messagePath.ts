import type { RunReport } from '../../../contract/index';
import { FATES, MessageType, type RequestFacts, NS_PER_MS } from '../../../sim/index';
import type { PickedMessage } from '../boardState';
import { strings } from '../strings';
import { secondsText } from './pickMessage';

/** One hop of a request as a message that can be opened in its turn, with its place for people. */
export interface PathHop {
  readonly message: PickedMessage;
  /** E.g. `1.000000 s to 1.002000 s`. */
  readonly times: string;
  /** What became of it where that is not just an arrival, e.g. `Lost on the way`; null: it arrived and brought no bad news. */
  readonly trouble: string | null;
}

/**
 * The hops of a request in the order they were sent. The picked message is among them even when it was sent after its client had stopped
 * waiting.
 */
export function pathOf(facts: RequestFacts, picked: PickedMessage, { nodes, links }: RunReport['index']): PathHop[] {
  // What a request had sent over a network has no wire of its own; the story of a request is one of wires.
  const overWires = facts.messages.filter((message) => message.link < links.length);
  const messages = overWires.map((message): PickedMessage => {
    const { from, to } = links[message.link];
    const [sender, receiver] = message.forward ? [from, to] : [to, from];
    const { id, type, sentNs, arriveNs, lost, fate } = message;
    const isUnheard = id === picked.id && picked.isUnheard;
    return { ...picked, id, type, sentNs, arriveNs, lost, fate, isUnheard, from: nodes[sender].id, to: nodes[receiver].id };
  });
  if (!messages.some(({ id }) => id === picked.id)) messages.push(picked);
  messages.sort((a, b) => a.sentNs - b.sentNs || a.id - b.id);
  return messages.map((message) => ({
    message,
    times: strings.path.times(secondsText(message.sentNs), secondsText(message.arriveNs)),
    trouble: message.lost ? strings.path.lost : message.fate > 0 && message.type !== MessageType.request ? FATES[message.fate].title : null,
  }));
}

/** How a request ended, as far as that is known at a moment: its fate, the reason in a sentence, and when. */
export function endOf({ beganNs, endedNs, fate }: RequestFacts, atNs: number): string {
  if (atNs < endedNs) return strings.path.underWay;
  if (fate < 0) return strings.path.neverAnswered;
  const after = `${Number(((endedNs - beganNs) / NS_PER_MS).toPrecision(4))} ms`;
  return strings.path.ended(FATES[fate].title, FATES[fate].explain, secondsText(endedNs), after);
}
