import { Gauge, kindOf, STATUS_NAMES, type ScenarioNode, type TraceIndex } from '../../../sim/index';
import type { NodeMoment } from '../../playback/types';
import { designFacts } from './designFacts';
import { isScriptDone, withoutScript } from './scriptFact';
import type { Load } from './load';
import { mainCounter, rateFigure, type MainCounter } from './figure';
import { brief, count, millis, short } from './faceNumbers';
import { strings } from '../strings';

/** Letters of a queue beside slots; more are written in thousands. */
const MOST_OF_QUEUE = 7;

/** Most slots drawn one by one; above, "3/40" is written. */
export const MOST_PIPS = 12;

/** Everything a face shows, ready to be written to the page. Equal views need no writing. */
export interface FaceView {
  /** 'design' while no run is on screen. */
  readonly status: 'design' | 'up' | 'slow' | 'paused' | 'down' | 'off' | 'starting';
  readonly statusText: string;
  /** The one figure that matters, large: "31" and "/s"; null while nothing runs, and where nothing is counted. */
  readonly figure: { readonly value: string; readonly unit: string } | null;
  /** What the part is set to, or what it holds. */
  readonly facts: string;
  /** '', 'primary' or 'follower'. */
  readonly role: string;
  /** Requests waiting, as text and as a share of the limit; null where the kind has no queue. */
  readonly queue: { readonly text: string; readonly share: number } | null;
  /** Busy slots; null where the kind has none. */
  readonly slots: { readonly busy: number; readonly capacity: number } | null;
  readonly counters: readonly FaceCounter[];
  readonly load: Load;
  /** How much it has of what spreads in its network, 0 to 1; null: nothing spreads there. */
  readonly holds: number | null;
  /** Name for screen readers, with the state. */
  readonly label: string;
}

/** One counter of a face. */
export interface FaceCounter {
  readonly title: string;
  readonly value: number;
  readonly tone: 'plain' | 'good' | 'bad';
}

/** What is known of a part at the playhead. */
export interface FaceMoment {
  readonly node: TraceIndex['nodes'][number];
  readonly moment: NodeMoment;
  readonly load: Load;
  /** For a replica: writes it may be behind the part it follows; null when it follows none or that is unknown. */
  readonly lag: { readonly writes: number; readonly ageMs: number } | null;
  /** What faults do to it besides its status, in words; '' when nothing. */
  readonly trouble?: string;
  /** How often the counter of its kind goes up, a second; missing where that is unknown. */
  readonly ratePerSecond?: number;
  /** How much it has of what spreads in its network, 0 to 1; missing: nothing spreads there. */
  readonly holds?: number | undefined;
}

const CALM: Load = { level: 'calm', text: '' };

/** The face of a part: with a moment, as it is at the playhead; without, as it is designed. */
export function faceView(part: ScenarioNode, now: FaceMoment | null): FaceView {
  const isDone = now !== null && isScriptDone(part.params, now.moment.received);
  const facts = designFacts(part.kind, isDone ? withoutScript(part.params) : part.params);
  if (now === null) {
    return {
      status: 'design',
      statusText: '',
      facts,
      figure: null,
      role: '',
      queue: null,
      slots: null,
      counters: [],
      load: CALM,
      holds: null,
      label: nameOf(part, [facts]),
    };
  }
  const { node, moment } = now;
  const { trouble = '' } = now;
  const known = STATUS_NAMES[moment.status];
  // A part that is up although a fault troubles it is drawn as one to look at.
  const status = known === 'up' && trouble !== '' ? 'slow' : known;
  const queue =
    node.capacity > 0 || (node.queueLimit > 0 && kindOf(part.kind)?.descriptor.accepts.length !== 0)
      ? { text: queueText(moment.queue, node.queueLimit), share: node.queueLimit > 0 ? Math.min(1, moment.queue / node.queueLimit) : 0 }
      : null;
  const slots = node.capacity > 0 ? { busy: moment.busy, capacity: node.capacity } : null;
  const counters = ownCounters(now) ?? countersOf(part.kind, moment);
  const role = roleOf(now);
  const own = ownFacts(now, role);
  const load = status === 'down' ? CALM : (warningOf(now) ?? now.load);
  const label = nameOf(part, [
    known,
    trouble,
    role,
    ...(queue === null ? [] : [`${moment.queue} waiting`]),
    ...(slots === null ? [] : [`${slots.busy} of ${count(slots.capacity, 'slot')} busy`]),
    ...counters.map((counter) => `${counter.value} ${counter.title}`),
    own,
    load.text,
  ]);
  return {
    status,
    statusText: trouble !== '' && known === 'up' ? 'fault' : status === 'up' ? '' : status,
    figure: figureOf(now),
    // What it is set to is told by its slots and its queue while it runs.
    facts: trouble !== '' ? trouble : own === '' && slots === null ? facts : own,
    role,
    queue,
    slots,
    counters,
    load,
    holds: now.holds ?? null,
    label,
  };
}

/** Whether two moments of a part make the same face. */
export function isSameMoment(p: FaceMoment | null, q: FaceMoment | null): boolean {
  if (p === null || q === null) return p === q;
  const [a, b] = [p.moment, q.moment];
  return (
    p.node === q.node &&
    a.status === b.status &&
    a.queue === b.queue &&
    a.busy === b.busy &&
    a.received === b.received &&
    a.completed === b.completed &&
    a.failed === b.failed &&
    p.load.text === q.load.text &&
    p.lag?.writes === q.lag?.writes &&
    p.lag?.ageMs === q.lag?.ageMs &&
    p.trouble === q.trouble &&
    p.ratePerSecond === q.ratePerSecond &&
    p.holds === q.holds &&
    a.own.length === b.own.length &&
    a.own.every((value, i) => value === b.own[i])
  );
}

/** The counter that matters for the kind of a part. */
export function mainCounterOf(node: TraceIndex['nodes'][number]): MainCounter | null {
  const descriptor = kindOf(node.kind)?.descriptor;
  return mainCounter(node, descriptor?.accepts.length ?? 1, isOfNetworks(node.kind), ordersOnly(node.kind));
}

function figureOf(now: FaceMoment): FaceView['figure'] {
  const { node, ratePerSecond } = now;
  const promotions = ownGauge(now, 'promotions');
  if (promotions !== null) return { value: short(promotions), unit: promotions === 1 ? strings.promotion : strings.promotions };
  const main = ratePerSecond === undefined ? null : mainCounterOf(node);
  return main === null || ratePerSecond === undefined
    ? null
    : { value: rateFigure(ratePerSecond), unit: main.what === '' ? '/s' : `/s ${main.what}` };
}

/** Name of a part for screen readers, with what else there is to say. */
export function nameOf(part: ScenarioNode, facts: readonly string[]): string {
  const title = kindOf(part.kind)?.descriptor.title.toLowerCase() ?? part.kind;
  return [part.label ?? part.id, title, ...facts].filter((text) => text !== '').join(', ');
}

function queueText(waiting: number, limit: number): string {
  const exact = limit > 0 ? `${short(waiting)}/${short(limit)}` : short(waiting);
  return exact.length <= MOST_OF_QUEUE || limit === 0 ? exact : `${brief(waiting)}/${brief(limit)}`;
}

/** Who only gives orders sends and answers no requests. */
function ordersOnly(kind: string): boolean {
  const descriptor = kindOf(kind)?.descriptor;
  return (
    descriptor?.offers.includes('control') === true ||
    (descriptor?.accepts.every((role) => role === 'failover' || role === 'control') === true && descriptor.accepts.length > 0)
  );
}

function countersOf(kind: string, moment: NodeMoment): FaceCounter[] {
  if (ordersOnly(kind)) return [];
  const accepts = kindOf(kind)?.descriptor.accepts.length ?? 1;
  const done: FaceCounter = { title: accepts === 0 ? strings.ok : strings.done, value: moment.completed, tone: 'good' };
  const failed: FaceCounter = { title: strings.failed, value: moment.failed, tone: 'bad' };
  return accepts === 0 ? [{ title: strings.sent, value: moment.received, tone: 'plain' }, done, failed] : [done, failed];
}

/** Counters of parts whose requests are not what they are about: heartbeats of a registry, messages of a queue. */
function ownCounters(now: FaceMoment): FaceCounter[] | null {
  const own = (name: string): number => ownGauge(now, name) ?? 0;
  if (ownGauge(now, 'heartbeats') !== null)
    return [
      { title: strings.heartbeats, value: own('heartbeats'), tone: 'plain' },
      { title: strings.expired, value: own('expired'), tone: 'bad' },
    ];
  const events = EVENT_COUNTERS.filter(({ gauge }) => isOfNetworks(now.node.kind) && ownGauge(now, gauge) !== null);
  if (events.length > 0) return events.map(({ gauge, ...counter }) => ({ ...counter, value: own(gauge) }));
  if (ownGauge(now, 'redelivered') === null) return null;
  const { completed, failed } = now.moment;
  return [
    { title: strings.taken, value: completed, tone: 'plain' },
    { title: strings.done, value: own('done'), tone: 'good' },
    { title: strings.failed, value: failed + own('dead') + own('lost'), tone: 'bad' },
  ];
}

/** What parts that talk by messages count, where that is what they are about: events and messages, not requests. */
const EVENT_COUNTERS: readonly (Omit<FaceCounter, 'value'> & { readonly gauge: string })[] = [
  { gauge: 'sent', title: strings.sent, tone: 'plain' },
  { gauge: 'lost', title: strings.lost, tone: 'bad' },
  { gauge: 'made', title: strings.made, tone: 'plain' },
  { gauge: 'ordered', title: strings.ordered, tone: 'plain' },
  { gauge: 'taken', title: strings.taken, tone: 'good' },
  { gauge: 'twice', title: strings.twice, tone: 'bad' },
  { gauge: 'news', title: strings.learnt, tone: 'good' },
];

function isOfNetworks(kind: string): boolean {
  const descriptor = kindOf(kind)?.descriptor;
  return descriptor?.isMember === true || descriptor?.accepts.includes('member') === true;
}

/** The value of one of the kind's own gauges, or null when it has none of that name. */
function ownGauge(now: FaceMoment, name: string): number | null {
  const at = now.node.gauges.findIndex((gauge) => gauge.name === name);
  return at < Gauge.first ? null : (now.moment.own[at - Gauge.first] ?? null);
}

function roleOf(now: FaceMoment): string {
  const primary = ownGauge(now, 'primary');
  if (primary === null) return '';
  return primary > 0 ? 'primary' : 'follower';
}

/** The state that a gauge in words warns of, e.g. an open circuit. */
function warningOf({ node, moment }: FaceMoment): Load | null {
  for (let i = Gauge.first; i < node.gauges.length; i++) {
    const { words, warnsAt } = node.gauges[i];
    const value = moment.own[i - Gauge.first] ?? 0;
    if (words !== undefined && warnsAt?.includes(value) === true) return { level: 'warning', text: words[value] };
  }
  return null;
}

function ownFacts(now: FaceMoment, role: string): string {
  const facts: string[] = [];
  const keys = ownGauge(now, 'keys');
  if (keys !== null) facts.push(count(keys, 'key'));
  const [hits, misses] = [ownGauge(now, 'hits'), ownGauge(now, 'misses')];
  if (hits !== null && misses !== null && hits + misses > 0) facts.push(`hit ${Math.round((hits * 100) / (hits + misses))} %`);
  const lag = ownGauge(now, 'lag');
  if (lag !== null && lag > 0) facts.push(lagText(lag, ownGauge(now, 'lagMs') ?? 0));
  if (role === 'follower' && now.lag !== null && now.lag.writes > 0) facts.push(lagText(now.lag.writes, now.lag.ageMs));
  for (let i = Gauge.first; i < now.node.gauges.length; i++) {
    const { name, title, type, words, warnsAt, isAlwaysShown = false } = now.node.gauges[i];
    const value = now.moment.own[i - Gauge.first] ?? 0;
    const said = words?.[value] ?? '';
    if (said !== '' && warnsAt?.includes(value) !== true) facts.push(said);
    if (KNOWN_GAUGES.has(name) || type !== 'level' || (value === 0 && !isAlwaysShown) || words !== undefined) continue;
    facts.push(name in SHORT_FACTS ? SHORT_FACTS[name](short(value)) : `${title.toLowerCase()} ${short(value)}`);
  }
  return facts.join(', ');
}

/** How far something is behind, in writes and in time where that is known. */
function lagText(writes: number, ageMs: number): string {
  return ageMs > 0 ? `lag ${short(writes)}, ${millis(ageMs)}` : `lag ${short(writes)}`;
}

/** Gauges whose title has no room on a face. */
const SHORT_FACTS: Readonly<Record<string, (value: string) => string>> = {
  blocked: (value) => `${value} held up`,
  known: (value) => `${value} ${value === '1' ? 'value' : 'values'}`,
  siblings: (value) => `${value} with siblings`,
  hints: (value) => `${value} ${value === '1' ? 'hint' : 'hints'}`,
  alone: (value) => `${value} nowhere else`,
  avoided: (value) => `${value} avoided`,
  sharing: (value) => `${value} share`,
  dirty: (value) => `${value} not stored`,
  stolen: (value) => `${value} % stolen`,
  forConnection: (value) => `${value} wait`,
  stableMedianMs: (value) => `stable ${value} ms`,
  stableMaxMs: (value) => `at most ${value} ms`,
  apartMaxMs: (value) => `${value} ms apart`,
};

/** Said elsewhere on the face, or no figure for people. */
const KNOWN_GAUGES = new Set(['keys', 'lag', 'lagMs', 'changes', 'primary', 'applied', 'view', 'lanes']);
