import { didYouMean, keySpace, kindOf, type Scenario } from '../sim/index';
import type { Lookup } from './args';

/** Why a look-up makes no sense; null when it does. Known before the run, so that nobody waits for nothing. */
export function lookupProblem(scenario: Scenario, { key, node: id }: Lookup): string | null {
  const node = scenario.nodes.find((candidate) => candidate.id === id);
  const stores = scenario.nodes.filter((candidate) => kindOf(candidate.kind)?.descriptor.storesKeys).map((store) => store.id);
  if (node === undefined) return `there is no part "${id}"${didYouMean(id, stores)}; name one that keeps profiles.`;
  if (!stores.includes(id)) return `${id} keeps no profiles; name a database, a shard or a replica.`;
  const keys = keySpace(scenario.keys);
  return keys.indexOf(key) < 0 ? `there is no key "${key}"; try ${keys.nameOf(0)} or ${keys.nameOf(keys.count - 1)}.` : null;
}
