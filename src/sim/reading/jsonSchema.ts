import { z } from 'zod';
import type { FieldMeta } from '../model/fieldMeta';
import { kindNames, kinds } from '../kinds/index';
import { nodeSchema, scenarioSchema } from '../model/scenario';

/**
 * The JSON Schema (draft 2020-12) of scenario files, with the fields of every kind, for editors that complete and check.
 * Help and units of fields are in `description`, because that is what editors show.
 */
export function jsonSchema(): Record<string, unknown> {
  const perKind = kindNames.map((name) => {
    const { descriptor } = kinds[name];
    return nodeSchema
      .extend({ kind: z.literal(name), params: descriptor.fields })
      .meta({ title: descriptor.title, description: descriptor.summary });
  });
  const [first, ...others] = perKind;
  const whole = scenarioSchema.extend({ nodes: z.array(z.discriminatedUnion('kind', [first, ...others])).max(20_000) });
  const schema = z.toJSONSchema(whole, { io: 'input', override: ({ jsonSchema: part }) => describe(part) });
  return { ...schema, title: 'Faultboard scenario' };
}

/** Moves what only our own inspector understands to the keywords that everybody does. */
function describe(part: z.core.JSONSchema.BaseSchema): void {
  const { help, unit, options } = part as Partial<FieldMeta>;
  const words = Object.entries(options ?? {}).map(([word, meaning]) => `${word}: ${meaning}`);
  const sentences = [
    help,
    unit === undefined ? undefined : `Unit: ${unit}.`,
    words.length === 0 ? undefined : `${words.join('; ')}.`,
  ].filter((sentence) => sentence !== undefined);
  if (sentences.length > 0) part.description = sentences.join(' ');
  for (const own of ['help', 'options', 'when', 'usual', 'section', 'face', 'isOnFace', 'programs']) delete part[own];
}
