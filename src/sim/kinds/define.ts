import { MEMBER_GAUGES, type Behavior, type Kind, type KindDescriptor } from '../parts/contract';

/** Joins a descriptor and a behaviour whose types agree, for the registry (which knows no kind's own types). */
export function defineKind<P, D, S>(descriptor: KindDescriptor<P>, behavior: Behavior<P, D, S>): Kind {
  const whole = descriptor.isMember === true ? { ...descriptor, gauges: [...descriptor.gauges, ...MEMBER_GAUGES] } : descriptor;
  return { descriptor: whole, behavior } as unknown as Kind;
}
