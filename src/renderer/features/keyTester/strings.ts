import type { Strategy } from '../../../sim/index';

const NAMES: Readonly<Record<Strategy, string>> = {
  modulo: 'Modulo',
  ring: 'Consistent hashing',
  jump: 'Jump hash',
  rendezvous: 'Rendezvous',
  maglev: 'Maglev',
  range: 'Ranges',
  directory: 'Directory',
};

/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Key tester',
  open: 'Test where a key is...',
  none: 'There is no shard router with shards on the board. Wire one up to see where any key would be.',
  key: 'Key',
  router: 'Router',
  first: 'First strategy',
  second: 'Second strategy',
  strategy: (name: Strategy): string => NAMES[name],
  hash: 'Hash',
  circle: 'On the circle',
  point: 'Next point on the ring',
  shard: 'Shard',
  replicas: 'Replicas',
  nobody: 'none',
  joins: 'Keys that move when one more shard joins',
  swapped: 'Keys that move when the second strategy replaces the first',
  share: (count: number, total: number): string => `${count} of ${total} (${((count * 100) / total).toFixed(1)} %)`,
  fullest: 'Fullest shard, against the mean',
  times: (factor: number): string => `${factor.toFixed(2)} times`,
  picture: (strategy: string, key: string, shard: string): string => `${strategy}: where the keys lie; ${key} is on ${shard}`,
  holds: (shard: string, share: number): string => `${shard} ${(share * 100).toFixed(0)} %`,
  caption: (title: string, strategy: Strategy): string =>
    strategy === 'range' ? `${title}: keys from A to Z, clockwise` : `${title}: keys by their hash, clockwise`,
} as const;
