import { z } from 'zod';
import { kindNames, kinds } from '../kinds/index';
import { nodeSchema, scenarioSchema } from './scenario';

/** The JSON Schema (draft 2020-12) of scenario files, with the fields of every kind, for editors that complete and check. */
export function jsonSchema(): Record<string, unknown> {
  const anyKind = kindNames.map((name) => {
    const { descriptor } = kinds[name];
    return nodeSchema.extend({ kind: z.literal(name), params: descriptor.fields }).meta({ title: descriptor.title, description: descriptor.summary });
  });
  const whole = scenarioSchema.extend({ nodes: z.array(z.union(anyKind)).max(20_000) });
  return { ...z.toJSONSchema(whole, { io: 'input' }), title: 'Faultboard scenario' };
}
