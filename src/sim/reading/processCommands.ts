import { commandOf } from '../kinds/process-node/command';
import { processNodeFields } from '../kinds/process-node/kind';
import type { ProcessCommand } from '../machines/process';
import type { Scenario } from '../model/scenario';

/** The programs of this computer that a scenario would start, each once. */
export function processCommands({ nodes }: Pick<Scenario, 'nodes'>): readonly ProcessCommand[] {
  const found = new Map<string, ProcessCommand>();
  for (const { kind, params } of nodes) {
    if (kind !== 'process-node') continue;
    const command = commandOf(processNodeFields.parse(params));
    if (command !== null) found.set(JSON.stringify(command), command);
  }
  return [...found.values()];
}
