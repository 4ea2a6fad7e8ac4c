import {
  checkParams,
  didYouMean,
  freshId,
  keySpace,
  kindOf,
  FIELD_NAMES,
  type Fault,
  type Scenario,
  type ScenarioNode,
} from '../sim/index';
import type { Input } from './readInput';
import type { RunArguments, Sending, Setting } from './args';

/**
 * A scenario with what the command line changes about it: `--set`, `--send` and `--until`. A value that does not fit is told like one in a
 * file.
 */
export function applySettings(
  scenario: Scenario,
  args: Pick<RunArguments, 'settings' | 'untilSeconds'> & { readonly sendings?: readonly Sending[] },
): Input {
  let nodes = scenario.nodes;
  for (const setting of args.settings) {
    const place = nodes.findIndex((node) => node.id === setting.node);
    if (place < 0)
      return {
        ok: false,
        message: `--set names the part "${setting.node}", which does not exist${didYouMean(
          setting.node,
          nodes.map((node) => node.id),
        )}; correct the id.`,
      };
    const changed = withSetting(nodes[place], setting);
    if (typeof changed === 'string') return { ok: false, message: `--set ${setting.node}.${setting.path.join('.')}: ${changed}` };
    nodes = nodes.with(place, changed);
  }
  const faults = [...scenario.faults];
  for (const sending of args.sendings ?? []) {
    const problem = sendingProblem(scenario, sending);
    if (problem !== null) return { ok: false, message: `--send ${sending.node}:${sending.key}: ${problem}` };
    faults.push(
      requestOf(
        sending,
        freshId(
          'SEND',
          faults.map((fault) => fault.id),
        ),
      ),
    );
  }
  return { ok: true, scenario: { ...scenario, nodes, faults, durationSeconds: args.untilSeconds ?? scenario.durationSeconds } };
}

function sendingProblem(scenario: Scenario, { node: id, key }: Sending): string | null {
  const clients = scenario.nodes.filter(({ kind }) => kindOf(kind)?.behavior.onSend !== undefined).map((node) => node.id);
  if (!clients.includes(id)) return `there is no client "${id}"${didYouMean(id, clients)}; name one.`;
  const keys = keySpace(scenario.keys);
  return keys.indexOf(key) < 0 ? `there is no key "${key}"; try ${keys.nameOf(0)} or ${keys.nameOf(keys.count - 1)}.` : null;
}

function requestOf({ node, atSeconds, key, field, value }: Sending, id: string): Fault {
  const named = FIELD_NAMES.find((name) => name === field);
  return {
    id,
    type: 'send',
    node,
    atSeconds,
    key,
    ...(named === undefined ? {} : { field: named }),
    ...(value === null ? {} : { value }),
  };
}

/** The part with the value, or what is wrong with it. What looks like JSON but does not fit is tried as a plain word. */
function withSetting(node: ScenarioNode, { path, text }: Setting): ScenarioNode | string {
  let problem = '';
  for (const value of readings(text)) {
    const params = replaced(node.params, path, value) as ScenarioNode['params'];
    const found = checkParams(node.kind, params)[0];
    if (found === undefined) return { ...node, params };
    problem ||= found.message;
  }
  return problem;
}

function readings(text: string): unknown[] {
  try {
    return [JSON.parse(text), text];
  } catch {
    return [text];
  }
}

function replaced(object: unknown, [key, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const before = typeof object === 'object' && object !== null && !Array.isArray(object) ? (object as Record<string, unknown>) : {};
  return { ...before, [key]: rest.length === 0 ? value : replaced(before[key], rest, value) };
}
