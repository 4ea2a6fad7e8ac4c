import { murmur3 } from '../kernel/hash';
import { emailKeys } from './emailKeys';
import { numberedKeys, stampKeys, type KeyNames } from './madeKeys';
import { PEOPLE, personIndex, personKey } from './profiles';

export { secondsOf } from './madeKeys';

/** Most keys that a scenario may have. */
export const MOST_KEYS = 1_000_000;

/** How the keys of a scenario are written, and how many there are. As in a file. */
export type KeysSpec =
  | {
      readonly type: 'numbered';
      readonly prefix: string;
      readonly suffix?: string | undefined;
      readonly from?: number | undefined;
      readonly digits?: number | undefined;
      readonly count: number;
    }
  | { readonly type: 'email'; readonly domain?: string | undefined; readonly count: number }
  | { readonly type: 'timestamps'; readonly start: string; readonly everySeconds: number; readonly count: number }
  | { readonly type: 'list'; readonly keys: readonly string[] };

/** All keys of a scenario. Parts know keys by their numbers, from 0 to `count` - 1. */
export class KeySpace {
  private hashes: Uint32Array | null = null;
  private isHashed: Uint8Array | null = null;

  constructor(
    readonly count: number,
    private readonly names: KeyNames,
  ) {}

  /** The name of a key. Throws RangeError when there is no such key. */
  nameOf(key: number): string {
    if (!Number.isInteger(key) || key < 0 || key >= this.count)
      throw new RangeError(`there is no key ${key}: keys are numbered 0 to ${this.count - 1}`);
    return this.names.nameOf(key);
  }

  /** The number of a name; -1 when no key has it. */
  indexOf(name: string): number {
    const key = this.names.indexOf(name);
    return key >= 0 && key < this.count ? key : -1;
  }

  /** MurmurHash3 of a key's name, 32 bits; reckoned once. */
  hashOf(key: number): number {
    this.hashes ??= new Uint32Array(this.count);
    this.isHashed ??= new Uint8Array(this.count);
    if (this.isHashed[key] === 0) {
      this.hashes[key] = murmur3(this.nameOf(key));
      this.isHashed[key] = 1;
    }
    return this.hashes[key];
  }
}

const people = new KeySpace(PEOPLE, { nameOf: personKey, indexOf: personIndex });
const known = new WeakMap<KeysSpec, KeySpace>();

/** The keys that a scenario describes; without a description, those of the shipped profiles. One object for one description. */
export function keySpace(spec: KeysSpec | undefined): KeySpace {
  if (spec === undefined) return people;
  const before = known.get(spec);
  if (before !== undefined) return before;
  const made = spec.type === 'list' ? listed(spec.keys) : new KeySpace(spec.count, namesOf(spec));
  known.set(spec, made);
  return made;
}

function namesOf(spec: Exclude<KeysSpec, { type: 'list' }>): KeyNames {
  switch (spec.type) {
    case 'numbered':
      return numberedKeys(spec.prefix, spec.suffix ?? '', spec.from ?? 1, spec.digits ?? 0);
    case 'email':
      return emailKeys(spec.domain ?? 'example.com');
    default:
      return stampKeys(spec.start, spec.everySeconds);
  }
}

function listed(keys: readonly string[]): KeySpace {
  const numbers = new Map(keys.map((name, key) => [name, key]));
  return new KeySpace(keys.length, { nameOf: (key) => keys[key], indexOf: (name) => numbers.get(name) ?? -1 });
}
