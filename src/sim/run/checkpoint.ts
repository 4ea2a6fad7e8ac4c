import { Packer, Unpacker, type Packed } from '../kernel/packed';
import { copyPlain, plainBytes } from '../kernel/plain';
import type { MachineImage } from '../machines/machine';
import type { EventQueueSnapshot } from '../kernel/eventQueueSnapshot';
import type { HistorySnapshot } from '../history/history';
import type { CallsSnapshot } from '../network/callsSnapshot';
import type { LinksSnapshot } from '../network/links';
import type { HistogramSnapshot } from '../trace/histogram';
import type { SamplesSnapshot } from '../trace/samples';
import type { Engine, EndReason } from './engine';
import type { ValuesSnapshot } from '../history/values';
import { Holds, type Hold } from './holds';
import { takeOver, type Standstill } from './standstill';
import type { ScheduleSnapshot } from './schedule';
import { settleApart } from './laneFaults';
import { settleAll } from './partFaults';
import { giveParams } from './setParam';

/** A copy of everything that a run depends on, at one moment between two events. */
export interface Checkpoint {
  readonly atNs: number;
  readonly events: number;
  /** Rough size in memory. */
  readonly bytes: number;
  /** What making it takes, in bytes of plain arrays that could be copied in that time. */
  readonly effort: number;
  readonly queue: EventQueueSnapshot;
  readonly calls: CallsSnapshot;
  readonly links: LinksSnapshot;
  readonly gauges: Float64Array;
  readonly samples: SamplesSnapshot;
  readonly latency: HistogramSnapshot;
  readonly streams: Int32Array;
  /** State, epoch and slow factor of each node. */
  readonly nodes: Packed;
  /** Fields of each node: never changed in place, so not copied. */
  readonly params: readonly unknown[];
  /** The fields that those which are down had when they crashed. */
  readonly crashedWith: readonly unknown[];
  readonly holds: readonly Hold[];
  readonly schedule: ScheduleSnapshot;
  readonly history: HistorySnapshot;
  /** Machines of the nodes that have one, with the node of each. */
  readonly machines: readonly (readonly [node: number, image: MachineImage])[];
  /** Types of messages so far: programs name them while the run goes on. */
  readonly messageTypes: readonly string[];
  readonly values: ValuesSnapshot;
  readonly plain: PlainState;
}

interface PlainState {
  readonly status: Uint8Array;
  readonly silent: Uint8Array;
  readonly timeInNodeNs: Float64Array;
  readonly failedInNodeNs: Float64Array;
  readonly fates: Float64Array;
  readonly hash: Int32Array;
  readonly deferred: Record<string, number[]>;
  readonly standstills: Record<string, Standstill>;
  readonly held: number;
  readonly indefinite: number;
  readonly lateAnswers: number;
  readonly requestsSent: number;
  readonly inFlight: number;
  readonly inFlightAreaNs: number;
  readonly inFlightClock: number;
  readonly quiet: number;
  readonly messages: number;
  readonly ended: EndReason | null;
}

/** A byte of a node's state takes as long to pack as so many bytes of an array to copy, because it is gathered from all over the memory. */
const EFFORT_OF_PACKING = 8;

/** Where machines change so much, events take as much longer than others. */
const EFFORT_OF_MACHINES = 0.02;

/** Holds its room from one checkpoint to the next. */
const packer = new Packer();

function packNodes(engine: Engine): Packed {
  for (const node of engine.nodes) {
    packer.add(node.state);
    packer.add(node.epoch);
    packer.add(node.slowFactor);
  }
  return packer.take();
}

/** Copies the state of an engine. The copy shares nothing with it that changes. */
export function takeCheckpoint(engine: Engine): Checkpoint {
  const parts = {
    queue: engine.queue.snapshot(),
    calls: engine.calls.snapshot(),
    links: engine.links.snapshot(),
    gauges: engine.gauges.snapshot(),
    samples: engine.samples.snapshot(),
    latency: engine.latency.snapshot(),
    history: engine.history.snapshot(),
    streams: engine.streams.snapshot(),
    plain: copyPlain({
      status: engine.status,
      silent: engine.silent,
      timeInNodeNs: engine.timeInNodeNs,
      failedInNodeNs: engine.failedInNodeNs,
      fates: engine.fates,
      hash: engine.hash,
      deferred: engine.deferred,
      standstills: engine.standstills,
      held: engine.held,
      indefinite: engine.indefinite,
      lateAnswers: engine.lateAnswers,
      requestsSent: engine.requestsSent,
      inFlight: engine.inFlight,
      inFlightAreaNs: engine.inFlightAreaNs,
      inFlightClock: engine.inFlightClock,
      quiet: engine.quiet,
      messages: engine.messages,
      ended: engine.ended,
    }),
  };
  const nodes = packNodes(engine);
  const machines = engine.nodes.flatMap((node): [number, MachineImage][] => {
    const image = node.behavior.save?.(node) ?? null;
    return image === null ? [] : [[node.index, image]];
  });
  const ofMachines = machines.reduce((sum, [, image]) => sum + image.bytes, 0);
  const params = engine.nodes.map((node) => node.params);
  const copied = plainBytes(parts) + params.length * 16;
  return {
    atNs: engine.queue.nowNs,
    events: engine.events,
    bytes: copied + nodes.bytes + ofMachines,
    effort: copied + nodes.bytes * EFFORT_OF_PACKING + ofMachines * EFFORT_OF_MACHINES,
    machines,
    messageTypes: engine.messageTypes.snapshot(),
    holds: engine.holds.list(),
    schedule: engine.schedule.snapshot(),
    values: engine.values.snapshot(),
    nodes,
    params,
    crashedWith: engine.nodes.map((node) => node.crashedWith),
    ...parts,
  };
}

/** Makes an engine, compiled from the same scenario and seed, equal to the one that was copied. Its list of faults may differ. */
export function restoreCheckpoint(engine: Engine, saved: Checkpoint): void {
  engine.queue.restore(saved.queue);
  engine.calls.restore(saved.calls);
  engine.links.restore(saved.links);
  engine.gauges.restore(saved.gauges);
  engine.samples.restore(saved.samples);
  engine.latency.restore(saved.latency);
  engine.history.restore(saved.history);
  engine.streams.restore(saved.streams);
  const nodes = new Unpacker(saved.nodes);
  engine.nodes.forEach((node, i) => {
    node.state = nodes.next(node.state);
    node.epoch = nodes.next() as number;
    node.slowFactor = nodes.next() as number;
    if (node.params !== saved.params[i]) giveParams(engine, node, saved.params[i]);
    node.crashedWith = saved.crashedWith[i];
  });
  engine.messageTypes.restore(saved.messageTypes);
  for (const [at, image] of saved.machines) engine.nodes[at].behavior.load?.(engine.nodes[at], image);
  engine.holds = new Holds(saved.holds);
  engine.schedule.restore(saved.schedule);
  settleApart(engine);
  settleAll(engine);
  engine.values.restore(saved.values);
  engine.events = saved.events;
  Object.assign(engine, copyPlain(saved.plain));
  for (const node of engine.nodes) {
    node.standing = engine.status[node.index];
    takeOver(engine, node);
  }
}

/** Checkpoints of one run, dense at first and thinned as it grows, within a budget of memory. */
export class CheckpointStore {
  private list: Checkpoint[] = [];
  private bytes = 0;
  /** So many of the first belong to a parent. */
  private shared = 0;
  private everyEvents: number;

  /** `effortPerEvent` bounds what copying may cost a run: so many bytes are copied for each event, at most (Infinity: no bound). */
  constructor(
    firstEveryEvents: number,
    readonly budgetBytes: number,
    private readonly effortPerEvent = Infinity,
  ) {
    this.everyEvents = firstEveryEvents;
  }

  get count(): number {
    return this.list.length;
  }

  get totalBytes(): number {
    return this.bytes;
  }

  /** What the states of the parts took at the last. */
  get stateBytes(): number {
    return this.list.at(-1)?.nodes.bytes ?? 0;
  }

  /**
   * Events after the last checkpoint at which the next is due: the larger the state, the more, so that copying stays a small share of the
   * work.
   */
  get interval(): number {
    const last = this.list.at(-1);
    return Math.max(this.everyEvents, last === undefined ? 0 : Math.ceil(last.effort / this.effortPerEvent));
  }

  /** Takes over the past that a branch has in common with its parent, who has it anyway: it counts nothing here and is not thinned. */
  share(past: readonly Checkpoint[]): void {
    this.list = [...past];
    this.shared = past.length;
  }

  /** Keeps a checkpoint; when the budget is used up, every second one is dropped and the distance doubled. */
  add(checkpoint: Checkpoint): void {
    this.list.push(checkpoint);
    this.bytes += checkpoint.bytes;
    const { shared } = this;
    while (this.bytes > this.budgetBytes && this.list.length > shared + 2) {
      this.list = this.list.filter((_, i) => i < shared || (i - shared) % 2 === 0);
      this.bytes = this.list.slice(shared).reduce((sum, kept) => sum + kept.bytes, 0);
      this.everyEvents *= 2;
    }
  }

  /** Every checkpoint before a moment, oldest first; always at least the one at 0. */
  allBefore(atNs: number): readonly Checkpoint[] {
    return this.list.slice(0, this.list.indexOf(this.before(atNs)) + 1);
  }

  /** The last checkpoint before a moment (everything before it has happened, nothing at it). The first one is at 0. */
  before(atNs: number): Checkpoint {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.list[middle].atNs < atNs) low = middle;
      else high = middle - 1;
    }
    return this.list[low];
  }
}
