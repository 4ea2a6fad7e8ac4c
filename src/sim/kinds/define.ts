import { z } from 'zod';
import { MEMBER_GAUGES, NETWORK_GAUGES, type Behavior, type Kind, type KindDescriptor } from '../parts/contract';
import type { FieldTable } from './fields';

/** What a kind tells of itself, with how its fields are made. */
interface ToldByKind<P> extends Omit<KindDescriptor<P>, 'fields'> {
  readonly fields: FieldTable<P>;
}

/**
 * Joins a descriptor and a behaviour whose types agree, for the registry (which knows no kind's own types). The fields of a kind are made
 * once somebody needs them, since nobody needs those of all kinds.
 */
export function defineKind<P extends object, D, S>({ fields, ...told }: ToldByKind<NoInfer<P>>, behavior: Behavior<P, D, S>): Kind {
  const before = behavior.asNetwork === undefined ? [] : NETWORK_GAUGES;
  const after = told.isMember === true ? MEMBER_GAUGES : [];
  let made: z.ZodType | null = null;
  const descriptor = {
    ...told,
    gauges: [...before, ...told.gauges, ...after],
    get fields() {
      const entries = Object.entries<() => z.ZodType>(fields);
      return (made ??= z.strictObject(Object.fromEntries(entries.map(([name, make]) => [name, make()]))));
    },
  };
  return { descriptor, behavior } as unknown as Kind;
}
