import type { Sampler } from '../kernel/distribution';
import { murmur3 } from '../kernel/hash';
import type { Streams } from '../kernel/random';
import type { Links } from './links';
import type { LinkTraits } from './traits';

/** What every lane of one network is made of. */
export interface LaneMake {
  /** Index of the network part. */
  readonly node: number;
  readonly latency: Sampler;
  readonly traits: LinkTraits;
  readonly lossBelow: number;
}

/** Network and both ends (indexes of parts) of every lane, in the order in which they came into being. */
export type LanesSnapshot = Int32Array;

const ROW = 3;

/**
 * The lanes of all networks: links between two members that come into being when one first sends to the other, numbered behind the links of
 * the scenario. So 10,000 members cost nothing until they talk. A lane carries both directions: 0 from the part with the lower index, 1
 * back. All its draws depend on the names of its ends and the number of the message only, so it matters to nobody when it came into being.
 */
export class Lanes {
  /** Networks by place; filled before the run. */
  private networks: LaneMake[] = [];
  /** Ids of all parts, by index. */
  nodeIds: readonly string[] = [];
  private stream = 0;
  private seed = 0;
  private readonly numbers = new Map<number, number>();
  private table = new Int32Array(16 * ROW);
  private used = 0;

  constructor(
    private readonly links: Links,
    private readonly nodeCount: number,
  ) {}

  /** Gets ready for a run. */
  begin(networks: readonly LaneMake[], nodeIds: readonly string[], streams: Streams): void {
    this.networks = [...networks];
    this.nodeIds = nodeIds;
    this.stream = streams.open('', 'lanes');
    this.seed = streams.seed | 0;
  }

  /** Lanes that have been used so far. */
  get count(): number {
    return this.used;
  }

  /** The link between two members of a network, by the place of the network; made now if there is none yet. */
  between(network: number, one: number, other: number): number {
    const low = Math.min(one, other);
    const high = Math.max(one, other);
    const name = this.nameOf(network, low, high);
    return this.numbers.get(name) ?? this.add(network, low, high, name);
  }

  /** The lane of two members, by the place of their network; -1: they have not talked yet. */
  find(network: number, one: number, other: number): number {
    return this.numbers.get(this.nameOf(network, Math.min(one, other), Math.max(one, other))) ?? -1;
  }

  /** Place of the network that a lane belongs to. */
  network(link: number): number {
    return this.table[(link - this.links.count) * ROW];
  }

  /** A network carries messages in another way from now on, over the lanes that are there, too. */
  remake(network: number, make: LaneMake): void {
    this.networks[network] = make;
    for (let lane = 0; lane < this.used; lane++) {
      if (this.table[lane * ROW] === network) this.dress(this.links.count + lane);
    }
  }

  /** Points the stream of all lanes to the place of one message. */
  aim(streams: Streams, salt: number, count: number): void {
    streams.aim(this.stream, salt, count);
  }

  /** Network (by place) and ends of every lane: three numbers each. */
  snapshot(): LanesSnapshot {
    return this.table.slice(0, this.used * ROW);
  }

  /** Has exactly the lanes of the copy. Those that are there already stay as they are. */
  restore(saved: LanesSnapshot): void {
    const wanted = saved.length / ROW;
    let same = 0;
    const most = Math.min(wanted, this.used) * ROW;
    while (same < most && this.table[same] === saved[same]) same++;
    const kept = Math.floor(same / ROW);
    for (let lane = kept; lane < this.used; lane++) {
      this.numbers.delete(this.nameOf(this.table[lane * ROW], this.table[lane * ROW + 1], this.table[lane * ROW + 2]));
    }
    this.used = kept;
    this.links.more.traits.length = this.links.count + kept;
    for (let at = kept * ROW; at < saved.length; at += ROW) {
      this.add(saved[at], saved[at + 1], saved[at + 2], this.nameOf(saved[at], saved[at + 1], saved[at + 2]));
    }
  }

  private nameOf(network: number, low: number, high: number): number {
    return (network * this.nodeCount + low) * this.nodeCount + high;
  }

  private add(network: number, low: number, high: number, name: number): number {
    const { links } = this;
    if (this.used * ROW === this.table.length) {
      const wider = new Int32Array(this.table.length * 2);
      wider.set(this.table);
      this.table = wider;
    }
    const link = links.count + this.used;
    this.table.set([network, low, high], this.used * ROW);
    this.used++;
    links.reserve(link + 1);
    links.clear(link);
    const { node } = this.networks[network];
    links.more.salts[link] = murmur3(`${this.nodeIds[node]}\u0000${this.nodeIds[low]}\u0000${this.nodeIds[high]}`, this.seed);
    this.dress(link);
    links.more.open(link);
    this.numbers.set(name, link);
    return link;
  }

  /** Makes a lane what its network says. */
  private dress(link: number): void {
    const { links, stream } = this;
    const [network, from, to] = this.table.subarray((link - links.count) * ROW, (link - links.count + 1) * ROW);
    const { latency, lossBelow, traits } = this.networks[network];
    links.more.traits[link] = traits;
    links.set(link, { from, to, latency, lossBelow, streams: [stream, stream, stream, stream] });
  }
}
