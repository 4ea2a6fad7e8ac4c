import { jsonSchema, kindNames, kinds, wireKinds, type FieldMeta } from '../sim/index';

type KindName = (typeof kindNames)[number];

/** A field as a reference tells it. */
export interface FieldFacts {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly help: string;
  /** What values it takes, in words. */
  readonly range: string;
  /** The default, as it is written in a file. */
  readonly fallback: string;
}

interface FieldSchema {
  readonly default?: unknown;
  readonly title?: string;
  readonly unit?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

interface NodeSchema {
  readonly properties: {
    readonly kind: { readonly const: string };
    readonly params: { readonly properties: Readonly<Record<string, FieldSchema>> };
  };
}

/** The fields of a kind, from the same schema that checks files. */
export function fieldFacts(kind: KindName): FieldFacts[] {
  const { properties } = jsonSchema() as unknown as { properties: { nodes: { items: { oneOf: readonly NodeSchema[] } } } };
  const node = properties.nodes.items.oneOf.find((candidate) => candidate.properties.kind.const === kind);
  return Object.entries(node?.properties.params.properties ?? {}).map(([name, field]) => {
    const meta = metaOf(kind, name);
    return {
      name,
      title: meta.title,
      unit: meta.unit ?? '',
      help: meta.help ?? '',
      range: rangeOf(field, meta),
      fallback: JSON.stringify(field.default),
    };
  });
}

function metaOf(kind: KindName, field: string): FieldMeta {
  const fields = kinds[kind].descriptor.fields as unknown as {
    readonly shape: Readonly<Record<string, { readonly meta: () => FieldMeta }>>;
  };
  return fields.shape[field].meta();
}

function rangeOf(field: FieldSchema, meta: FieldMeta): string {
  const unit = meta.unit === undefined ? '' : ` ${meta.unit}`;
  if (field.enum !== undefined) return field.enum.join(', ');
  if (field.oneOf !== undefined) return `a distribution of${unit}`;
  if (field.type === 'integer') return `whole number, ${field.minimum} to ${field.maximum}${unit}`;
  if (field.type === 'number') return `number, ${field.minimum} to ${field.maximum}${unit}`;
  if (field.type === 'array') return 'list';
  return field.type === 'boolean' ? 'true, false' : 'text';
}

/** Kinds that a wire may lead to, and come from. */
function neighbours(name: KindName): { readonly to: string; readonly from: string } {
  const titles = (names: readonly KindName[]): string =>
    names.map((other) => kinds[other].descriptor.title.toLowerCase()).join(', ') || 'nothing';
  return {
    to: titles(kindNames.filter((other) => wireKinds(name, other).ok)),
    from: titles(kindNames.filter((other) => wireKinds(other, name).ok)),
  };
}

/** The reference of all kinds, as plain text or Markdown. */
export function kindsText(markdown: boolean): string {
  return kindNames.map((name) => (markdown ? markdownOf(name) : plainOf(name))).join('\n');
}

function plainOf(name: KindName): string {
  const { descriptor } = kinds[name];
  const { to, from } = neighbours(name);
  const fields = fieldFacts(name).map(
    (f) => `  ${f.name.padEnd(22)} ${f.range}; default ${f.fallback}\n  ${''.padEnd(22)} ${f.title}${f.help === '' ? '' : `: ${f.help}`}`,
  );
  const list = (title: string, items: readonly string[]): string[] => [`  ${title}`, ...items.map((item) => `    - ${item}`)];
  const lines = [
    `${descriptor.title} (${name}, version ${descriptor.version})`,
    `  ${descriptor.summary}`,
    `  wired from: ${from}`,
    `  wired to: ${to}`,
    ...fields,
    ...list('models', descriptor.card.models),
    ...list('leaves out', descriptor.card.leavesOut),
  ];
  return `${lines.join('\n')}\n`;
}

function markdownOf(name: KindName): string {
  const { descriptor } = kinds[name];
  const { to, from } = neighbours(name);
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = fieldFacts(name).map(
    (f) => `| \`${f.name}\` | ${cell(f.title)} | ${cell(f.range)} | \`${cell(f.fallback)}\` | ${cell(f.help)} |`,
  );
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  return [
    `## ${descriptor.title} (\`${name}\`, version ${descriptor.version})`,
    descriptor.summary,
    `Wired from: ${from}. Wired to: ${to}.`,
    `| Field | Title | Takes | Default | Meaning |\n|---|---|---|---|---|\n${rows.join('\n')}`,
    `Models:\n\n${list(descriptor.card.models)}`,
    `Leaves out:\n\n${list(descriptor.card.leavesOut)}\n`,
  ].join('\n\n');
}
