import type { Behavior, Kind, KindDescriptor } from './contract';

/** Joins a descriptor and a behaviour whose types agree, for the registry (which knows no kind's own types). */
export function defineKind<P, D, S>(descriptor: KindDescriptor<P>, behavior: Behavior<P, D, S>): Kind {
  return { descriptor, behavior } as unknown as Kind;
}
