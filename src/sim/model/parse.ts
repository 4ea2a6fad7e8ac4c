import { kindOf } from '../kinds/index';
import { fail, pathText, type LoadFailure } from './failure';
import { foremost, plainWords, valueAt } from './issues';
import { parseJson } from './json';
import { migrate } from './migrate';
import { scenarioSchema, type Scenario } from './scenario';
import { validate } from './validate';

export { emptyScenario, freshId } from './ids';
export { checkParams, defaultParams, fieldNames } from './params';
export { serializeScenario } from './serialize';
export { jsonSchema } from './jsonSchema';
export type { LoadFailure } from './failure';

/** A scenario, or the reason why the file is none. */
export type ParseResult = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly failure: LoadFailure };

const KEYS = ['$schema', 'format', 'kinds', 'name', 'description', 'seed', 'durationSeconds', 'nodes', 'links', 'faults', 'checks', 'notes', 'lesson', 'programs'];

/** Reads a scenario file: shape, version, migration, validation. Any text gives a scenario or a named failure, never an exception. */
export function parseScenario(text: string): ParseResult {
  const json = parseJson(text);
  return json.ok ? parseScenarioValue(json.value) : json;
}

/** The same for a document that is JSON already. */
export function parseScenarioValue(value: unknown): ParseResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('not-a-scenario', '', 'This is not a Faultboard scenario: the file must hold one object in braces; choose another file.');
  }
  const migrated = migrate(value as Record<string, unknown>);
  if (!migrated.ok) return migrated;
  const parsed = scenarioSchema.safeParse(migrated.value);
  if (!parsed.success) {
    const issue = foremost(parsed.error.issues);
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
    const place = pathText(issue.path) || 'The file';
    return fail('wrong-shape', pathText(path), `${place} ${plainWords(issue, valueAt(migrated.value, issue.path), issue.path.length === 0 ? KEYS : [])}.`);
  }
  const scenario = parsed.data;
  const failure = validate(scenario);
  if (failure !== null) return failure;
  return { ok: true, scenario: withDefaults(scenario) };
}

/** Params in full, and the versions of exactly the kinds that are used. */
function withDefaults(scenario: Scenario): Scenario {
  const nodes = scenario.nodes.map((node) => ({ ...node, params: kindOf(node.kind)?.descriptor.fields.parse(node.params) as (typeof node)['params'] }));
  return { ...scenario, nodes, kinds: kindVersions(scenario) };
}

/** Version of every kind that a scenario uses. */
export function kindVersions(scenario: Pick<Scenario, 'nodes'>): Record<string, number> {
  const names = [...new Set(scenario.nodes.map((node) => node.kind))].sort();
  return Object.fromEntries(names.map((name) => [name, kindOf(name)?.descriptor.version ?? 1]));
}
