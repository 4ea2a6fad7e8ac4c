import { kindOf, type ScenarioGroup } from '../../../sim/index';
import { strings } from '../strings';

/** What a group holds, e.g. "3 parts: 2 × Worker, 1 × Database". */
export function groupText(group: ScenarioGroup, kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, count]) => `${count} \u00d7 ${kindOf(kind)?.descriptor.title ?? kind}`);
  return `${strings.parts({ count: group.nodes.length })}: ${parts.join(', ')}`;
}
