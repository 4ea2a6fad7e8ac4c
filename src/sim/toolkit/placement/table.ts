import type { KeySpace } from '../../data/keySpaces';
import { xxhash32 } from '../../kernel/xxhash';
import type { Program } from '../../parts/programs';
import { answersForKeys } from './own';
import { placerOf, type Placer, type PlacerSpec, type Strategy } from './placer';

/** Place of a key: any shard will do. */
export const ANYWHERE = -1;
/** Place of a key: the learner's program has given none. */
export const NOWHERE = -2;

/** Everything that decides where keys are: plain data. */
export interface PlacementSpec extends Omit<PlacerSpec, 'strategy'> {
  readonly strategy: Strategy | 'random' | 'own';
  readonly hash: 'murmur3' | 'xxhash32' | 'own';
  /** Id of the learner's program; empty: none. */
  readonly program: string;
  /** Shards in use, by their number among all that are wired. */
  readonly members: readonly number[];
}

/** A placer, and whom its numbers stand for. */
export interface Placed extends Placer {
  readonly members: readonly number[];
}

/** Where a router keeps each key. */
export interface Placement {
  /** Shard of every key (a number among all that are wired), ANYWHERE or NOWHERE. */
  readonly places: Int32Array;
  /** Hash of every key, where the choice goes by one. */
  readonly hashes: Float64Array | null;
  /** What it goes by; null where a program or chance chooses. */
  readonly placer: Placed | null;
  /** What is wrong with the learner's program, one sentence without its subject; null: nothing. */
  readonly problem: string | null;
}

/** Places every key on one of the shards with these names (of all that are wired). The program is asked once a key. */
export function placement(spec: PlacementSpec, names: readonly string[], program: Program | null, keys: KeySpace): Placement {
  const { members } = spec;
  const nothing = { hashes: null, placer: null, problem: null };
  const places = new Int32Array(keys.count).fill(ANYWHERE);
  if (members.length === 0 || spec.strategy === 'random') return { ...nothing, places };
  if (spec.strategy === 'own') {
    const { answers, problem } = answersForKeys(program, 'shardOf', members.length, keys);
    for (let key = 0; key < keys.count; key++) places[key] = Number.isNaN(answers[key]) ? NOWHERE : members[answers[key]];
    return { ...nothing, places, problem };
  }
  const placer = placerOf(
    { ...spec, strategy: spec.strategy },
    members.map((member) => names[member]),
  );
  const { answers: hashes, problem } =
    spec.strategy === 'range' ? { answers: null, problem: null } : hashesOf(spec, members, program, keys);
  for (let key = 0; key < keys.count; key++) {
    const hash = hashes === null ? 0 : hashes[key];
    places[key] = Number.isNaN(hash) ? NOWHERE : members[placer.slotOf(hash, () => keys.nameOf(key))];
  }
  return { places, hashes, placer: { ...placer, members }, problem };
}

interface Hashed {
  readonly answers: Float64Array;
  readonly problem: string | null;
}

function hashesOf({ hash }: PlacementSpec, members: readonly number[], program: Program | null, keys: KeySpace): Hashed {
  if (hash === 'own') return answersForKeys(program, 'hash', members.length, keys);
  const answers = new Float64Array(keys.count);
  for (let key = 0; key < keys.count; key++) answers[key] = hash === 'xxhash32' ? xxhash32(keys.nameOf(key)) : keys.hashOf(key);
  return { answers, problem: null };
}

/** The places of a router by what they go by, so that the same question is not reckoned twice. */
export class Placements {
  private readonly known = new Map<string, Placement>();

  constructor(
    private readonly names: readonly string[],
    private readonly programOf: (id: string) => Program | null,
    private readonly keys: KeySpace,
  ) {}

  /** The placement of a spec that was written as JSON. */
  of(spec: string): Placement {
    const before = this.known.get(spec);
    if (before !== undefined) return before;
    // Two at a time are in use; more stay for those who look back.
    if (this.known.size >= 8) this.known.clear();
    const parsed = JSON.parse(spec) as PlacementSpec;
    const made = placement(parsed, this.names, this.programOf(parsed.program), this.keys);
    this.known.set(spec, made);
    return made;
  }
}
