import { keySpace } from '../data/keySpaces';
import { beginsRequests } from '../kinds/index';
import { describeFault } from '../model/faultInfo';
import { Gauge } from '../parts/contract';
import { ID_NAMES, type PlaceNames } from '../model/placeNames';
import type { TimedAction } from '../run/actions';
import { applyChange } from '../trace/changes';
import { senderAndReceiver } from '../trace/lanes';
import { calledBy } from '../trace/names';
import { MessageType, NodeStatus, type TraceIndex, type TraceWindow } from '../trace/types';
import { isAboutWire, linePhrase, linkLine, type Phrase } from './happenedLines';
import { fateText, lengthText, listText, messageName, requestName } from './words';

/** So much of one part is told of one moment; the log has the rest. */
const MOST_PHRASES = 4;
/** What is said of an event of which nothing can be seen, e.g. a clock that rang for somebody who no longer waits. */
export const NOTHING_SEEN = 'A timer fired inside a part, and nothing visible changed.';

/** What many messages of a type are called, by its code. */
const PLURALS = ['requests', 'replies', 'replications', 'acknowledgements', 'error replies', 'control messages', 'messages'] as const;

/** What is said of a part to which nothing can come, by its status. */
const GONE: Readonly<Record<number, string>> = {
  [NodeStatus.down]: 'is down',
  [NodeStatus.off]: 'is switched off',
  [NodeStatus.starting]: 'is still starting',
};

/** What is asked of a moment. */
export interface HappenedQuestion {
  readonly index: TraceIndex;
  /** A window that holds the moment. */
  readonly window: TraceWindow;
  /** The moment of an event, ns. */
  readonly atNs: number;
  /** What faults did in the run; those of the moment are named. */
  readonly actions: readonly TimedAction[];
  /** What parts, wires and fields are called; their names in files unless said. */
  readonly names?: PlaceNames;
}

/** Everything of one moment, by row. */
export interface Moment extends HappenedQuestion {
  readonly names: PlaceNames;
  /** What a part is called, by its index. */
  readonly nameOf: (node: number) => string;
  readonly arrived: readonly number[];
  readonly sent: readonly number[];
  readonly lines: readonly number[];
  /** Values of all gauges before and after the moment. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * What happened at one moment: a plain sentence for each part that did something, those first to which something came. Reads the
 * trace alone, so that it is right for whatever kinds there are; never empty.
 */
export function whatHappened(question: HappenedQuestion): readonly string[] {
  const moment = momentOf(question);
  const wires = moment.lines.filter((row) => isAboutWire(moment.window.log, row)).map((row) => linkLine(moment, row));
  const parts = partsOf(moment);
  const did = parts.map((node) => sentenceOf(moment, node));
  const sentences = [...wires, ...did].filter((text) => text !== '');
  if (sentences.length > 0) return sentences;
  const figures = parts.map((node) => figureOf(moment, node)).filter((text) => text !== '');
  if (figures.length > 0) return figures;
  const acts = question.actions.find(({ atNs }) => atNs === question.atNs);
  return [acts === undefined ? NOTHING_SEEN : `${describeFault(acts.fault, moment.names)}${acts.ends ? ' is over' : ''}.`];
}

/** The moment of the last event at or before a moment of a window; null: there is none in the window. */
export function lastEventNs({ eventNs }: TraceWindow, atNs: number): number | null {
  const after = firstAfter(eventNs, atNs);
  return after === 0 ? null : eventNs[after - 1];
}

function momentOf(question: HappenedQuestion): Moment {
  const { index, window, atNs } = question;
  const { messages, log } = window;
  const arrived: number[] = [];
  const sent: number[] = [];
  const lines: number[] = [];
  for (let row = 0; row < messages.count && messages.sentNs[row] <= atNs; row++) {
    if (messages.sentNs[row] === atNs) sent.push(row);
    if (messages.arriveNs[row] === atNs && messages.lost[row] === 0) arrived.push(row);
  }
  for (let row = firstAfter(log.atNs.subarray(0, log.count), atNs) - 1; row >= 0 && log.atNs[row] === atNs; row--) lines.unshift(row);
  const before = window.gauges.slice();
  const after = moved(window, before, atNs);
  const names = question.names ?? ID_NAMES;
  const nameOf = (node: number): string => names.part(calledBy(index.nodes[node]));
  return { ...question, names, nameOf, arrived, sent, lines, before, after };
}

/** Brings gauges to just before a moment, and gives a copy of them just after it. */
function moved({ changes, eventNs }: TraceWindow, before: Float64Array, atNs: number): Float64Array {
  let row = 0;
  while (row < changes.count && eventNs[changes.event[row]] < atNs) applyChange(before, changes, row++);
  const after = before.slice();
  while (row < changes.count && eventNs[changes.event[row]] === atNs) applyChange(after, changes, row++);
  return after;
}

/** Parts of which something can be told, in the order in which it came about. */
function partsOf(moment: Moment): number[] {
  const { index, window, arrived, sent, lines, before, after } = moment;
  const changed = index.nodes.flatMap((node, i) => {
    const end = node.gaugeBase + node.gauges.length;
    for (let gauge = node.gaugeBase; gauge < end; gauge++) if (before[gauge] !== after[gauge]) return [i];
    return [];
  });
  return [
    ...new Set([
      ...arrived.map((row) => senderAndReceiver(index, window, row)[1]),
      ...lines.filter((row) => !isAboutWire(window.log, row) && window.log.node[row] >= 0).map((row) => window.log.node[row]),
      ...sent.map((row) => senderAndReceiver(index, window, row)[0]),
      ...changed,
    ]),
  ];
}

/** What one part did, e.g. `W1 received request 12 for "peter" from LB1 and began to work on it.` */
function sentenceOf(moment: Moment, node: number): string {
  const story = new Story(moment, node);
  const phrases = gathered([...story.arrivals(), ...story.lines(), ...story.departures(), ...story.figures()]);
  if (phrases.length === 0) return '';
  const told = phrases.slice(0, MOST_PHRASES);
  if (phrases.length > MOST_PHRASES) told.push(`did ${phrases.length - MOST_PHRASES} more things`);
  return `${moment.nameOf(node)} ${listText(told)}.`;
}

/** A figure of a part that changed, for moments of which nothing else can be told. */
function figureOf({ index, before, after, nameOf }: Moment, node: number): string {
  const { gaugeBase, gauges } = index.nodes[node];
  const own = gauges.findIndex((_, at) => before[gaugeBase + at] !== after[gaugeBase + at]);
  if (own < 0) return '';
  return `${nameOf(node)}: ${JSON.stringify(gauges[own].title)} is ${figureText(after[gaugeBase + own], gauges[own].words)} now.`;
}

/** What is done alike to more than two is told by its number. */
function gathered(phrases: readonly Phrase[]): string[] {
  const counts = new Map<string, number>();
  for (const { alike } of phrases) counts.set(alike, (counts.get(alike) ?? 0) + 1);
  const told = new Set<string>();
  return phrases.flatMap(({ text, alike }) => {
    const count = counts.get(alike) ?? 0;
    if (alike === '' || count <= 2) return [text];
    if (told.has(alike)) return [];
    told.add(alike);
    return [alike.replace('#', String(count))];
  });
}

/** Tells of one part at one moment; a request that was named once is "it" from then on. */
class Story {
  private about = 0;
  /** Requests that were turned away: that they are answered with an error goes without saying. */
  private readonly refused = new Set<number>();
  private received = 0;

  constructor(
    private readonly moment: Moment,
    private readonly node: number,
  ) {}

  arrivals(): Phrase[] {
    const { index, window, arrived, nameOf } = this.moment;
    const { messages } = window;
    const phrases: Phrase[] = [];
    for (const row of arrived) {
      const [from, to] = senderAndReceiver(index, window, row);
      if (to !== this.node) continue;
      this.received++;
      this.about = messages.request[row];
      const reason = why(messages.type[row], messages.fate[row]);
      const gone = GONE[this.moment.after[index.nodes[to].gaugeBase + Gauge.status]];
      if (gone !== undefined) {
        const verb = this.refusesAtOnce(messages.request[row]) ? 'refused' : 'missed';
        if (verb === 'refused') this.refused.add(messages.request[row]);
        phrases.push({
          text: `${verb} ${this.named(row)}${reason} from ${nameOf(from)}, because it ${gone}`,
          alike: `${verb} # ${PLURALS[messages.type[row]]}, because it ${gone}`,
        });
        continue;
      }
      phrases.push({
        text: `received ${this.named(row)}${reason} from ${nameOf(from)}${this.latency(row)}`,
        alike: `received # ${PLURALS[messages.type[row]]}`,
      });
    }
    return phrases;
  }

  /** Whether a part to which nothing can come says so to whoever asks. */
  private refusesAtOnce(request: number): boolean {
    const { index, window, sent } = this.moment;
    const { messages } = window;
    return sent.some(
      (row) =>
        messages.request[row] === request &&
        messages.type[row] === MessageType.error &&
        senderAndReceiver(index, window, row)[0] === this.node,
    );
  }

  /** How long a request took, where its client has the answer and its beginning is in the window. */
  private latency(row: number): string {
    const { window, atNs } = this.moment;
    const { messages } = window;
    if (messages.type[row] !== MessageType.reply || !this.isClient()) return '';
    const request = messages.request[row];
    for (let i = 0; i < row; i++) {
      if (messages.request[i] !== request || messages.type[i] !== MessageType.request) continue;
      const isFirst = messages.belongsTo[i] === 0 && messages.sentNs[i] >= window.fromNs;
      return isFirst ? ` (${lengthText(atNs - messages.sentNs[i])} after it had asked)` : '';
    }
    return '';
  }

  lines(): Phrase[] {
    const { window, lines } = this.moment;
    const phrases: Phrase[] = [];
    for (const row of lines) {
      if (window.log.node[row] !== this.node || isAboutWire(window.log, row)) continue;
      const request = window.log.request[row];
      const saw = this.isClient() ? (this.received > 0 && this.about === request ? 'answer' : 'client') : 'part';
      const phrase = linePhrase(this.moment, row, () => this.called(request, window.log.key[row]), this.received > 0, saw);
      if (phrase === null) continue;
      if (phrase.isRefusal) this.refused.add(request);
      phrases.push(phrase);
    }
    return phrases;
  }

  departures(): Phrase[] {
    const { index, window, sent, nameOf } = this.moment;
    const { messages } = window;
    const groups = new Map<string, { readonly row: number; readonly to: string[]; lost: number }>();
    for (const row of sent) {
      const [from, to] = senderAndReceiver(index, window, row);
      if (from !== this.node) continue;
      const isKnown = messages.type[row] === MessageType.error && this.refused.has(messages.request[row]);
      if (isKnown && messages.lost[row] === 0) continue;
      const key = `${messages.type[row]} ${messages.request[row]} ${messages.key[row]} ${messages.fate[row]}`;
      const group = groups.get(key) ?? { row, to: [], lost: 0 };
      groups.set(key, group);
      group.to.push(nameOf(to));
      group.lost += messages.lost[row];
    }
    return [...groups.values()].map(({ row, to, lost }) => ({
      text: this.departure(row, someOf(to)) + lostText(lost, to.length),
      alike: lost > 0 ? '' : `sent # ${PLURALS[messages.type[row]]}`,
    }));
  }

  private departure(row: number, to: string): string {
    const { messages } = this.moment.window;
    const type = messages.type[row];
    const request = messages.request[row];
    if (type === MessageType.request && request > 0) {
      const begins = messages.belongsTo[row] === 0 && this.isClient();
      return `${begins ? 'sent' : 'passed'} ${this.called(request, messages.key[row])} ${begins ? 'to' : 'on to'} ${to}`;
    }
    if (type === MessageType.reply && request > 0)
      return this.about === request ? `answered ${to}` : `answered ${to} for ${this.called(request, messages.key[row])}`;
    if (type === MessageType.error && request > 0)
      return `sent ${to} an error for ${this.called(request, messages.key[row])}${why(type, messages.fate[row])}`;
    return `sent ${this.named(row)} to ${to}`;
  }

  figures(): Phrase[] {
    const text = this.figure();
    return text === '' ? [] : [{ text, alike: '' }];
  }

  private figure(): string {
    const { index, before, after } = this.moment;
    const { gaugeBase } = index.nodes[this.node];
    const value = (at: number): number => after[gaugeBase + at];
    const rise = (at: number): number => after[gaugeBase + at] - before[gaugeBase + at];
    const it = this.received === 1 ? 'it' : 'them';
    if (rise(Gauge.queue) > 0)
      return `${this.received > 0 ? `put ${it} in its queue` : 'filled its queue'} (${value(Gauge.queue)} waiting)`;
    if (rise(Gauge.queue) < 0) return `took the next one from its queue (${value(Gauge.queue)} left)`;
    if (rise(Gauge.busy) > 0) return this.received > 0 ? `began to work on ${it}` : 'began to work';
    return '';
  }

  private isClient(): boolean {
    return beginsRequests(this.moment.index.nodes[this.node].kind);
  }

  /** A message by its name. */
  private named(row: number): string {
    const { index, window } = this.moment;
    const { messages } = window;
    const key = messages.key[row];
    const type = messages.type[row];
    if (type === MessageType.message) return `the message ${JSON.stringify(window.messageTypes[key] ?? '')}`;
    if (type === MessageType.control) return 'a control message';
    return messageName(index, type, messages.request[row], key);
  }

  /** A request by its number, or "it" while the talk is of it; without a number, its key. */
  private called(request: number, key: number): string {
    const { index } = this.moment;
    if (request > 0 && this.about === request) return 'it';
    if (request > 0) {
      this.about = request;
      return requestName(index, request, key);
    }
    return key >= 0 && key < keySpace(index.keys).count ? JSON.stringify(keySpace(index.keys).nameOf(key)) : '';
  }
}

function why(type: number, fate: number): string {
  return type === MessageType.error && fate > 0 ? ` (${fateText(fate)})` : '';
}

function lostText(lost: number, of: number): string {
  if (lost === 0) return '';
  return of === 1 ? ' (lost on the way)' : ` (${lost} of ${of} lost on the way)`;
}

function someOf(names: readonly string[]): string {
  return names.length <= 3 ? listText(names) : `${names[0]}, ${names[1]} and ${names.length - 2} more`;
}

function figureText(value: number, words: readonly string[] | undefined): string {
  return words?.[value] ?? String(Number(value.toPrecision(6)));
}

/** First place in a column in order of time whose moment lies after a moment. */
function firstAfter(column: Float64Array, atNs: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] > atNs) high = middle;
    else low = middle + 1;
  }
  return low;
}
