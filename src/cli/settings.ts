import { checkParams, didYouMean, type Scenario, type ScenarioNode } from '../sim/index';
import type { Input } from './readInput';
import type { RunArguments, Setting } from './args';

/** A scenario with what the command line changes about it: `--set` and `--until`. A value that does not fit is told like one in a file. */
export function applySettings(scenario: Scenario, args: Pick<RunArguments, 'settings' | 'untilSeconds'>): Input {
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
  return { ok: true, scenario: { ...scenario, nodes, durationSeconds: args.untilSeconds ?? scenario.durationSeconds } };
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
