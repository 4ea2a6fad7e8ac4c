import { MEMBER_GAUGES, NETWORK_GAUGES, type Behavior, type Kind, type KindDescriptor } from '../parts/contract';

/** Joins a descriptor and a behaviour whose types agree, for the registry (which knows no kind's own types). */
export function defineKind<P, D, S>(descriptor: KindDescriptor<P>, behavior: Behavior<P, D, S>): Kind {
  const before = behavior.asNetwork === undefined ? [] : NETWORK_GAUGES;
  const after = descriptor.isMember === true ? MEMBER_GAUGES : [];
  const whole = { ...descriptor, gauges: [...before, ...descriptor.gauges, ...after] };
  return { descriptor: whole, behavior } as unknown as Kind;
}
