import { z } from 'zod';
import { kindNames, kinds, type FieldMeta } from '../sim/index';

interface FieldFacts {
  readonly name: string;
  readonly meta: FieldMeta;
  readonly fallback: string;
  readonly range: string;
}

/** The fields of a kind with everything a reference says of them. */
export function fieldFacts(kind: (typeof kindNames)[number]): FieldFacts[] {
  const schema = z.toJSONSchema(kinds[kind].descriptor.fields, { io: 'input' }) as { properties?: Record<string, Record<string, unknown>> };
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    meta: field as unknown as FieldMeta,
    fallback: JSON.stringify(field.default),
    range: rangeOf(field),
  }));
}

function rangeOf(field: Record<string, unknown>): string {
  if (Array.isArray(field.enum)) return field.enum.join(', ');
  if (typeof field.minimum === 'number') return `${field.minimum} to ${String(field.maximum)}`;
  return field.type === 'boolean' ? 'true, false' : Array.isArray(field.oneOf) ? 'distribution' : String(field.type ?? '');
}

/** The reference of all kinds, as plain text or Markdown. */
export function kindsText(markdown: boolean): string {
  return kindNames.map((name) => (markdown ? markdownOf(name) : plainOf(name))).join('\n');
}

function plainOf(name: (typeof kindNames)[number]): string {
  const { descriptor } = kinds[name];
  const fields = fieldFacts(name).map((f) => `  ${f.name.padEnd(22)} ${f.range}${f.meta.unit ? ` ${f.meta.unit}` : ''} (default ${f.fallback})\n  ${''.padEnd(22)} ${f.meta.title}${f.meta.help ? `: ${f.meta.help}` : ''}`);
  const lines = [`${descriptor.title} (${name})`, `  ${descriptor.summary}`, ...fields, `  models: ${descriptor.card.models.join('; ')}`, `  leaves out: ${descriptor.card.leavesOut.join('; ')}`];
  return `${lines.join('\n')}\n`;
}

function markdownOf(name: (typeof kindNames)[number]): string {
  const { descriptor } = kinds[name];
  const rows = fieldFacts(name).map((f) => `| \`${f.name}\` | ${f.meta.title} | ${f.range} | ${f.meta.unit ?? ''} | \`${f.fallback}\` | ${f.meta.help ?? ''} |`);
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  return `## ${descriptor.title} (\`${name}\`)\n\n${descriptor.summary}\n\n| Field | Title | Range | Unit | Default | |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n\nModels:\n${list(descriptor.card.models)}\n\nLeaves out:\n${list(descriptor.card.leavesOut)}\n`;
}
