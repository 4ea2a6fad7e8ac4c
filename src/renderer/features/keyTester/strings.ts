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
  picture: (key: string, shard: string): string => `Circle of hashes: ${key} is at ${shard}`,
} as const;
