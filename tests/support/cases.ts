import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRun, parseScenario, type Run, type RunOptions, type Scenario } from '../../src/sim/index';

const folder = resolve(import.meta.dirname, '../cases');

/** An input that once showed a fault, from `tests/cases`; with other fields of parts where `params` says so. */
export function caseNamed(name: string, params: Readonly<Record<string, object>> = {}): Scenario {
  const parsed = parseScenario(readFileSync(join(folder, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.message}`);
  const { scenario } = parsed;
  return { ...scenario, nodes: scenario.nodes.map((node) => ({ ...node, params: { ...node.params, ...params[node.id] } })) };
}

/** Runs a scenario to its end. */
export function finished(scenario: Scenario, options: RunOptions = {}): Run {
  const run = createRun(scenario, options);
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run;
}

/** Moments, ms, at which messages left along a wire (or back along it) up to a moment. */
export function sentAlong(run: Run, link: string, back = false, untilNs = run.endNs): number[] {
  const at = run.index.links.findIndex(({ id }) => id === link);
  const { messages } = run.window(0, untilNs, 1_000_000);
  return Array.from({ length: messages.count }, (_, i) => i)
    .filter((i) => messages.link[i] === at && messages.forward[i] === (back ? 0 : 1))
    .map((i) => messages.sentNs[i] / 1e6);
}
