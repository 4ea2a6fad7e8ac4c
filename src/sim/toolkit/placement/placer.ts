import { murmur3 } from '../../kernel/hash';
import { hashRing, ringPosition, type HashRing } from './hashRing';
import { directoryOf, listedAt } from './directory';
import { jumpHash } from './jump';
import { maglevTable, preferenceOf } from './maglev';
import { rangeOf, rangesOf, type Ranges } from './ranges';
import { rendezvous } from './rendezvous';

/** Ways in which a key is given to a shard, without those that ask a program or draw. */
export const STRATEGIES = ['modulo', 'ring', 'jump', 'rendezvous', 'maglev', 'range', 'directory'] as const;
/** A way in which a key is given to a shard by its name alone. */
export type Strategy = (typeof STRATEGIES)[number];

/** What a strategy goes by. */
export interface PlacerSpec {
  readonly strategy: Strategy;
  readonly boundaries: string;
  readonly virtualNodes: number;
  readonly tableSize: string;
  readonly directory: string;
  /** Ranges as splits have made them; null: as `boundaries` say. */
  readonly ranges: Ranges | null;
}

/** Places keys on shards, by their number in the list of those in use. */
export interface Placer {
  /** The shard of a key, by its hash (any whole number) and its name. */
  readonly slotOf: (hash: number, name: () => string) => number;
  /** The ring, where there is one. */
  readonly ring: HashRing | null;
  readonly ranges: Ranges | null;
}

const HASH_SPACE = 4294967296;

/** A hash as an unsigned number of 32 bits: of a larger or negative one, the remainder. */
export function hash32(hash: number): number {
  return ((hash % HASH_SPACE) + HASH_SPACE) % HASH_SPACE;
}

/** Makes the placer of a strategy for shards with these names, of which there is at least one. */
export function placerOf(spec: PlacerSpec, names: readonly string[]): Placer {
  const shards = names.length;
  const plain = (slotOf: Placer['slotOf']): Placer => ({ slotOf, ring: null, ranges: null });
  const modulo = (hash: number): number => ((hash % shards) + shards) % shards;
  switch (spec.strategy) {
    case 'ring': {
      const ring = hashRing(names, spec.virtualNodes);
      return { slotOf: (hash) => ring.owners[ringPosition(ring, hash32(hash))], ring, ranges: null };
    }
    case 'jump':
      return plain((hash) => jumpHash(hash32(hash), shards));
    case 'rendezvous': {
      const salts = Uint32Array.from(names, (name) => murmur3(name));
      return plain((hash) => rendezvous(hash32(hash), salts));
    }
    case 'maglev': {
      const size = Number(spec.tableSize);
      const table = maglevTable(
        names.map((name) => preferenceOf(name, size)),
        size,
      );
      return plain((hash) => table[hash32(hash) % size]);
    }
    case 'range': {
      const ranges = spec.ranges ?? rangesOf(spec.boundaries, shards);
      return { slotOf: (_, name) => ranges.owners[rangeOf(name(), ranges.starts)], ring: null, ranges };
    }
    case 'directory': {
      const directory = directoryOf(spec.directory, names);
      return plain((hash, name) => {
        const listed = listedAt(directory, name());
        return listed < 0 ? modulo(hash) : listed;
      });
    }
    default:
      return plain(modulo);
  }
}
