/**
 * What has to come of a hostile program: `stopped` for too much, told of as a `mistake`, or `harmless`: whatever it is, nothing else
 * notices. `down`: it breaks its own memory, which ends its node and is told of.
 */
export type Fate = 'stopped' | 'mistake' | 'harmless' | 'down';

/** A program that does `body` when it is told to. */
export interface Hostile {
  readonly title: string;
  readonly fate: Fate;
  readonly body: string;
}

export const hostile = (title: string, fate: Fate, body: string): Hostile => ({ title, fate, body });
