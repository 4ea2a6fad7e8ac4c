import { SPREADS, className } from './words';

const MOST_COLUMNS = 100;

/** Python that stands for a value: a name of a part. */
export class Name {
  constructor(readonly text: string) {}
}

/** A value as Python writes it. */
export function valueText(value: unknown): string {
  if (value instanceof Name) return value.text;
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, one]) => `${JSON.stringify(name)}: ${valueText(one)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

/** A time as Python writes it: a number of milliseconds when it is always the same. */
export function timeText(value: unknown): string {
  const given = value as Readonly<Record<string, unknown>>;
  const names = SPREADS.get(String(given.type)) ?? [];
  const values = names.filter((name) => given[name] !== undefined).map((name) => valueText(given[name]));
  return given.type === 'constant' ? values[0] : `${className(String(given.type))}(${values.join(', ')})`;
}

/** A long text as Python writes it, over several lines. */
export function longText(text: string): string {
  return `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** A call, on several lines where one would be too long. */
export function callText(before: string, args: readonly string[], after = ''): string {
  const line = `${before}(${args.join(', ')})${after}`;
  if (line.length <= MOST_COLUMNS || args.length === 0) return line;
  return `${before}(\n${args.map((arg) => `    ${arg},\n`).join('')})${after}`;
}
