import { Gauge } from '../../parts/contract';
import { roleInfo } from '../../parts/roles';
import { NodeStatus, type TraceIndex } from '../../trace/types';
import { NS_PER_MS } from '../../kernel/units';

/** Means of a run over some of its samples, from `from` to just before `to`. */
export interface LoadView {
  readonly index: TraceIndex;
  /** Samples that have ended. */
  readonly samples: number;
  readonly sampleNs: number;
  /** Value of a gauge in a sample: time average of a level, end of a counter. */
  readonly gauge: (gauge: number, sample: number) => number;
  /** Messages that entered a link, both ways, in a sample. */
  readonly entered: (link: number, sample: number) => number;
  /** Requests that failed with a fate in a sample, and that were answered. */
  readonly failedFor: (fate: number, sample: number) => number;
  readonly ok: (sample: number) => number;
  /** Whether a part begins requests; `closed`: its users ask nothing more until they have an answer. */
  readonly clients: readonly (false | 'open' | 'closed')[];
  /** Slots of a part, as many as it has between two moments (ns) on average; 0: none. */
  readonly slots: (node: number, fromNs: number, toNs: number) => number;
  readonly links: readonly {
    readonly sent: number;
    readonly lost: number;
    readonly meanLatencyMs: number;
    readonly utilization: number | null;
  }[];
}

/** A part in a stretch of time. */
export interface NodeLoad {
  readonly slots: number;
  readonly queue: number;
  readonly busy: number;
  /** Slots that wait for parts behind. */
  readonly blocked: number;
  readonly inside: number;
  readonly forConnection: number;
  /** Requests that it has passed on and waits for, with or without a slot. */
  readonly waitsFor: number;
  readonly isDown: boolean;
}

/** A wire in a stretch of time, by what whoever sends over it waits for. */
export interface LinkLoad {
  /** Questions that are on the way, either way, and those that the part at its end has. */
  readonly onTheWay: number;
  readonly atTheEnd: number;
  /** Questions that nobody has: lost, or not taken by a part that stands still. */
  nowhere: number;
}

/** Everything there is in a stretch of time. */
export interface Loads {
  readonly view: LoadView;
  readonly nodes: readonly NodeLoad[];
  readonly links: readonly LinkLoad[];
  readonly from: number;
  readonly to: number;
}

/** From this share of requests that fail or stay without an answer on, something limits what the system does. */
export const MANY = 0.1;

/** Growth of a counter of a part in a stretch; 0 when it has none of that name. */
export function growth({ view, from, to }: Pick<Loads, 'view' | 'from' | 'to'>, node: number, name: string): number {
  const { gaugeBase, gauges } = view.index.nodes[node];
  const at = gauges.findIndex((known) => known.name === name);
  return at < 0 ? 0 : view.gauge(gaugeBase + at, to - 1) - (from === 0 ? 0 : view.gauge(gaugeBase + at, from - 1));
}

/** Whether so much is not answered well in a stretch that it matters, or users stand waiting. */
export function isHarmful(loads: Loads): boolean {
  const { view, from, to } = loads;
  let ok = 0;
  let sent = 0;
  for (let i = from; i < to; i++) ok += view.ok(i);
  view.clients.forEach((client, node) => (sent += client === false ? 0 : growth(loads, node, 'received')));
  return view.clients.includes('closed') || sent - ok > MANY * sent;
}

/** Links over which a part asks others on account of what it was asked. */
export function asksOver({ links }: TraceIndex, node: number): number[] {
  return links.flatMap((link, l) => (link.from === node && roleInfo(link.role).carriesRequests === true ? [l] : []));
}

/** Puts together what parts and wires have to do in a stretch. */
export function loadsIn(view: LoadView, from: number, to: number): Loads {
  const { index } = view;
  const nodes = index.nodes.map((_, node) => nodeLoad(view, node, from, to));
  const into = index.nodes.map(() => 0);
  index.links.forEach((link, l) => (into[link.to] += roleInfo(link.role).carriesRequests === true ? view.links[l].sent : 0));
  const links = index.links.map((link, l): LinkLoad => {
    if (!roleInfo(link.role).carriesRequests === true) return { onTheWay: 0, atTheEnd: 0, nowhere: 0 };
    let entered = 0;
    for (let i = from; i < to; i++) entered += view.entered(l, i);
    return {
      onTheWay: (entered * view.links[l].meanLatencyMs * NS_PER_MS) / ((to - from) * view.sampleNs),
      atTheEnd: into[link.to] === 0 ? 0 : (nodes[link.to].inside * view.links[l].sent) / into[link.to],
      nowhere: 0,
    };
  });
  index.nodes.forEach((_, node) => shareOutTheRest(view, nodes, links, node));
  return { view, nodes, links, from, to };
}

function meanOf({ gauge }: LoadView, at: number, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += gauge(at, i);
  return sum / (to - from);
}

function nodeLoad(view: LoadView, node: number, from: number, to: number): NodeLoad {
  const { gaugeBase, gauges } = view.index.nodes[node];
  const standard = (gauge: number): number => meanOf(view, gaugeBase + gauge, from, to);
  const own = (name: string): number => {
    const at = gauges.findIndex((gauge) => gauge.name === name);
    return at < 0 ? 0 : standard(at);
  };
  const slots = view.slots(node, from * view.sampleNs, to * view.sampleNs);
  const [queue, busy, inside, blocked] = [standard(Gauge.queue), standard(Gauge.busy), standard(Gauge.inside), own('blocked')];
  const waitsFor = own('flying') + (slots > 0 ? blocked + Math.max(0, inside - queue - busy) : Math.max(0, inside - queue));
  const middle = view.gauge(gaugeBase + Gauge.status, (from + to - 1) >> 1);
  return {
    slots,
    queue,
    busy,
    blocked,
    inside,
    waitsFor,
    forConnection: own('forConnection'),
    isDown: middle === NodeStatus.down || middle === NodeStatus.paused,
  };
}

/** What a part waits for and nobody has was lost, or was not taken by whoever is down: on the wires where that happened. */
function shareOutTheRest(view: LoadView, nodes: readonly NodeLoad[], links: LinkLoad[], node: number): void {
  const out = asksOver(view.index, node);
  const found = out.reduce((sum, l) => sum + links[l].onTheWay + links[l].atTheEnd, 0);
  const rest = nodes[node].waitsFor - nodes[node].forConnection - found;
  if (rest <= 0 || out.length === 0) return;
  const down = out.filter((l) => nodes[view.index.links[l].to].isDown);
  const weight = (l: number): number => (down.length > 0 ? (down.includes(l) ? 1 : 0) : view.links[l].lost);
  const total = out.reduce((sum, l) => sum + weight(l), 0);
  for (const l of out) links[l].nowhere = total > 0 ? (rest * weight(l)) / total : 0;
}
