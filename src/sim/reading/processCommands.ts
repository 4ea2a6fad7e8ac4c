import { kindOf } from '../kinds/index';
import type { ProcessCommand } from '../machines/process';
import type { Scenario } from '../model/scenario';

/** Whether parts of a kind start programs of this computer, once they have one. */
export function startsProcesses(kind: string): boolean {
  return kindOf(kind)?.behavior.startsProcess !== undefined;
}

/** The programs of this computer that a scenario would start, each once. */
export function processCommands({ nodes }: Pick<Scenario, 'nodes'>): readonly ProcessCommand[] {
  const found = new Map<string, ProcessCommand>();
  for (const { kind: name, params } of nodes) {
    const kind = kindOf(name);
    const command = kind?.behavior.startsProcess?.(kind.descriptor.fields.parse(params)) ?? null;
    if (command !== null) found.set(JSON.stringify(command), command);
  }
  return [...found.values()];
}
