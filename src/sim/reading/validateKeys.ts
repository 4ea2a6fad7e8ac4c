import { kindOf } from '../kinds/index';
import { keySpace, type KeySpace } from '../data/keySpaces';
import { didYouMean, fail, quote, type Failed } from '../model/failure';
import type { Scenario } from '../model/scenario';

/** So many keys are compared with one that is not there, to guess which was meant. */
const MOST_COMPARED = 1000;

/** Requests of scripts, and those that are sent by hand, must be about keys that the scenario has. Null: all are. */
export function checkRequests(scenario: Scenario): Failed {
  const keys = keySpace(scenario.keys);
  const kinds = new Map(scenario.nodes.map(({ id, kind }) => [id, kind]));
  for (const [i, node] of scenario.nodes.entries()) {
    for (const field of requestFields(node.kind)) {
      const bad = badEntry(keys, node.params[field]);
      if (bad !== null)
        return fail(
          'unknown-key',
          `nodes[${i}].params.${field}[${bad.at}].key`,
          `${node.id}: entry ${bad.at + 1} of its ${field} ${sentence(keys, bad.key)}`,
        );
    }
  }
  for (const [i, fault] of scenario.faults.entries()) {
    if (fault.type === 'send' && keys.indexOf(fault.key) < 0)
      return fail('unknown-key', `faults[${i}].key`, `Fault ${fault.id} ${sentence(keys, fault.key)}`);
    if (fault.type !== 'set' || !requestFields(kinds.get(fault.node) ?? '').includes(fault.param)) continue;
    const bad = badEntry(keys, fault.value);
    if (bad !== null)
      return fail(
        'unknown-key',
        `faults[${i}].value[${bad.at}].key`,
        `Fault ${fault.id}: entry ${bad.at + 1} of its ${fault.param} ${sentence(keys, bad.key)}`,
      );
  }
  return null;
}

/** Fields of a kind that are lists of requests. */
function requestFields(kind: string): readonly string[] {
  return kindOf(kind)?.descriptor.requestFields ?? [];
}

/** The first entry of a script about a key that is not there. What has another shape than a script is told elsewhere. */
function badEntry(keys: KeySpace, script: unknown): { at: number; key: string } | null {
  if (!Array.isArray(script)) return null;
  for (const [at, entry] of (script as readonly { key?: unknown }[]).entries()) {
    if (typeof entry?.key === 'string' && keys.indexOf(entry.key) < 0) return { at, key: entry.key };
  }
  return null;
}

function sentence(keys: KeySpace, key: string): string {
  const some = Array.from({ length: Math.min(keys.count, MOST_COMPARED) }, (_, i) => keys.nameOf(i));
  return (
    `names the key ${quote(key)}, which the scenario does not have${didYouMean(key, some)}; correct it, or ` +
    'describe the keys under "keys".'
  );
}
