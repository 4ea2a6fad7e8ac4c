import { kindOf } from '../kinds/index';
import { fail, pathText, type LoadFailure } from '../model/failure';
import { foremost, placeOf, plainWords } from '../model/issues';
import { kindVersions } from './ids';
import { parseJson } from '../model/json';
import { isOlder, migrate } from './migrate';
import { plainCopy } from '../model/plainCopy';
import { scenarioSchema, type Scenario } from '../model/scenario';
import { validate } from './validate';

export { adviseScenario } from './advice';
export type { Advice } from './advice';
export { emptyScenario, freshId, kindVersions } from './ids';
export { checkParams, defaultParams, fieldNames, programFields, runsProgram } from './params';
export { gaugesToCheck } from './gaugesToCheck';
export { serializeScenario } from './serialize';
export { jsonSchema } from './jsonSchema';
export { didYouMean } from '../model/failure';
export type { LoadFailure } from '../model/failure';

/** A scenario, or the reason why the file is none. */
export type ParseResult = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly failure: LoadFailure };

/** Reads a scenario file: shape, version, migration, validation. Any text gives a scenario or a named failure, never an exception. */
export function parseScenario(text: string): ParseResult {
  const json = parseJson(text);
  return json.ok ? parseScenarioValue(json.value) : json;
}

/** The same for a document that is JSON already. The scenario shares nothing with it. */
export function parseScenarioValue(value: unknown): ParseResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('not-a-scenario', '', 'This is not a Faultboard scenario: the file must hold one object in braces; choose another file.');
  }
  const plain = plainCopy(value);
  if (!plain.ok) return plain;
  const migrated = migrate(plain.value as Record<string, unknown>);
  if (!migrated.ok) return migrated;
  const parsed = scenarioSchema.safeParse(migrated.value);
  if (!parsed.success) return misshapen(foremost(parsed.error.issues), migrated.value);
  const failure = validate(parsed.data);
  return failure ?? { ok: true, scenario: withDefaults(parsed.data) };
}

/** Whether a file that can be read was written by an older version, which may not read what this one writes. */
export function isOlderFile(text: string): boolean {
  const json = parseJson(text);
  return json.ok && typeof json.value === 'object' && json.value !== null && isOlder(json.value as Record<string, unknown>);
}

type Issue = Parameters<typeof placeOf>[0];

function misshapen(issue: Issue, document: unknown): ReturnType<typeof fail> {
  const place = pathText(issue.path) || 'The file';
  const isAboutCheck = issue.code === 'custom' && issue.path[0] === 'checks';
  return fail(
    isAboutCheck ? 'bad-check' : 'wrong-shape',
    pathText(placeOf(issue)),
    `${place} ${plainWords(issue, scenarioSchema, document)}.`,
  );
}

/** Params in full, and the versions of exactly the kinds that are used. Faults and checks are of this version from here on. */
function withDefaults({ faultKinds: _faults, checkKinds: _checks, ...scenario }: Scenario): Scenario {
  const nodes = scenario.nodes.map((node) => ({
    ...node,
    params: kindOf(node.kind)?.descriptor.fields.parse(node.params) as (typeof node)['params'],
  }));
  return { ...scenario, nodes, kinds: kindVersions(scenario) };
}
